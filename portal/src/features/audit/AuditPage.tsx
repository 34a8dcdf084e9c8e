import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { AuditEntry } from '../../api/types.ts';
import type { Column } from '../../ui/list/column.ts';
import { ListTable } from '../../ui/list/ListTable.tsx';
import { Nothing } from '../../ui/list/Nothing.tsx';
import { useListPage } from '../../ui/list/useListPage.ts';
import { useListState } from '../../ui/list/useListState.ts';
import { usePreferences } from '../../ui/list/usePreferences.ts';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { Time } from '../../ui/Time.tsx';
import { ACTION, detailsText } from './words.ts';

const FILTERS: readonly string[] = [];

export default function AuditPage() {
  const list = useListState(FILTERS);
  const [preferences, setPreferences] = usePreferences('audit', columns);
  const page = useListPage<AuditEntry>('/audit', { limit: String(preferences.pageSize) }, list);
  return (
    <ListTable
      title="Audit"
      what="entries"
      description="Who did what in this portal, newest first."
      columns={columns}
      rowId={({ at, actor, action }) => `${at} ${actor} ${action}`}
      list={list}
      page={page}
      preferences={preferences}
      onPreferences={setPreferences}
      empty={
        <Nothing title="Nothing yet">Whatever somebody changes or exports is written down here.</Nothing>
      }
    />
  );
}

const columns: readonly Column<AuditEntry>[] = [
  { id: 'at', header: 'Time', width: 170, cell: ({ at }) => <Time at={at} /> },
  { id: 'actor', header: 'Who', width: 200, cell: ({ actor }) => <OutsideText>{actor}</OutsideText> },
  { id: 'action', header: 'What', width: 210, cell: ({ action }) => ACTION[action] ?? action },
  {
    id: 'outcome',
    header: 'Outcome',
    width: 115,
    cell: ({ outcome }) =>
      outcome === 'done' ? (
        <StatusIndicator type="success">Done</StatusIndicator>
      ) : (
        <StatusIndicator type="warning">Refused</StatusIndicator>
      ),
  },
  {
    id: 'details',
    header: 'Details',
    width: 420,
    cell: ({ details }) => <OutsideText>{detailsText(details)}</OutsideText>,
  },
];
