import type { EventAnswer } from '../../api/types.ts';
import { ItemStatus, RiskBadge } from '../../ui/Badges.tsx';
import type { Column } from '../../ui/list/column.ts';
import { numberText, sizeText } from '../../ui/numbers.ts';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { PageLink } from '../../ui/PageLink.tsx';
import { Time } from '../../ui/Time.tsx';
import { agentTypeText, EVENT_STATE, EVENT_TYPE } from '../../ui/words.ts';

/** `Payment card number (3), E-mail address (1)` */
export const dataTypesText = ({ dataTypes }: EventAnswer): string =>
  dataTypes.length === 0
    ? '–'
    : dataTypes.map(({ name, count }) => `${name} (${numberText(count)})`).join(', ');

export const eventColumns: readonly Column<EventAnswer>[] = [
  {
    id: 'time',
    header: 'Time',
    width: 170,
    cell: ({ eventId, time }) => (
      <PageLink to={`/events/${eventId}`}>
        <Time at={time} />
      </PageLink>
    ),
  },
  { id: 'risk', header: 'Risk', width: 105, cell: ({ risk }) => <RiskBadge risk={risk} /> },
  {
    id: 'user',
    header: 'User',
    width: 270,
    cell: ({ user }) => <OutsideText>{user.email ?? user.userId}</OutsideText>,
  },
  { id: 'dataTypes', header: 'Data types', width: 260, cell: dataTypesText },
  { id: 'item', header: 'Item', width: 240, cell: ({ item }) => <OutsideText>{item.name}</OutsideText> },
  {
    id: 'status',
    header: 'Result',
    width: 120,
    cell: ({ inspection }) => <ItemStatus status={inspection.status} />,
  },
  { id: 'eventType', header: 'Event type', width: 120, cell: ({ eventType }) => EVENT_TYPE[eventType] },
  { id: 'type', header: 'Type', width: 105, cell: ({ type }) => agentTypeText(type) },
  {
    id: 'action',
    header: 'Action',
    width: 100,
    cell: ({ action }) => (action === 'detect' ? 'Detect' : action),
  },
  { id: 'state', header: 'State', width: 110, cell: ({ state }) => EVENT_STATE[state] },
  { id: 'application', header: 'Application', width: 160, cell: ({ application }) => application },
  { id: 'size', header: 'Size', hidden: true, width: 100, cell: ({ item }) => sizeText(item.sizeBytes) },
  { id: 'format', header: 'Format', hidden: true, width: 100, cell: ({ item }) => item.format ?? '–' },
  {
    id: 'scan',
    header: 'Scan',
    hidden: true,
    width: 220,
    cell: ({ scanId }) => <PageLink to={`/scans/${scanId}`}>{scanId}</PageLink>,
  },
  { id: 'eventId', header: 'Event ID', hidden: true, width: 260, cell: ({ eventId }) => eventId },
];
