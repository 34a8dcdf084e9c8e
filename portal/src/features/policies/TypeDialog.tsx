import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useState } from 'react';
import { type RiskStep, typeIdFor } from './policy.ts';
import { RiskSelect } from './risk.tsx';

/** What every custom type has. */
export interface Basics {
  readonly id: string;
  readonly name: string;
  readonly risk?: RiskStep[];
}

export interface TypeDialogProps {
  readonly title: string;
  readonly before: { readonly id: string; readonly name: string; readonly risk?: readonly RiskStep[] } | null;
  /** Ids that are in use. */
  readonly taken: readonly string[];
  /** Whether the fields inside are filled in. */
  readonly complete: boolean;
  readonly children: ReactNode;
  readonly onClose: () => void;
  readonly onDone: (basics: Basics) => void;
}

/** Name, id and risk of a custom type, around the fields of its kind. */
export function TypeDialog({ title, before, taken, complete, children, onClose, onDone }: TypeDialogProps) {
  const [name, setName] = useState(before?.name ?? '');
  const [risk, setRisk] = useState<RiskStep[] | undefined>(before?.risk && [...before.risk]);
  const id = before?.id ?? freeId(typeIdFor(name), taken);
  return (
    <Modal
      visible
      header={title}
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
              disabled={name.trim() === '' || !complete}
              onClick={() => {
                onDone({ id, name: name.trim(), ...(risk && { risk }) });
                onClose();
              }}
            >
              {before ? 'Apply' : 'Add'}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <FormField label="Name" constraintText={`ID ${id}`}>
          <Input value={name} onChange={({ detail }) => setName(detail.value)} />
        </FormField>
        {children}
        <FormField label="Risk">
          <RiskSelect label="Risk" steps={risk} usual="Medium" onChange={setRisk} />
        </FormField>
      </SpaceBetween>
    </Modal>
  );
}

const freeId = (id: string, taken: readonly string[]): string => {
  if (!taken.includes(id)) return id;
  let number = 2;
  while (taken.includes(`${id.slice(0, 60)}_${number}`)) number += 1;
  return `${id.slice(0, 60)}_${number}`;
};
