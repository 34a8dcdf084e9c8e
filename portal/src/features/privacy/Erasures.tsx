import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { PURGED_KINDS } from '../../../../shared/domain/purge.ts';
import type { PurgeAnswer } from '../../api/types.ts';
import { numberText } from '../../ui/numbers.ts';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Time } from '../../ui/Time.tsx';
import { usePurges } from './queries.ts';
import { PURGE_STATUS, PURGED } from './words.ts';

/** What was erased, and how many of each kind: the certificates. */
export function Erasures() {
  const { data, error, isPending, refetch } = usePurges();
  return (
    <Container
      header={
        <Header variant="h2" description="People appear as a keyed hash of their user ID. The latest 50.">
          Erasures
        </Header>
      }
    >
      {error && !data ? (
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      ) : (
        <Table
          variant="borderless"
          wrapLines
          items={data?.items ?? []}
          trackBy="purgeId"
          loading={isPending}
          loadingText="Loading erasures"
          ariaLabels={{ tableLabel: 'Erasures' }}
          empty="Nobody has been erased."
          columnDefinitions={[
            {
              id: 'requestedAt',
              header: 'Asked for',
              minWidth: 170,
              cell: ({ requestedAt }) => <Time at={requestedAt} />,
            },
            {
              id: 'requestedBy',
              header: 'By',
              minWidth: 140,
              cell: ({ requestedBy }) => <OutsideText>{requestedBy}</OutsideText>,
            },
            {
              id: 'of',
              header: 'Of',
              minWidth: 160,
              cell: ({ person }) => (person ? <OutsideText>{person}</OutsideText> : 'Everything'),
            },
            { id: 'status', header: 'Status', minWidth: 130, cell: (purge) => <Status purge={purge} /> },
            { id: 'removed', header: 'Removed', minWidth: 200, cell: ({ removed }) => removedText(removed) },
          ]}
        />
      )}
    </Container>
  );
}

const Status = ({ purge: { status } }: { purge: PurgeAnswer }) => (
  <StatusIndicator type={status === 'completed' ? 'success' : 'in-progress'}>
    {PURGE_STATUS[status]}
  </StatusIndicator>
);

/** `3 agents, 12 events` */
const removedText = (removed: PurgeAnswer['removed']): string =>
  PURGED_KINDS.filter((kind) => removed[kind])
    .map((kind) => `${numberText(removed[kind] ?? 0)} ${PURGED[kind]}`)
    .join(', ') || '–';
