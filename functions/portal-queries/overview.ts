import { type OverviewAnswer, PERIOD_DAYS, type Period } from '../../shared/api/overview.ts';
import { addDays, type Day, dayOf } from '../../shared/domain/day.ts';
import { openProblems } from '../../shared/domain/open-problems.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import type { AgentStore } from '../../shared/ports/agent-store.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EventStore } from '../../shared/ports/event-store.ts';
import type { IntegrationStore } from '../../shared/ports/integration-store.ts';
import { countAgents } from './count-agents.ts';
import { countEvents } from './count-events.ts';

export interface OverviewDeps {
  readonly integrations: Pick<IntegrationStore, 'find'>;
  readonly agents: Pick<AgentStore, 'all' | 'users'>;
  readonly events: Pick<EventStore, 'summaries'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** So many rows of each kind are read in a few seconds; the answer says when there are more. */
export const MOST_COUNTED = 20_000;

/** What the overview page shows: counts of a period that ends today (UTC). */
export async function readOverview(
  { integrations, agents, events, clock }: OverviewDeps,
  tenant: Tenant,
  period: Period,
): Promise<OverviewAnswer> {
  const now = clock.now();
  const to = dayOf(now);
  const from = addDays(to, 1 - PERIOD_DAYS[period]);
  const [integration, people, counted, found] = await Promise.all([
    integrations.find(tenant),
    readPeople(agents.users(tenant)),
    readAgents(agents.all(tenant), from, to),
    readEvents(events.summaries(tenant, `${from}T00:00:00.000Z`), from, to),
  ]);

  return {
    period: { name: period, from, to },
    truncated: people.truncated || counted.truncated || found.truncated,
    counted: { agents: counted.agents.total, events: found.events, eventsFrom: found.eventsFrom },
    users: { active: people.active, withUse: counted.withUse },
    agents: counted.agents,
    usage: counted.usage,
    files: found.files,
    findings: found.findings,
    riskiestUsers: found.riskiest.map(({ userId, email, risk, findings }) => ({
      userId,
      email: email ?? people.of.get(userId)?.email ?? null,
      name: people.of.get(userId)?.name ?? null,
      risk,
      findings,
    })),
    problems: openProblems(integration, now),
  };
}

async function readPeople(users: ReturnType<AgentStore['users']>) {
  const of = new Map<string, { readonly email: string | null; readonly name: string | null }>();
  let active = 0;
  for await (const user of users) {
    if (of.size === MOST_COUNTED) return { of, active, truncated: true };
    if (user.active) active += 1;
    of.set(user.userId, user);
  }
  return { of, active, truncated: false };
}

async function readAgents(all: ReturnType<AgentStore['all']>, from: Day, to: Day) {
  const count = countAgents(from, to);
  let left = MOST_COUNTED;
  for await (const agent of all) {
    if (left === 0) return { ...count.result(), truncated: true };
    left -= 1;
    count.add(agent);
  }
  return { ...count.result(), truncated: false };
}

async function readEvents(summaries: ReturnType<EventStore['summaries']>, from: Day, to: Day) {
  const count = countEvents(from, to);
  let events = 0;
  let oldest: string | null = null;
  for await (const event of summaries) {
    if (events === MOST_COUNTED) return { ...count.result(), events, eventsFrom: oldest, truncated: true };
    events += 1;
    oldest = event.time;
    count.add(event);
  }
  return { ...count.result(), events, eventsFrom: null, truncated: false };
}
