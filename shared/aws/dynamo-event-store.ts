import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { eventTime, MAX_HISTORY } from '../domain/event.ts';
import type { KnownItem } from '../domain/item.ts';
import { digest } from '../hash.ts';
import type { EventStore } from '../ports/event-store.ts';
import { batchGet } from './batches.ts';
import { eventList, eventSummaries } from './event-list.ts';
import { eventOf, markerOfRow, summaryOf } from './event-row.ts';
import { bytesKey, eventKey, itemKey } from './keys.ts';
import { filledPage, getRow, queryRows } from './reads.ts';
import { isExpired } from './retention.ts';
import { systemClock } from './system-clock.ts';
import { terms, updateExpression } from './terms.ts';
import { type Row, updated } from './writes.ts';

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

    move: async (tenant, eventId, move) => {
      const time = eventTime(eventId);
      if (!time) return 'missing';
      const t = terms();
      const history = t.name('history');
      // An answer can be lost: the same move is made once.
      const lastMove = digest(move.at, move.by, move.state, move.note ?? '');
      const outcome = await updated(client, clock, {
        TableName: table,
        Key: eventKey(tenant, time, eventId),
        UpdateExpression: updateExpression({
          set: [
            t.is('state', move.state),
            t.is('lastMove', lastMove),
            `${history} = list_append(if_not_exists(${history}, ${t.value([])}), ${t.value([move])})`,
          ],
        }),
        ConditionExpression: [
          `${t.name('ttl')} > ${t.value(Math.floor(clock.now() / 1_000))}`,
          `(attribute_not_exists(${history}) OR size(${history}) < ${t.value(MAX_HISTORY)})`,
          `(attribute_not_exists(${t.name('lastMove')}) OR ${t.name('lastMove')} <> ${t.value(lastMove)})`,
        ].join(' AND '),
        ...t.attributes(),
      });
      if ('updated' in outcome) return eventOf(outcome.updated);
      const { row } = outcome;
      if (!row || !isThere(row)) return 'missing';
      return row.lastMove === lastMove ? eventOf(row) : 'full';
    },

    withBytes: async (tenant, sha256s) => {
      const pointers = await batchGet(
        client,
        clock,
        table,
        sha256s.map((sha256) => bytesKey(tenant, sha256)),
      );
      const keys = pointers.flatMap(({ eventId }) => {
        const time = eventTime(String(eventId));
        return time ? [eventKey(tenant, time, String(eventId))] : [];
      });
      const events = (await batchGet(client, clock, table, keys)).filter(isThere).map(eventOf);
      return new Map(events.flatMap((event) => (event.item.sha256 ? [[event.item.sha256, event]] : [])));
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
  const { userId: _, interface: __, settledBy: ___, ...known } = markerOfRow(row);
  return known;
}
