import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import type { ScanAnswer } from '../../api/types.ts';
import { ItemStatus } from '../../ui/Badges.tsx';
import { counted, numberText } from '../../ui/numbers.ts';
import { PageLink } from '../../ui/PageLink.tsx';
import { reasonText } from '../../ui/words.ts';

type Status = 'clean' | 'flagged' | 'skipped' | 'failed';

interface Row {
  readonly status: Status;
  readonly reason: string | null;
  readonly count: number;
}

/** How every item of a scan ended. */
export function Items({ scan }: { scan: ScanAnswer }) {
  const { items, alreadyInspected } = scan.counts;
  return (
    <Container
      header={
        <Header variant="h2" description={sumText(items)}>
          Items
        </Header>
      }
    >
      <SpaceBetween size="s">
        <Table
          variant="borderless"
          items={rowsOf(scan)}
          trackBy={({ status, reason }) => `${status} ${reason}`}
          ariaLabels={{ tableLabel: 'Items by how they ended' }}
          empty="No items in this scan."
          columnDefinitions={[
            { id: 'status', header: 'Ended as', cell: ({ status }) => <ItemStatus status={status} /> },
            { id: 'reason', header: 'Reason', cell: ({ reason }) => (reason ? reasonText(reason) : '–') },
            {
              id: 'count',
              header: 'Items',
              cell: ({ status, count }) => (
                <PageLink
                  to={`/events?status=${status}&scanId=${scan.scanId}`}
                  ariaLabel={`${counted(count, 'item')} that ended as ${status}`}
                >
                  {numberText(count)}
                </PageLink>
              ),
            },
          ]}
        />
        {alreadyInspected > 0 && (
          <Box variant="small">
            {counted(alreadyInspected, 'item was', 'items were')} inspected by an earlier scan with the same
            policy.
          </Box>
        )}
      </SpaceBetween>
    </Container>
  );
}

function rowsOf({ counts, skippedReasons, failedReasons }: ScanAnswer): Row[] {
  const withReasons = (status: Status, reasons: Readonly<Record<string, number>>): Row[] =>
    Object.entries(reasons).map(([reason, count]) => ({ status, reason, count }));
  const rows: Row[] = [
    { status: 'clean', reason: null, count: counts.items.clean },
    { status: 'flagged', reason: null, count: counts.items.flagged },
    ...withReasons('skipped', skippedReasons),
    ...withReasons('failed', failedReasons),
  ];
  return rows.filter(({ count }) => count > 0);
}

const sumText = ({ listed, clean, flagged, skipped, failed }: ScanAnswer['counts']['items']): string =>
  `${numberText(listed)} listed = ${numberText(clean)} clean + ${numberText(flagged)} flagged + ${numberText(skipped)} skipped + ${numberText(failed)} failed`;
