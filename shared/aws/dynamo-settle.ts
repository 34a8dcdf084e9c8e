import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../ports/clock.ts';
import type { ItemResult, ScanRef, ScanStore } from '../ports/scan-store.ts';
import { backOff } from './back-off.ts';
import { batchGet } from './batches.ts';
import { storeBusy } from './conflicts.ts';
import { chunkGone } from './dynamo-chunks.ts';
import { markerOfRow } from './event-row.ts';
import { itemKey } from './keys.ts';
import { knownRetention } from './known-retention.ts';
import { CHUNK, SCAN, type StoredMarker, settlement } from './settlement.ts';
import { toldBytes } from './settling.ts';
import type { Tables } from './tables.ts';
import { transact } from './writes.ts';

/** Of the 100 that one transaction may have: two are the chunk's and the scan's. */
const MAX_ACTIONS = 98;
const MAX_ITEMS = 20;
const ATTEMPTS = 8;

export function dynamoSettle(
  client: DynamoDBDocumentClient,
  tables: Tables,
  clock: Clock,
): Pick<ScanStore, 'settle'> {
  const retentionOf = knownRetention(client, tables.integrations, clock);

  const markersOf = async (ref: ScanRef, results: readonly ItemResult[]) => {
    const keys = results.map(({ item }) => itemKey(ref.tenant, item.id));
    const rows = await batchGet(client, clock, tables.events, keys);
    return new Map<string, StoredMarker>(rows.map(markerOfRow).map((marker) => [marker.id, marker]));
  };

  const settleGroup = async (
    ref: ScanRef,
    chunkId: string,
    results: readonly ItemResult[],
    at: string,
    eventDays: number,
  ) => {
    let open = results;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const markers = await markersOf(ref, open);
      const actions = settlement({ tables, ref, chunkId, at, now: clock.now(), eventDays }, open, markers);
      const refusals = await transact(client, clock, actions);
      if (!refusals) return 'settled';
      if (refusals.has(SCAN)) return 'over';

      const chunk = refusals.get(CHUNK);
      if (chunk) {
        if (!chunk.row) throw chunkGone(chunkId);
        const outcomes = chunk.row.outcomes as Readonly<Record<string, string>>;
        open = open.filter(({ index }) => !(String(index) in outcomes));
        if (open.length === 0) return 'settled';
      } else {
        // Another scan's settling has moved a marker since it was read.
        await backOff(clock, attempt);
      }
    }
    throw storeBusy();
  };

  return {
    settle: async (ref, chunkId, results, at) => {
      const { eventDays } = await retentionOf(ref.tenant);
      for (const group of groups(results)) {
        if ((await settleGroup(ref, chunkId, group, at, eventDays)) === 'over') return 'over';
      }
      return 'settled';
    },
  };
}

/** In order; an item that is there twice begins a new group, as a transaction may name a row once only. */
function groups(results: readonly ItemResult[]): ItemResult[][] {
  const all: ItemResult[][] = [];
  let ids = new Set<string>();
  let actions = 0;
  for (const result of results) {
    const group = all.at(-1);
    const fits = group && group.length < MAX_ITEMS && actions + actionsOf(result) <= MAX_ACTIONS;
    if (fits && !ids.has(result.item.id)) {
      group.push(result);
    } else {
      all.push([result]);
      ids = new Set();
      actions = 0;
    }
    ids.add(result.item.id);
    actions += actionsOf(result);
  }
  return all;
}

/** Its events, what tells of their bytes, its marker, its agent, and its agent of before. */
const actionsOf = ({ events }: ItemResult): number => events.length + events.filter(toldBytes).length + 3;
