import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { problemOf } from '../../api/client.ts';
import { useIntegrationChange, useScan } from '../../api/queries.ts';
import { useTell } from '../../app/notices.tsx';
import { useUser } from '../../sign-in/SessionContext.ts';
import { PageLink } from '../../ui/PageLink.tsx';
import { ScanProgress } from '../scans/ScanProgress.tsx';

/** The scan that runs, live, and the way to end it. */
export function RunningScan({ scanId }: { scanId: string }) {
  const { mayAdminister } = useUser();
  const { cancelScan } = useIntegrationChange();
  const { data: scan } = useScan(scanId);
  const tell = useTell();
  if (scan?.status !== 'scanning') return null;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={<PageLink to={`/scans/${scanId}`}>Scan details</PageLink>}
          actions={
            <Button
              disabled={!mayAdminister}
              disabledReason="Cancelling needs the role admin."
              loading={cancelScan.isPending}
              onClick={() =>
                cancelScan.mutate(scanId, {
                  onSuccess: () =>
                    tell({ type: 'success', text: 'The scan was cancelled. What it has found stays.' }),
                  onError: (error) => tell({ type: 'error', text: problemOf(error).message }),
                })
              }
            >
              Cancel scan
            </Button>
          }
        >
          Scanning…
        </Header>
      }
    >
      <SpaceBetween size="m">
        <ScanProgress scan={scan} />
        {scan.resumeAt && (
          <Alert type="info" statusIconAriaLabel="Info">
            Anthropic asked for a pause. The scan goes on by itself at{' '}
            {new Date(scan.resumeAt).toLocaleTimeString()}.
          </Alert>
        )}
      </SpaceBetween>
    </Container>
  );
}
