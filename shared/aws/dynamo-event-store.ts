import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { eventTime } from '../domain/event.ts';
import type { KnownItem } from '../domain/item.ts';
import type { EventStore } from '../ports.ts';
import { batchGet } from './batches.ts';
import { eventList, eventSummaries } from './event-list.ts';
import { eventOf, markerOfRow, summaryOf } from './event-row.ts';
import { eventKey, itemKey } from './keys.ts';
import { filledPage, getRow, queryRows } from './reads.ts';
import { isExpired } from './retention.ts';
import { systemClock } from './system-clock.ts';
import type { Row } from './writes.ts';

/** Events and what is remembered of inspected items; `ScanStore.settle` writes them. */
export function dynamoEventStore(
  client: DynamoDBDocumentClient,
  table: string,
  clock = systemClock,
): EventStore {
  const isThere = (row: Row) => !isExpired(Number(row.ttl), clock.now());

  return {
    list: async (tenant, query, page) => {
      const { items, next } = await filledPage(client, eventList(table, tenant, query, clock.now()), page);
      return { items: items.map(eventOf), next };
    },

    summaries: async function* (tenant, from) {
      for await (const row of queryRows(client, eventSummaries(table, tenant, from)))
        if (isThere(row)) yield summaryOf(row);
    },

    find: async (tenant, eventId) => {
      const time = eventTime(eventId);
      const row = time && (await getRow(client, table, eventKey(tenant, time, eventId)));
      return row && isThere(row) ? eventOf(row) : undefined;
    },

    known: async (tenant, itemIds) => {
      const keys = itemIds.map((itemId) => itemKey(tenant, itemId));
      const rows = await batchGet(client, clock, table, keys);
      return new Map(
        rows
          .filter(isThere)
          .map(knownItemOf)
          .map((item) => [item.id, item]),
      );
    },
  };
}

function knownItemOf(row: Row): KnownItem {
  const { id, policyVersion, status, risk } = markerOfRow(row);
  return { id, policyVersion, status, risk };
}
