import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { FREQUENCIES } from '../../../../shared/domain/integration.ts';
import { problemOf } from '../../api/client.ts';
import { useIntegrationChange } from '../../api/queries.ts';
import type { IntegrationCard } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { useUser } from '../../sign-in/SessionContext.ts';
import { Time } from '../../ui/Time.tsx';
import { FREQUENCY } from '../../ui/words.ts';

export function PeriodicScans({ card }: { card: IntegrationCard }) {
  const { mayAdminister } = useUser();
  const { schedule } = useIntegrationChange();
  const tell = useTell();
  const { frequency, nextScanAt } = card.schedule;
  const disabled = !mayAdminister || schedule.isPending;
  return (
    <Container header={<Header variant="h2">Periodic Scans</Header>}>
      <SpaceBetween size="s">
        <FormField
          label="How often"
          description="Daily is every 24 hours and Weekly every 7 days, counted from when you choose it."
          {...(!mayAdminister && { constraintText: 'Changing this needs the role admin.' })}
        >
          <SegmentedControl
            label="Periodic Scans"
            selectedId={schedule.isPending ? (schedule.variables ?? frequency) : frequency}
            options={FREQUENCIES.map((id) => ({
              id,
              text: FREQUENCY[id],
              disabled: disabled || (card.status !== 'active' && id !== 'off'),
            }))}
            onChange={({ detail }) => {
              const chosen = FREQUENCIES.find((id) => id === detail.selectedId) ?? 'off';
              schedule.mutate(chosen, {
                onSuccess: () => tell({ type: 'success', text: `Periodic Scans: ${FREQUENCY[chosen]}.` }),
                onError: (error) => tell({ type: 'error', text: `Not changed: ${problemOf(error).message}` }),
              });
            }}
          />
        </FormField>
        <Box>
          {nextScanAt ? (
            <>
              Next scan: <Time at={nextScanAt} />
            </>
          ) : (
            'No scan is planned.'
          )}
        </Box>
      </SpaceBetween>
    </Container>
  );
}
