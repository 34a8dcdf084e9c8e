import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useIntegrationChange } from '../../api/queries.ts';
import type { IntegrationCard } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';

const CONFIRMATION = 'delete';

/** Deletes the integration once somebody has read what goes and what stays. */
export function DeleteDialog({ card, onClose }: { card: IntegrationCard; onClose: () => void }) {
  const { remove } = useIntegrationChange();
  const tell = useTell();
  const [purge, setPurge] = useState(false);
  const [typed, setTyped] = useState('');
  const confirm = () =>
    remove.mutate(purge, {
      onSuccess: () => {
        tell({
          type: 'success',
          text: purge
            ? 'The integration was deleted. Inventory, events and scans are being erased.'
            : 'The integration was deleted. Inventory, events and scans stay.',
        });
        onClose();
      },
    });
  return (
    <Modal
      visible
      header="Delete the integration?"
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button
              variant="primary"
              loading={remove.isPending}
              disabled={purge && typed !== CONFIRMATION}
              onClick={confirm}
            >
              Delete
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {remove.error && <ProblemAlert error={remove.error} />}
        <div>
          <Box variant="h3">What goes</Box>
          <ul>
            <li>
              The key {card.keyHint}, at once and for good. At Anthropic it stays until you delete it there.
            </li>
            <li>Periodic Scans{card.scanning ? ', and the scan that is running' : ''}</li>
            <li>Copies of content that wait for inspection</li>
          </ul>
          <Box variant="h3">What stays</Box>
          <ul>
            <li>Inventory, events, scans and audit</li>
            <li>
              The position: with a new key of the same organization scans go on where the last one ended
            </li>
          </ul>
        </div>
        <Checkbox checked={purge} onChange={({ detail }) => setPurge(detail.checked)}>
          Erase inventory, events and scans too
        </Checkbox>
        {purge && (
          <Alert type="warning" statusIconAriaLabel="Warning">
            <FormField label={`This cannot be undone. Type “${CONFIRMATION}” to confirm.`}>
              <Input value={typed} autoComplete={false} onChange={({ detail }) => setTyped(detail.value)} />
            </FormField>
          </Alert>
        )}
      </SpaceBetween>
    </Modal>
  );
}
