import type { AgentAnswer } from '../../shared/api/agent.ts';
import type { Cell } from '../../shared/api/csv.ts';
import type { EventAnswer } from '../../shared/api/event.ts';

export interface Column<Row> {
  readonly title: string;
  cell(row: Row): Cell;
}

export const agentColumns: readonly Column<AgentAnswer>[] = [
  { title: 'Agent ID', cell: ({ agentId }) => agentId },
  { title: 'Name', cell: ({ name }) => name },
  { title: 'Type', cell: ({ type }) => type },
  { title: 'Vendor', cell: ({ vendor }) => vendor },
  { title: 'Owner e-mail', cell: ({ owner }) => owner.email },
  { title: 'Owner name', cell: ({ owner }) => owner.name },
  { title: 'Owner user ID', cell: ({ owner }) => owner.userId },
  { title: 'Owner active', cell: ({ owner }) => owner.active },
  { title: 'Usage level', cell: ({ usage }) => usage.level },
  { title: 'Usage per week', cell: ({ usage }) => usage.perWeek },
  { title: 'Usage basis', cell: ({ usage }) => usage.basis },
  { title: 'Usage days', cell: ({ usage }) => usage.days },
  { title: 'Models', cell: ({ models }) => models.map(({ name }) => name).join('; ') },
  { title: 'Risk', cell: ({ risk }) => risk },
  { title: 'Critical findings', cell: ({ findings }) => findings.critical },
  { title: 'High findings', cell: ({ findings }) => findings.high },
  { title: 'Medium findings', cell: ({ findings }) => findings.medium },
  { title: 'Low findings', cell: ({ findings }) => findings.low },
  { title: 'Info findings', cell: ({ findings }) => findings.info },
  { title: 'First seen', cell: ({ firstSeenAt }) => firstSeenAt },
  { title: 'Last seen', cell: ({ lastSeenAt }) => lastSeenAt },
];

export const eventColumns: readonly Column<EventAnswer>[] = [
  { title: 'Event ID', cell: ({ eventId }) => eventId },
  { title: 'Time', cell: ({ time }) => time },
  { title: 'Application', cell: ({ application }) => application },
  { title: 'Type', cell: ({ type }) => type },
  { title: 'Event type', cell: ({ eventType }) => eventType },
  { title: 'User e-mail', cell: ({ user }) => user.email },
  { title: 'User ID', cell: ({ user }) => user.userId },
  { title: 'Agent ID', cell: ({ agentId }) => agentId },
  { title: 'Action', cell: ({ action }) => action },
  { title: 'Risk', cell: ({ risk }) => risk },
  {
    title: 'Data types',
    cell: ({ dataTypes }) => dataTypes.map(({ name, count }) => `${name} (${count})`).join('; '),
  },
  { title: 'Item ID', cell: ({ item }) => item.id },
  { title: 'Item name', cell: ({ item }) => item.name },
  { title: 'Format', cell: ({ item }) => item.format },
  { title: 'Size in bytes', cell: ({ item }) => item.sizeBytes },
  { title: 'SHA-256', cell: ({ item }) => item.sha256 },
  { title: 'Result', cell: ({ inspection }) => inspection.status },
  { title: 'Reason', cell: ({ inspection }) => inspection.reason },
  { title: 'Policy version', cell: ({ inspection }) => inspection.policyVersion },
  { title: 'Chat ID', cell: ({ chat }) => chat?.id ?? null },
  { title: 'Scan ID', cell: ({ scanId }) => scanId },
  { title: 'State', cell: ({ state }) => state },
];
