import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { useScan } from '../../api/queries.ts';
import { numberText } from '../../ui/numbers.ts';
import { PageLink } from '../../ui/PageLink.tsx';
import { Time } from '../../ui/Time.tsx';

/** The last scan in numbers. */
export function LastScanNumbers({ scanId }: { scanId: string }) {
  const { data: scan } = useScan(scanId);
  if (!scan) return null;
  const { counts } = scan;
  const numbers = [
    ['Users', counts.users, null],
    ['Agents', counts.agents, '/inventory/agents'],
    ['Files inspected', counts.items.clean + counts.items.flagged, `/events?scanId=${scanId}`],
    ['Files flagged', counts.items.flagged, `/events?status=flagged&scanId=${scanId}`],
    ['Findings', counts.findings, `/events?status=flagged&scanId=${scanId}`],
    ['Files not inspected', counts.items.skipped + counts.items.failed, `/scans/${scanId}`],
  ] as const;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={
            <>
              Ended <Time at={scan.endedAt} />. <PageLink to={`/scans/${scanId}`}>Scan details</PageLink>
            </>
          }
        >
          Last scan
        </Header>
      }
    >
      <KeyValuePairs
        columns={3}
        items={numbers.map(([label, value, to]) => ({
          label,
          value: (
            <Box variant="awsui-value-large">
              {to ? (
                <PageLink to={to} variant="awsui-value-large" ariaLabel={`${label}: ${numberText(value)}`}>
                  {numberText(value)}
                </PageLink>
              ) : (
                numberText(value)
              )}
            </Box>
          ),
        }))}
      />
    </Container>
  );
}
