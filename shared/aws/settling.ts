import { RISKS, type Risk } from '../domain/agent.ts';
import type { AgentType } from '../domain/agent-type.ts';
import { eventKeyOf, type SecurityEvent } from '../domain/event.ts';
import { type KnownEvent, type KnownItem, versionOf } from '../domain/item.ts';
import { NOTHING_SETTLED, type Settled } from '../domain/scan.ts';
import type { ItemResult } from '../ports/scan-store.ts';

/** What is remembered of an item, with the agent whose finding count it has moved. */
export interface ItemMarker extends KnownItem {
  readonly userId: string;
  readonly interface: AgentType;
}

/** One step of one agent's count of one risk. */
export interface FindingShift {
  readonly userId: string;
  readonly interface: AgentType;
  readonly risk: Risk;
  readonly by: number;
}

/** What these results add to a scan's counters. */
export function tally(results: readonly ItemResult[]): Settled {
  return results.reduce(add, NOTHING_SETTLED);
}

function add(sum: Settled, { outcome: { status, reason }, events }: ItemResult): Settled {
  const findings = events.flatMap((event) => event.findings);
  const counted = {
    ...sum,
    [status]: sum[status] + 1,
    findings: findings.reduce((values, { count }) => values + count, sum.findings),
  };
  if (status === 'skipped') return { ...counted, skippedReasons: addReason(sum.skippedReasons, reason) };
  if (status === 'failed') return { ...counted, failedReasons: addReason(sum.failedReasons, reason) };
  return counted;
}

const addReason = (reasons: Readonly<Record<string, number>>, reason: string | null) => {
  const name = reason ?? 'unknown';
  return { ...reasons, [name]: (reasons[name] ?? 0) + 1 };
};

/** The events of a transcript's older days and of a text's older versions stay with it: only what was read anew is replaced. */
export function markerOf(result: ItemResult, before: ItemMarker | undefined): ItemMarker {
  const { item, outcome, policyVersion, events } = result;
  const version = versionOf(item);
  const known = version === null ? {} : { ...before?.events, ...knownEvents(events) };
  const risks = version === null ? events : Object.values(known);
  return {
    id: item.id,
    policyVersion,
    status: outcome.status,
    reason: outcome.reason,
    risk: RISKS.find((risk) => risks.some((event) => event.risk === risk)) ?? null,
    version,
    events: known,
    userId: item.userId,
    interface: item.interface,
    ...(item.unsure && { unsure: true }),
    ...(version === null && { at: item.at }),
  };
}

const knownEvents = (events: ItemResult['events']): Record<string, KnownEvent> =>
  Object.fromEntries(
    events.map((event) => [eventKeyOf(event), { eventId: event.eventId, risk: event.risk }]),
  );

/** Each event counts once, by its own risk. */
function countedRisks({ risk, events }: ItemMarker): (Risk | null)[] {
  const known = Object.values(events);
  return known.length > 0 ? known.map((event) => event.risk) : [risk];
}

/** The bytes that an event tells of to their end, so that the same bytes need no other inspection. */
export const toldBytes = ({ item, inspection }: SecurityEvent): string | null =>
  (inspection.status === 'clean' || inspection.status === 'flagged') && inspection.partial.length === 0
    ? item.sha256
    : null;

/** How agents' finding counts move when markers are replaced: the old one's count goes, the new one's comes. */
export function findingShifts(
  replaced: readonly { readonly before: ItemMarker | undefined; readonly after: ItemMarker }[],
): FindingShift[] {
  const shifts = new Map<string, FindingShift>();
  const move = (marker: ItemMarker, by: number) => {
    const { userId, interface: client } = marker;
    for (const risk of countedRisks(marker)) {
      if (!risk) continue;
      const key = JSON.stringify([userId, client, risk]);
      shifts.set(key, { userId, interface: client, risk, by: (shifts.get(key)?.by ?? 0) + by });
    }
  };
  for (const { before, after } of replaced) {
    if (before) move(before, -1);
    move(after, 1);
  }
  return [...shifts.values()].filter(({ by }) => by !== 0);
}
