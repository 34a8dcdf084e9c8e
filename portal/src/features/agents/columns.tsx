import type { AgentAnswer } from '../../api/types.ts';
import { RiskBadge } from '../../ui/Badges.tsx';
import type { Column } from '../../ui/list/column.ts';
import { numberText } from '../../ui/numbers.ts';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { PageLink } from '../../ui/PageLink.tsx';
import { Time } from '../../ui/Time.tsx';
import { agentTypeText } from '../../ui/words.ts';
import { OwnerName } from './OwnerName.tsx';
import { Usage } from './Usage.tsx';

export const agentColumns: readonly Column<AgentAnswer>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 290,
    cell: ({ agentId, name }) => (
      <PageLink to={`/inventory/agents/${encodeURIComponent(agentId)}`}>{name}</PageLink>
    ),
  },
  {
    id: 'owner',
    header: 'Owner',
    width: 310,
    sort: 'owner',
    cell: ({ owner }) => <OwnerName owner={owner} />,
  },
  { id: 'usage', header: 'Usage', width: 210, sort: 'usage', cell: ({ usage }) => <Usage usage={usage} /> },
  {
    id: 'models',
    header: 'Models used',
    width: 260,
    cell: ({ models }) =>
      models.length === 0 ? '–' : <OutsideText>{models.map(({ name }) => name).join(', ')}</OutsideText>,
  },
  { id: 'risk', header: 'Risk', width: 110, cell: ({ risk }) => <RiskBadge risk={risk} /> },
  {
    id: 'lastSeenAt',
    header: 'Last activity',
    width: 190,
    sort: 'lastSeenAt',
    cell: ({ lastSeenAt }) => <Time at={lastSeenAt} />,
  },
  {
    id: 'findings',
    header: 'Events with findings',
    width: 170,
    cell: ({ findings }) => numberText(sum(findings)),
  },
  { id: 'type', header: 'Type', width: 110, cell: ({ type }) => agentTypeText(type) },
  { id: 'vendor', header: 'Vendor', width: 110, cell: ({ vendor }) => vendor },
  {
    id: 'ownerName',
    header: 'Owner name',
    hidden: true,
    cell: ({ owner }) => (owner.name ? <OutsideText>{owner.name}</OutsideText> : '–'),
  },
  {
    id: 'firstSeenAt',
    header: 'First seen',
    hidden: true,
    width: 190,
    cell: ({ firstSeenAt }) => <Time at={firstSeenAt} />,
  },
  { id: 'agentId', header: 'Agent ID', hidden: true, width: 260, cell: ({ agentId }) => agentId },
];

const sum = (findings: AgentAnswer['findings']): number =>
  Object.values(findings).reduce((total, count) => total + count, 0);
