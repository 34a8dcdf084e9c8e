import { CHROME } from '../support/activities.ts';
import { createCloud } from './aws/cloud.ts';
import type { Capacity, Served, Tenant } from './fairness.ts';
import { noFaults } from './faults.ts';
import { emptyHistory, type History, type ScanWrite } from './history.ts';
import { type Operator, operatorOf } from './operator.ts';
import { createPlatform } from './platform.ts';
import { type Customer, createProvider } from './provider/provider.ts';
import type { Thing } from './provider/things.ts';
import type { TenantWorld } from './provider/world.ts';
import { seededRandom } from './random.ts';
import { START } from './run.ts';
import { keyOf } from './story.ts';
import { createTimeline } from './timeline.ts';
import { withVirtualRuntime } from './timers.ts';

const HOUR = 3_600_000;

/** From Scan Now on; items are inspected as they are staged, since the simulated inspection takes no time. */
type Times = Pick<Served, 'waitedMs' | 'inspectedMs'>;

/**
 * The real handlers with many tenants at once: all are configured, then all press Scan Now, the first a moment before
 * the others. Nothing goes wrong.
 */
export function serveReally(
  tenants: readonly Tenant[],
  { laneConcurrency, sliceMs }: Pick<Capacity, 'laneConcurrency' | 'sliceMs'>,
): Promise<Map<string, Times>> {
  const [random, timeline, history, faults] = [
    seededRandom('crowd'),
    createTimeline(START),
    emptyHistory(),
    noFaults(),
  ];
  const cloud = createCloud({ timeline, random, faults, history });
  const provider = createProvider({ timeline, random, faults, history });
  const settings = { sliceMs, concurrency: 16, latencyMs: 12 };
  const surroundings = { timeline, random, faults, history, cloud, provider, settings };
  const platform = createPlatform({ ...surroundings, workers: laneConcurrency });
  for (const tenant of tenants) provider.customers.set(tenant.name, customerOf(tenant));
  const operators = tenants.map(({ name }) => operatorOf(name, platform, timeline));

  return withVirtualRuntime(timeline, random.next, async () => {
    await Promise.all([
      ...[...provider.customers.values()].map((customer, index) =>
        operators[index]?.configure(keyOf(customer, 1), customer.world),
      ),
      timeline.run(() => false, START + HOUR),
    ]);
    platform.startSweeping();
    const pressedAt = timeline.now();
    const pressed = pressInTurn(operators);
    while (endsSince(history, pressedAt).size < tenants.length && timeline.now() < pressedAt + 24 * HOUR)
      await timeline.run(() => false, timeline.now() + 1_000);
    await pressed;
    return new Map(tenants.map((tenant) => [tenant.name, timesOf(tenant, history, pressedAt)]));
  });
}

const endsSince = ({ scans }: History, since: number): Map<string, ScanWrite> =>
  new Map(
    scans
      .filter(
        ({ at, before, after }) =>
          at >= since && before?.status === 'scanning' && after?.status !== 'scanning',
      )
      .map((write) => [String(write.after?.tenant), write]),
  );

/** @throws Error where its scan has not completed with all of its items */
function timesOf({ name, items }: Tenant, history: History, pressedAt: number): Times {
  const first = history.calls.find(({ tenant, sentAt }) => tenant === name && sentAt >= pressedAt);
  const { at = 0, after } = endsSince(history, pressedAt).get(name) ?? {};
  if (!first || after?.status !== 'completed' || after.clean !== items)
    throw new Error(`${name} ends as ${after?.status} with ${after?.clean} of ${items} items`);
  return { waitedMs: first.sentAt - pressedAt, inspectedMs: at - pressedAt };
}

async function pressInTurn([first, ...others]: readonly Operator[]): Promise<void> {
  await first?.scanNow();
  await Promise.all(others.map((operator) => operator.scanNow()));
}

function customerOf(tenant: Tenant): Customer {
  const customer = {
    tenant: tenant.name,
    world: filesOnly(tenant),
    keys: new Set<string>(),
    revoked: new Map(),
  };
  customer.keys.add(keyOf(customer, 1));
  return customer;
}

/** A customer of one person who has uploaded so many files on the day before. */
function filesOnly({ name, items }: Tenant): TenantWorld {
  const organization = { uuid: `org-${name}`, name };
  const user = { id: `user_${name}`, email: `a@${name}.example`, name, organization: organization.uuid };
  const actor = { type: 'user_actor', user_id: user.id, email_address: user.email, user_agent: CHROME };
  const ids = Array.from({ length: items }, (_, index) => `file_${name}_${index}`);
  const file: Thing = { kind: 'clean', name: 'notes.txt', content: 'Notes' };
  return {
    organizations: [organization],
    users: [user],
    activities: ids.map((id, index) => {
      const at = START - 12 * HOUR + index;
      const subject = { claude_file_id: id, claude_chat_id: `chat_${name}` };
      return { id: `activity_${id}`, type: 'claude_file_uploaded', at, visibleAt: at, actor, subject };
    }),
    chats: [],
    projects: [],
    sessions: [],
    files: new Map(ids.map((id) => [id, file])),
    texts: new Map(),
    coverage: { files: true, text: false, projects: false, sessions: false },
    pageSize: 500,
    rateLimit: 600,
    lookbackDays: 1,
  };
}
