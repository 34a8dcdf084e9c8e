import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Tenant } from '../domain/tenant.ts';
import type { EventQuery } from '../ports/event-store.ts';
import { eventsOfRisk, eventsOfUser, tenantKey } from './keys.ts';
import { type ListQuery, positionText } from './reads.ts';
import { isExpired } from './retention.ts';
import { type Terms, terms } from './terms.ts';

/** Events' sort keys begin with a digit, all others in the partition with a letter: `:` follows `9`. */
const FIRST = '0';
const LAST = ':';

/** The query behind a list of events, newest first: a range of time in the narrowest index, the rest as a filter. */
export function eventList(table: string, tenant: Tenant, query: EventQuery, now: number): ListQuery {
  const pk = tenantKey(tenant);
  const partition = partitionOf(tenant, query);
  const t = terms();
  const range = `${t.name('sk')} BETWEEN ${t.value(isoOf(query.from) ?? FIRST)} AND ${t.value(isoOf(query.to) ?? LAST)}`;
  const key = `${t.is(partition.attribute, partition.value)} AND ${range}`;
  const filters = filtersOf(t, query, partition.attribute);
  return {
    input: {
      TableName: table,
      ...(partition.index && { IndexName: partition.index }),
      KeyConditionExpression: key,
      ...(filters.length > 0 && { FilterExpression: filters.join(' AND ') }),
      ...t.attributes(),
      ScanIndexForward: false,
    },
    startKey: (after) => ({ pk, sk: positionText(after, 'sk'), [partition.attribute]: partition.value }),
    position: ({ sk }) => ({ sk: String(sk) }),
    keep: ({ ttl }) => !isExpired(Number(ttl), now),
  };
}

/** The query behind summaries: only what they are made of travels. */
export function eventSummaries(table: string, tenant: Tenant, from: string): QueryCommandInput {
  const t = terms();
  const range = `${t.name('sk')} BETWEEN ${t.value(isoOf(from))} AND ${t.value(LAST)}`;
  const attributes = ['time', 'user', 'risk', 'findings', 'state', 'ttl'].map((name) => t.name(name));
  return {
    TableName: table,
    KeyConditionExpression: `${t.is('pk', tenantKey(tenant))} AND ${range}`,
    ProjectionExpression: [...attributes, t.name('inspection', 'status')].join(', '),
    ...t.attributes(),
    ScanIndexForward: false,
  };
}

function partitionOf(tenant: Tenant, { userId, risk }: EventQuery) {
  if (userId) return { index: 'byUser', attribute: 'userKey', value: eventsOfUser(tenant, userId) };
  if (risk) return { index: 'byRisk', attribute: 'riskKey', value: eventsOfRisk(tenant, risk) };
  return { index: undefined, attribute: 'pk', value: tenantKey(tenant) };
}

function filtersOf(t: Terms, query: EventQuery, partition: string): string[] {
  const { type, eventType, risk, dataType, status, scanId, text } = query;
  const filters: string[] = [];
  if (type) filters.push(t.is('interface', type));
  if (eventType) filters.push(t.is('eventType', eventType));
  if (risk && partition !== 'riskKey') filters.push(t.is('risk', risk));
  if (dataType) filters.push(`contains(${t.name('dataTypes')}, ${t.value(dataType)})`);
  if (status) filters.push(`${t.name('inspection', 'status')} = ${t.value(status)}`);
  if (scanId) filters.push(t.is('scanId', scanId));
  if (text) filters.push(`contains(${t.name('search')}, ${t.value(text.toLowerCase())})`);
  return filters;
}

/** In the precision of the sort keys. */
const isoOf = (time: string | undefined): string | undefined => time && new Date(time).toISOString();
