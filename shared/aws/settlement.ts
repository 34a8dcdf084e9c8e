import type { SecurityEvent } from '../domain/event.ts';
import { encodeOutcome } from '../domain/item.ts';
import type { ItemResult, ScanRef } from '../ports/scan-store.ts';
import { eventAttributes, markerRow } from './event-row.ts';
import { findingCounter } from './finding-counters.ts';
import { agentKey, bytesKey, chunkKey, eventKey, scanKey } from './keys.ts';
import { expiresAt } from './retention.ts';
import { type FindingShift, findingShifts, type ItemMarker, markerOf, tally, toldBytes } from './settling.ts';
import type { Tables } from './tables.ts';
import { assignments, type Terms, terms, updateExpression } from './terms.ts';
import type { Action } from './writes.ts';

export type StoredMarker = ItemMarker & { readonly settledBy: string };

export interface Settling {
  readonly tables: Tables;
  readonly ref: ScanRef;
  readonly chunkId: string;
  /** ISO time of the scan's heartbeat. */
  readonly at: string;
  /** Epoch ms, for expiry. */
  readonly now: number;
  /** How long the tenant keeps events. */
  readonly eventDays: number;
}

/** Positions in the transaction. */
export const CHUNK = 0;
export const SCAN = 1;

/** The actions of one transaction that settles these results, given the markers of their items as they were read. */
export function settlement(
  settling: Settling,
  results: readonly ItemResult[],
  markers: ReadonlyMap<string, StoredMarker>,
): Action[] {
  const replaced = results.map((result) => {
    const before = markers.get(result.item.id);
    return { result, before, after: markerOf(result, before) };
  });
  return [
    setOutcomes(settling, results),
    moveCounters(settling, results),
    ...results.flatMap(({ events }) => events.map((event) => putEvent(settling, event))),
    ...replaced.map(({ result, before, after }) => putMarker(settling, result, before, after)),
    ...eventsByBytes(results).map((event) => putBytes(settling, event)),
    ...byAgent(findingShifts(replaced)).map((shiftsOfAgent) => moveFindings(settling, shiftsOfAgent)),
  ];
}

/** Of several events with the same bytes one: a transaction may name a row once. */
const eventsByBytes = (results: readonly ItemResult[]): SecurityEvent[] => [
  ...new Map(
    results.flatMap(({ events }) => events.filter(toldBytes)).map((event) => [toldBytes(event), event]),
  ).values(),
];

function putBytes({ tables, ref, now, eventDays }: Settling, event: SecurityEvent): Action {
  return {
    Put: {
      TableName: tables.events,
      Item: {
        ...bytesKey(ref.tenant, toldBytes(event) ?? ''),
        eventId: event.eventId,
        userId: event.user.userId,
        writtenAt: new Date(now).toISOString(),
        ttl: expiresAt(now, eventDays),
      },
    },
  };
}

function setOutcomes({ tables, ref, chunkId }: Settling, results: readonly ItemResult[]): Action {
  const t = terms();
  const outcome = ({ index }: ItemResult) => t.name('outcomes', String(index));
  return {
    Update: {
      TableName: tables.integrations,
      Key: chunkKey(ref.tenant, ref.scanId, chunkId),
      UpdateExpression: updateExpression({
        set: results.map((result) => `${outcome(result)} = ${t.value(encodeOutcome(result.outcome))}`),
      }),
      ConditionExpression: [
        `attribute_exists(${t.name('pk')})`,
        ...results.map((result) => `attribute_not_exists(${outcome(result)})`),
      ].join(' AND '),
      ...t.attributes(),
    },
  };
}

function moveCounters({ tables, ref, at }: Settling, results: readonly ItemResult[]): Action {
  const t = terms();
  const { skippedReasons, failedReasons, ...counters } = tally(results);
  const add = Object.entries(counters).filter(([, count]) => count > 0);
  return {
    Update: {
      TableName: tables.integrations,
      Key: scanKey(ref.tenant, ref.scanId),
      UpdateExpression: updateExpression({
        set: [
          t.is('heartbeatAt', at),
          ...addReasons(t, 'skippedReasons', skippedReasons),
          ...addReasons(t, 'failedReasons', failedReasons),
        ],
        add: add.map(([counter, count]) => `${t.name(counter)} ${t.value(count)}`),
      }),
      ConditionExpression: t.is('status', 'scanning'),
      ...t.attributes(),
    },
  };
}

/** ADD reaches top-level attributes only, so reasons are set to their sum. */
const addReasons = (t: Terms, map: string, reasons: Readonly<Record<string, number>>): string[] =>
  Object.entries(reasons).map(([reason, count]) => {
    const path = t.name(map, reason);
    return `${path} = if_not_exists(${path}, ${t.value(0)}) + ${t.value(count)}`;
  });

function putEvent({ tables, ref, now, eventDays }: Settling, event: SecurityEvent): Action {
  const t = terms();
  const attributes = eventAttributes({ ...event, tenant: ref.tenant }, now, eventDays);
  const removed = Object.keys(attributes).filter((name) => attributes[name] === undefined);
  const state = t.name('state');
  return {
    Update: {
      TableName: tables.events,
      Key: eventKey(ref.tenant, event.time, event.eventId),
      UpdateExpression: updateExpression({
        set: [...assignments(t, attributes), `${state} = if_not_exists(${state}, ${t.value(event.state)})`],
        remove: removed.map((name) => t.name(name)),
      }),
      ...t.attributes(),
    },
  };
}

function putMarker(
  { tables, ref, chunkId, now }: Settling,
  result: ItemResult,
  before: StoredMarker | undefined,
  after: ItemMarker,
): Action {
  const t = terms();
  const settledBy = `${ref.scanId}/${chunkId}/${result.index}`;
  return {
    Put: {
      TableName: tables.events,
      Item: markerRow(ref.tenant, after, settledBy, now),
      ConditionExpression: before
        ? t.is('settledBy', before.settledBy)
        : `attribute_not_exists(${t.name('pk')})`,
      ...t.attributes(),
    },
  };
}

/** The row of an agent that is not there yet holds its counts only, and is not listed until the agent comes. */
function moveFindings(
  { tables, ref, now }: Settling,
  shifts: readonly [FindingShift, ...FindingShift[]],
): Action {
  const t = terms();
  const [{ userId, interface: client }] = shifts;
  return {
    Update: {
      TableName: tables.agents,
      Key: agentKey(ref.tenant, userId, client),
      UpdateExpression: updateExpression({
        set: [t.is('writtenAt', new Date(now).toISOString())],
        add: shifts.map(({ risk, by }) => `${t.name(findingCounter(risk))} ${t.value(by)}`),
      }),
      ...t.attributes(),
    },
  };
}

function byAgent(shifts: readonly FindingShift[]): [FindingShift, ...FindingShift[]][] {
  const agents = new Map<string, [FindingShift, ...FindingShift[]]>();
  for (const shift of shifts) {
    const key = JSON.stringify([shift.userId, shift.interface]);
    const agent = agents.get(key);
    if (agent) agent.push(shift);
    else agents.set(key, [shift]);
  }
  return [...agents.values()];
}
