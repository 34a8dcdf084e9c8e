import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { problemOf } from '../../api/client.ts';
import { useIntegrationChange } from '../../api/queries.ts';
import type { IntegrationCard } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { useUser } from '../../sign-in/SessionContext.ts';
import { CoverageSwitches } from './CoverageSwitches.tsx';

/** What scans inspect. */
export function Coverage({ card }: { card: IntegrationCard }) {
  const { mayAdminister } = useUser();
  const { coverage } = useIntegrationChange();
  const tell = useTell();
  return (
    <Container
      header={
        <Header variant="h2" description="A change counts from the next scan on.">
          Coverage
        </Header>
      }
    >
      <CoverageSwitches
        value={coverage.isPending ? (coverage.variables ?? card.coverage) : card.coverage}
        disabled={!mayAdminister || coverage.isPending}
        onChange={(value) =>
          coverage.mutate(value, {
            onSuccess: () => tell({ type: 'success', text: 'The coverage of the next scans has changed.' }),
            onError: (error) => tell({ type: 'error', text: `Not changed: ${problemOf(error).message}` }),
          })
        }
      />
    </Container>
  );
}
