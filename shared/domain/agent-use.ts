import { type Agent, type ClientEvidence, KEPT_CLIENTS, KEPT_DAYS } from './agent.ts';
import { addDays, type Day } from './day.ts';
import { type UsageByDay, usageOf } from './usage.ts';

/** Usage as of a day, in the form in which it is stored with the agent. */
export function standing(
  days: UsageByDay,
  today: Day,
  collectedFrom: Day,
  messagesFrom: Day | null,
): Pick<Agent, 'perWeek' | 'basis' | 'basisDays'> {
  const usage = usageOf(days, today, collectedFrom, messagesFrom);
  return { perWeek: usage.perWeek, basis: usage.basis, basisDays: usage.days };
}

/** The days that are no longer kept as of `today`. */
export const daysToDrop = (days: UsageByDay, today: Day, kept = KEPT_DAYS): Day[] =>
  Object.keys(days).filter((day) => day <= addDays(today, -kept));

/** The stored days with the newly read ones in their place. */
export function mergeDays(stored: UsageByDay, read: UsageByDay, today: Day, kept = KEPT_DAYS): UsageByDay {
  const merged = { ...stored, ...read };
  const dropped = new Set(daysToDrop(merged, today, kept));
  return Object.fromEntries(Object.entries(merged).filter(([day]) => !dropped.has(day)));
}

export const unattributedOf = (days: UsageByDay): number =>
  Object.values(days).reduce((sum, use) => sum + (use.unattributed ?? 0), 0);

/** The client strings last seen, newest last. */
export function mergeClients(
  stored: readonly ClientEvidence[],
  seen: readonly ClientEvidence[],
): ClientEvidence[] {
  const byString = new Map<string, ClientEvidence>();
  for (const client of [...stored, ...seen]) {
    const known = byString.get(client.userAgent);
    if (!known || known.lastSeenAt <= client.lastSeenAt) byString.set(client.userAgent, client);
  }
  return [...byString.values()]
    .sort((a, b) => a.lastSeenAt.localeCompare(b.lastSeenAt) || a.userAgent.localeCompare(b.userAgent))
    .slice(-KEPT_CLIENTS);
}
