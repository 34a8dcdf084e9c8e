import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { RISKS, type Risk } from '../domain/agent.ts';
import type { Tenant } from '../domain/tenant.ts';
import { AppError } from '../errors.ts';
import type { AgentQuery } from '../ports/agent-store.ts';
import { findingCounter } from './finding-counters.ts';
import { tenantKey } from './keys.ts';
import { type ListQuery, positionText } from './reads.ts';
import { type Terms, terms } from './terms.ts';

const INDEXES = {
  owner: { index: 'byOwner', attribute: 'ownerSort' },
  usage: { index: 'byUsage', attribute: 'usageSort' },
  lastSeenAt: { index: 'byLastSeen', attribute: 'lastSeenSort' },
} as const satisfies Record<AgentQuery['sort'], { index: string; attribute: string }>;

/** The query behind a list of agents: the index that sorts, and everything else as a filter. */
export function agentList(table: string, tenant: Tenant, query: AgentQuery): ListQuery {
  const { index, attribute } = INDEXES[query.sort];
  const agentsOf = tenantKey(tenant);
  const t = terms();
  const key = t.is('agentsOf', agentsOf);
  const filters = filtersOf(t, query);
  const input: QueryCommandInput = {
    TableName: table,
    IndexName: index,
    KeyConditionExpression: key,
    ...(filters.length > 0 && { FilterExpression: filters.join(' AND ') }),
    ...t.attributes(),
    ScanIndexForward: !query.descending,
  };
  return {
    input,
    startKey: (after) => ({
      pk: agentsOf,
      sk: positionText(after, 'sk'),
      agentsOf,
      [attribute]: attribute === 'usageSort' ? positionNumber(after.sort) : positionText(after, 'sort'),
    }),
    position: (row) => ({
      sk: String(row.sk),
      sort: attribute === 'usageSort' ? Number(row[attribute]) : String(row[attribute]),
    }),
  };
}

function filtersOf(t: Terms, { type, owner, perWeek, model, risk, text }: AgentQuery): string[] {
  const filters: string[] = [];
  if (type) filters.push(t.is('interface', type));
  if (owner) filters.push(`contains(${t.name('emailSearch')}, ${t.value(owner.toLowerCase())})`);
  if (perWeek) filters.push(`${t.name('perWeek')} >= ${t.value(perWeek.from)}`);
  if (perWeek && perWeek.to !== null) filters.push(`${t.name('perWeek')} < ${t.value(perWeek.to)}`);
  if (model) filters.push(`attribute_exists(${t.name('models', model)})`);
  if (risk) filters.push(...worstIs(t, risk));
  if (text) filters.push(`contains(${t.name('search')}, ${t.value(text.toLowerCase())})`);
  return filters;
}

/** Something of this risk and nothing worse; a comparison with a counter that is not there is false. */
function worstIs(t: Terms, risk: string): string[] {
  const none = t.value(0);
  const worse = RISKS.filter((_, position) => position < RISKS.indexOf(risk as Risk));
  return [
    `${t.name(findingCounter(risk))} > ${none}`,
    ...worse.map((one) => `NOT (${t.name(findingCounter(one))} > ${none})`),
  ];
}

function positionNumber(sort: string | number | undefined): number {
  if (typeof sort === 'number') return sort;
  throw new AppError('invalid', 'INVALID_CURSOR', 'The position does not belong to this list.');
}
