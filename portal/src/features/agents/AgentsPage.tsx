import { RISKS } from '../../../../shared/domain/agent.ts';
import { USAGE_LEVELS } from '../../../../shared/domain/usage.ts';
import { useCard } from '../../api/queries.ts';
import type { AgentAnswer } from '../../api/types.ts';
import { ExportButton } from '../../ui/list/ExportButton.tsx';
import { type FilterProperty, ListFilter } from '../../ui/list/ListFilter.tsx';
import { ListTable } from '../../ui/list/ListTable.tsx';
import { Nothing } from '../../ui/list/Nothing.tsx';
import { useListPage } from '../../ui/list/useListPage.ts';
import { type ListState, useListState } from '../../ui/list/useListState.ts';
import { usePreferences } from '../../ui/list/usePreferences.ts';
import { Ago } from '../../ui/Time.tsx';
import { useNow } from '../../ui/useNow.ts';
import { AGENT_TYPE, RISK } from '../../ui/words.ts';
import { agentColumns } from './columns.tsx';

const FILTERS = ['type', 'owner', 'usage', 'model', 'risk', 'q'];

export default function AgentsPage() {
  const given = useListState(FILTERS);
  const list: ListState = { ...given, sort: given.sort ?? 'owner' };
  const [preferences, setPreferences] = usePreferences('agents', agentColumns);
  const query = { ...list.filters, sort: list.sort, order: list.descending ? 'desc' : 'asc' };
  const page = useListPage<AgentAnswer>('/agents', { ...query, limit: String(preferences.pageSize) }, list);
  return (
    <ListTable
      title="Agents"
      what="agents"
      description={<AsOf />}
      columns={agentColumns}
      rowId={({ agentId }) => agentId}
      list={list}
      page={page}
      preferences={preferences}
      onPreferences={setPreferences}
      filter={<ListFilter what="agents" properties={propertiesFor(page.items)} list={list} />}
      actions={<ExportButton path="/agents/export" name="agents" query={query} />}
      empty={<Nothing title="No agents yet">Agents appear here with the first scan.</Nothing>}
    />
  );
}

/** How old what the list shows is. */
function AsOf() {
  const { data: card } = useCard();
  const now = useNow();
  if (card?.scanning) return 'One for each person and interface. A scan is bringing this up to date.';
  if (!card?.lastScan) return 'One for each person and interface.';
  return (
    <>
      One for each person and interface, as of the scan <Ago at={card.lastScan.endedAt} now={now} />.
    </>
  );
}

/** Models are offered as far as they have been seen. */
function propertiesFor(agents: readonly AgentAnswer[]): FilterProperty[] {
  const models = new Map(agents.flatMap((agent) => agent.models.map(({ id, name }) => [id, name] as const)));
  const same = (values: readonly string[]) => Object.fromEntries(values.map((value) => [value, value]));
  return [
    { name: 'type', label: 'Type', group: 'Types', match: 'equals', values: AGENT_TYPE, open: false },
    { name: 'owner', label: 'Owner', group: 'Owners', match: 'contains' },
    {
      name: 'usage',
      label: 'Usage',
      group: 'Usage levels',
      match: 'equals',
      values: same(USAGE_LEVELS),
      open: false,
    },
    {
      name: 'model',
      label: 'Models used',
      group: 'Models',
      match: 'equals',
      values: Object.fromEntries([...models].sort(([, a], [, b]) => a.localeCompare(b))),
    },
    {
      name: 'risk',
      label: 'Risk',
      group: 'Risks',
      match: 'equals',
      values: Object.fromEntries(RISKS.map((risk) => [risk, RISK[risk]])),
      open: false,
    },
  ];
}
