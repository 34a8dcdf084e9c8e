import { POLL, SCANS } from '../../api/queries.ts';
import type { ScanAnswer } from '../../api/types.ts';
import { ListTable } from '../../ui/list/ListTable.tsx';
import { Nothing } from '../../ui/list/Nothing.tsx';
import { useListPage } from '../../ui/list/useListPage.ts';
import { useListState } from '../../ui/list/useListState.ts';
import { usePreferences } from '../../ui/list/usePreferences.ts';
import { scanColumns } from './columns.tsx';

const FILTERS: readonly string[] = [];

export default function ScansPage() {
  const list = useListState(FILTERS);
  const [preferences, setPreferences] = usePreferences('scans', scanColumns);
  const page = useListPage<ScanAnswer>(
    SCANS,
    { limit: String(preferences.pageSize) },
    list,
    POLL.resting / 6,
  );
  return (
    <ListTable
      title="Scans"
      what="scans"
      description="Every pass over your organization, newest first."
      columns={scanColumns}
      rowId={({ scanId }) => scanId}
      list={list}
      page={page}
      preferences={preferences}
      onPreferences={setPreferences}
      empty={<Nothing title="No scans yet">Scan Now on the integration starts the first one.</Nothing>}
    />
  );
}
