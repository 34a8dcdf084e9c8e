import SpaceBetween from '@cloudscape-design/components/space-between';
import { RISKS } from '../../../../shared/domain/agent.ts';
import { POLL, useCard } from '../../api/queries.ts';
import type { EventAnswer } from '../../api/types.ts';
import { ExportButton } from '../../ui/list/ExportButton.tsx';
import { type FilterProperty, ListFilter } from '../../ui/list/ListFilter.tsx';
import { ListTable } from '../../ui/list/ListTable.tsx';
import { Nothing } from '../../ui/list/Nothing.tsx';
import { useListPage } from '../../ui/list/useListPage.ts';
import { useListState } from '../../ui/list/useListState.ts';
import { usePreferences } from '../../ui/list/usePreferences.ts';
import { AGENT_TYPE, EVENT_TYPE, ITEM_STATUS, RISK } from '../../ui/words.ts';
import { eventColumns } from './columns.tsx';
import { TimeRange, timesOf } from './TimeRange.tsx';

const FILTERS = [
  'period',
  'from',
  'to',
  'user',
  'type',
  'eventType',
  'risk',
  'dataType',
  'status',
  'scanId',
  'q',
];

export default function EventsPage() {
  const list = useListState(FILTERS);
  const [preferences, setPreferences] = usePreferences('events', eventColumns);
  const { data: card } = useCard();
  const { period: _, ...filters } = list.filters;
  const query = { ...filters, ...timesOf(list.filters) };
  const page = useListPage<EventAnswer>(
    '/events',
    { ...query, limit: String(preferences.pageSize) },
    list,
    card?.scanning && list.page === 1 ? POLL.running * 2 : false,
  );
  return (
    <ListTable
      title="Events"
      what="events"
      description="Files, conversations and documents that people shared with Claude, and what is in them. Newest first."
      columns={eventColumns}
      rowId={({ eventId }) => eventId}
      list={list}
      page={page}
      preferences={preferences}
      onPreferences={setPreferences}
      filter={
        <SpaceBetween size="xs">
          <ListFilter what="events" properties={propertiesFor(page.items)} list={list} />
          <TimeRange list={list} />
        </SpaceBetween>
      }
      actions={<ExportButton path="/events/export" name="events" query={query} />}
      empty={<Nothing title="No events yet">Events appear here while a scan inspects files.</Nothing>}
    />
  );
}

/** Users and data types are offered as far as they have been seen. */
function propertiesFor(events: readonly EventAnswer[]): FilterProperty[] {
  const users = new Map(events.map(({ user }) => [user.userId, user.email ?? user.userId]));
  const dataTypes = new Map(
    events.flatMap((event) => event.dataTypes.map(({ id, name }) => [id, name] as const)),
  );
  const risks = Object.fromEntries(RISKS.map((risk) => [risk, RISK[risk]]));
  const sorted = (names: ReadonlyMap<string, string>) =>
    Object.fromEntries([...names].sort(([, a], [, b]) => a.localeCompare(b)));
  return [
    { name: 'risk', label: 'Risk', group: 'Risks', match: 'equals', values: risks, open: false },
    { name: 'dataType', label: 'Data type', group: 'Data types', match: 'equals', values: sorted(dataTypes) },
    { name: 'status', label: 'Result', group: 'Results', match: 'equals', values: ITEM_STATUS, open: false },
    { name: 'user', label: 'User', group: 'Users', match: 'equals', values: sorted(users) },
    { name: 'type', label: 'Type', group: 'Types', match: 'equals', values: AGENT_TYPE, open: false },
    {
      name: 'eventType',
      label: 'Event type',
      group: 'Event types',
      match: 'equals',
      values: EVENT_TYPE,
      open: false,
    },
    { name: 'scanId', label: 'Scan', group: 'Scans', match: 'equals' },
  ];
}
