import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { problemOf } from '../../api/client.ts';
import { useIntegrationChange } from '../../api/queries.ts';
import type { IntegrationCard } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { useUser } from '../../sign-in/SessionContext.ts';

/** What scans inspect. */
export function Coverage({ card }: { card: IntegrationCard }) {
  const { mayAdminister } = useUser();
  const { coverage } = useIntegrationChange();
  const tell = useTell();
  return (
    <Container header={<Header variant="h2">Coverage</Header>}>
      <SpaceBetween size="s">
        <Toggle
          checked={coverage.isPending ? (coverage.variables ?? card.coverage.files) : card.coverage.files}
          disabled={!mayAdminister || coverage.isPending}
          description="Files that people upload to chats and projects are fetched, inspected for sensitive data and deleted again."
          onChange={({ detail }) =>
            coverage.mutate(detail.checked, {
              onSuccess: () =>
                tell({
                  type: 'success',
                  text: detail.checked
                    ? 'Files are inspected from the next scan on.'
                    : 'Files are no longer inspected.',
                }),
              onError: (error) => tell({ type: 'error', text: `Not changed: ${problemOf(error).message}` }),
            })
          }
        >
          Inspect files
        </Toggle>
      </SpaceBetween>
    </Container>
  );
}
