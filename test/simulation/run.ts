import { createHash } from 'node:crypto';
import type { CreateScheduleCommandInput } from '@aws-sdk/client-scheduler';
import type { SweepMetric } from '../../functions/sweep-scans/metrics.ts';
import { tables as tableNames } from '../contract/dynamo-tables.ts';
import { type Cloud, createCloud } from './aws/cloud.ts';
import type { FaultKind, FaultPlan } from './faults.ts';
import type { Mutate, Settings } from './functions.ts';
import { emptyHistory, type History } from './history.ts';
import { operatorOf } from './operator.ts';
import { createPlatform, type Platform } from './platform.ts';
import { type Customer, createProvider } from './provider/provider.ts';
import { tenantWorld } from './provider/world.ts';
import { type Random, seededRandom } from './random.ts';
import { integrationOf, stateOf } from './state.ts';
import { keyOf, type Story, tell } from './story.ts';
import { createTimeline, type Timeline } from './timeline.ts';
import { withVirtualRuntime } from './timers.ts';

export const START = Date.parse('2026-10-20T12:00:00Z');
const MINUTE = 60_000;
const DAY = 86_400_000;

const LATEST_EFFECT_MS = 30_000;

/** After the last fault everything must have ended by itself within this time. */
export const MOST_TO_END_MS = 90 * MINUTE;

export interface RunOptions {
  /** Names what the provider has of each tenant. */
  readonly world: string;
  readonly stories: ReadonlyMap<string, Story>;
  readonly settings: Settings;
  readonly mutate?: Mutate | undefined;
  faults(random: Random, note: (kind: FaultKind, where: string) => void, elapsedMs: () => number): FaultPlan;
}

/** By tenant, then by key. */
export type States = ReadonlyMap<string, Map<string, string>>;

/** One run from the first request to the last, with everything that the checks look at. */
export interface Run {
  readonly seed: string;
  readonly options: RunOptions;
  readonly history: History;
  readonly cloud: Cloud;
  readonly customers: ReadonlyMap<string, Customer>;
  /** When the last fault was over, and when everything had ended after it (null: it had not). */
  readonly calmAt: number;
  readonly endedAt: number | null;
  /** What was there when everything had ended, before the last scan. */
  readonly settled: {
    readonly secrets: readonly string[];
    readonly objects: readonly string[];
    /** Rows of tenants whose data was to be erased, `table tenant key`. */
    readonly rows: readonly string[];
  };
  /** State by tenant after a last scan without faults. */
  readonly states: States;
  /** Steps of that scan which the sweeper had to send again. */
  readonly healsOfLastScan: number;
  /** The same after old messages were delivered once more, days later. */
  readonly redriven: States;
  /** Calls to the provider that old messages led to. */
  readonly callsOfRedrive: number;
  /** Equal for two runs of the same seed. */
  readonly fingerprint: string;
  readonly error: unknown;
}

export async function runOnce(seed: string, options: RunOptions): Promise<Run> {
  const random = seededRandom(seed);
  const timeline = createTimeline(START);
  const history = emptyHistory();
  const note = (kind: FaultKind, where: string) =>
    void history.faults.push({ at: timeline.now(), kind, where });
  const faults = options.faults(random.fork('faults'), note, () => timeline.now() - START);
  const cloud = createCloud({ timeline, random, faults, history });
  const provider = createProvider({ timeline, random, faults, history });
  for (const tenant of options.stories.keys()) {
    const world = tenantWorld(seededRandom(`${options.world}/${tenant}`), tenant, START);
    const customer: Customer = { tenant, world, keys: new Set(), revoked: new Map() };
    for (const number of [1, 2, 3]) customer.keys.add(keyOf(customer, number));
    provider.customers.set(tenant, customer);
  }
  const platform = createPlatform({
    timeline,
    random,
    faults,
    history,
    cloud,
    provider,
    settings: options.settings,
    mutate: options.mutate,
  });
  const world: World = {
    seed,
    options,
    random,
    timeline,
    history,
    faults,
    cloud,
    platform,
    customers: provider.customers,
  };
  return withVirtualRuntime(timeline, random.next, () => play(world));
}

interface World {
  readonly seed: string;
  readonly options: RunOptions;
  readonly random: Random;
  readonly timeline: Timeline;
  readonly history: History;
  readonly faults: FaultPlan;
  readonly cloud: Cloud;
  readonly platform: Platform;
  readonly customers: ReadonlyMap<string, Customer>;
}

async function play(world: World): Promise<Run> {
  const { timeline, platform, faults, cloud, history, customers, seed, options } = world;
  let error: unknown;
  const errors: unknown[] = [];
  const through = async (acts: readonly Promise<void>[], until: number) => {
    let open = acts.length;
    for (const act of acts) {
      act
        .catch((cause) => errors.push(cause))
        .finally(() => {
          open -= 1;
        });
    }
    await timeline.run(() => open === 0 && isQuiet(world), until);
    error ??= errors[0] ?? (open > 0 ? new Error('Somebody still waits.') : undefined);
  };

  platform.startSweeping();
  const stories = [...options.stories].map(([tenant, story]) => tellOf(world, tenant, story));
  // Faults end by themselves; where the story is told before, they end with it.
  await through(stories, START + 20 * 3_600_000);
  const calmAt = faults.isOver() ? (history.faults.at(-1)?.at ?? timeline.now()) : timeline.now();
  faults.stop();
  // What a client has given up may still be done a moment later.
  await timeline.run(() => false, timeline.now() + LATEST_EFFECT_MS);
  await timeline.run(() => isQuiet(world), timeline.now() + MOST_TO_END_MS);
  const endedAt = isQuiet(world) ? timeline.now() : null;
  const settled = {
    secrets: [...cloud.secrets.keys()],
    objects: [...cloud.objects.keys()],
    rows: [...customers.keys()]
      .filter((tenant) => isErased(world, tenant))
      .flatMap((tenant) => rowsOf(cloud, tenant)),
  };

  await timeline.run(() => false, Math.max(timeline.now(), START + 20 * MINUTE));
  const linesBefore = history.logs.length;
  await through(
    [...customers.values()].map((customer) => lastScan(world, customer)),
    timeline.now() + MOST_TO_END_MS,
  );
  const states = statesOf(world);
  const healsOfLastScan = healsIn(history.logs.slice(linesBefore));

  const callsBefore = history.calls.length;
  await redrive(world);
  return {
    seed,
    options,
    history,
    cloud,
    customers,
    calmAt,
    endedAt,
    settled,
    states,
    healsOfLastScan,
    redriven: statesOf(world),
    callsOfRedrive: history.calls.length - callsBefore,
    fingerprint: fingerprintOf(world),
    error,
  };
}

/** Deleted with everything, and not configured since. */
function isErased({ history, cloud }: World, tenant: string): boolean {
  const erased = history.integrations.some(({ after }) => after?.tenant === tenant && after.erasing === true);
  return erased && integrationOf(cloud, tenant)?.status === 'not_configured';
}

const rowsOf = ({ tables }: Cloud, tenant: string): string[] =>
  Object.values(tableNames).flatMap((table) =>
    tables
      .rows(table)
      .filter(({ pk }) => pk === `T#${tenant}`)
      .map(({ sk }) => `${table} ${tenant} ${sk}`),
  );

function tellOf(world: World, tenant: string, story: Story): Promise<void> {
  const { timeline, platform, faults, random, cloud, customers } = world;
  const customer = customers.get(tenant);
  if (!customer) throw new Error(`No customer ${tenant}`);
  return tell(story, {
    operator: operatorOf(tenant, platform, timeline),
    customer,
    platform,
    faults,
    random,
    now: timeline.now,
    schedule: () => [...cloud.schedules.values()].find(isEnabledFor(tenant))?.Target?.Input,
  });
}

const isEnabledFor = (tenant: string) => (schedule: CreateScheduleCommandInput) =>
  schedule.State === 'ENABLED' && schedule.Target?.Input?.includes(`"${tenant}"`);

/** Whoever comes after the faults: connects again where that is needed, and scans once more. */
async function lastScan({ platform, timeline, cloud }: World, customer: Customer): Promise<void> {
  const operator = operatorOf(customer.tenant, platform, timeline);
  const before = integrationOf(cloud, customer.tenant)?.status;
  const mustChangeKey = customer.revoked.size > 0 || before === 'invalid_api_key';
  if (before !== 'not_configured' && before !== undefined && mustChangeKey) await operator.remove(false);
  if (before !== 'active' || mustChangeKey) await operator.configure(keyOf(customer, 3), customer.world);
  const { status, body } = await operator.scanNow();
  if (status !== 202) throw new Error(`The last scan does not start: ${status} ${JSON.stringify(body)}`);
}

const healsIn = (lines: readonly string[]): number =>
  lines.filter((line) => line.includes(`"cause":"${'SweeperHeals' satisfies SweepMetric}"`)).length;

/** Nothing runs, nothing waits, no scan is open. */
const isQuiet = ({ platform, cloud }: World): boolean =>
  platform.isIdle() &&
  !cloud.tables.rows(tableNames.integrations).some(({ openScan }) => openScan !== undefined);

/** Days later, somebody sends what was ever in the queues back into them. */
async function redrive({ timeline, cloud, history, platform, random }: World): Promise<void> {
  platform.stopSweeping();
  await timeline.run(() => false, timeline.now() + 3 * DAY);
  cloud.objects.clear();
  for (const body of random.shuffled([...new Set(history.messages)]).slice(0, 40)) {
    const message = JSON.parse(body) as { tenant: string; step?: number; chunkId?: string };
    if (message.step !== undefined) cloud.queues.lane.send(body, message.tenant, `redrive ${body}`);
    if (message.chunkId !== undefined) cloud.queues.inspection.send(body, message.tenant);
    if (random.chance(0.3) && (message.step ?? message.chunkId) !== undefined)
      cloud.queues['inspection-dead'].send(body, message.tenant);
  }
  await timeline.run(() => platform.isIdle(), timeline.now() + MOST_TO_END_MS);
}

const statesOf = ({ cloud, customers }: World) =>
  new Map([...customers].map(([tenant, customer]) => [tenant, stateOf(cloud, customer)]));

function fingerprintOf({ history }: World): string {
  const calls = history.calls.map(({ sentAt, path, status }) => `${sentAt} ${path} ${status}`);
  const faults = history.faults.map(({ at, kind, where }) => `${at} ${kind} ${where}`);
  const ends = history.invocations.map(({ name, startedAt, end }) => `${startedAt} ${name} ${end}`);
  return createHash('sha256')
    .update([...calls, ...faults, ...ends].join('\n'))
    .digest('hex')
    .slice(0, 16);
}
