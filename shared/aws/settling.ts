import type { Risk } from '../domain/agent.ts';
import type { AgentType } from '../domain/agent-type.ts';
import type { KnownItem } from '../domain/item.ts';
import { NOTHING_SETTLED, type Settled } from '../domain/scan.ts';
import type { ItemResult } from '../ports.ts';

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

function add(sum: Settled, { outcome: { status, reason }, event }: ItemResult): Settled {
  const counted = {
    ...sum,
    [status]: sum[status] + 1,
    findings: sum.findings + event.findings.reduce((values, { count }) => values + count, 0),
  };
  if (status === 'skipped') return { ...counted, skippedReasons: addReason(sum.skippedReasons, reason) };
  if (status === 'failed') return { ...counted, failedReasons: addReason(sum.failedReasons, reason) };
  return counted;
}

const addReason = (reasons: Readonly<Record<string, number>>, reason: string | null) => {
  const name = reason ?? 'unknown';
  return { ...reasons, [name]: (reasons[name] ?? 0) + 1 };
};

export const markerOf = ({ item, outcome, event }: ItemResult): ItemMarker => ({
  id: item.id,
  policyVersion: event.inspection.policyVersion,
  status: outcome.status,
  reason: outcome.reason,
  risk: event.risk,
  userId: item.userId,
  interface: item.interface,
});

/** How agents' finding counts move when markers are replaced: the old one's count goes, the new one's comes. */
export function findingShifts(
  replaced: readonly { readonly before: ItemMarker | undefined; readonly after: ItemMarker }[],
): FindingShift[] {
  const shifts = new Map<string, FindingShift>();
  const move = ({ userId, interface: client, risk }: ItemMarker, by: number) => {
    if (!risk) return;
    const key = JSON.stringify([userId, client, risk]);
    shifts.set(key, { userId, interface: client, risk, by: (shifts.get(key)?.by ?? 0) + by });
  };
  for (const { before, after } of replaced) {
    if (before) move(before, -1);
    move(after, 1);
  }
  return [...shifts.values()].filter(({ by }) => by !== 0);
}
