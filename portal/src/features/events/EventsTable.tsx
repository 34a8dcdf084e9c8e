import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import type { EventAnswer, ListAnswer } from '../../api/types.ts';
import { useApi } from '../../sign-in/SessionContext.ts';
import { ItemStatus, RiskBadge } from '../../ui/Badges.tsx';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { PageLink } from '../../ui/PageLink.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Time } from '../../ui/Time.tsx';
import { dataTypesText } from './columns.tsx';

const SHOWN = '5';

const USER: TableProps.ColumnDefinition<EventAnswer> = {
  id: 'user',
  header: 'User',
  cell: ({ user }) => <OutsideText>{user.email ?? user.userId}</OutsideText>,
};

/** The latest few events that match, inside of another page. */
export function EventsTable(props: {
  filters: Readonly<Record<string, string>>;
  label: string;
  empty: string;
  ofOneUser?: boolean;
}) {
  const api = useApi();
  const query = { ...props.filters, limit: SHOWN };
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['list', '/events', query],
    queryFn: ({ signal }) => api.read<ListAnswer<EventAnswer>>('/events', query, signal),
  });
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  return (
    <Table
      variant="borderless"
      items={data?.items ?? []}
      trackBy="eventId"
      loading={isPending}
      loadingText="Loading events"
      ariaLabels={{ tableLabel: props.label }}
      empty={props.empty}
      columnDefinitions={[
        {
          id: 'time',
          header: 'Time',
          cell: ({ eventId, time }) => (
            <PageLink to={`/events/${eventId}`}>
              <Time at={time} />
            </PageLink>
          ),
        },
        ...(props.ofOneUser ? [] : [USER]),
        { id: 'item', header: 'Item', cell: ({ item }) => <OutsideText>{item.name}</OutsideText> },
        { id: 'risk', header: 'Risk', cell: ({ risk }) => <RiskBadge risk={risk} /> },
        { id: 'dataTypes', header: 'Data types', cell: (event) => dataTypesText(event) },
        {
          id: 'status',
          header: 'Result',
          cell: ({ inspection }) => <ItemStatus status={inspection.status} />,
        },
      ]}
    />
  );
}
