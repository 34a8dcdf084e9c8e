import { checkPrivacy, checkTenants } from './checks/privacy.ts';
import { checkCalls, checkDeletions, checkDownloads } from './checks/provider.ts';
import { checkEnds, checkScans } from './checks/scans.ts';
import { checkState } from './checks/truth.ts';
import { FAULT_KINDS, type FaultKind, noFaults, seededFaults } from './faults.ts';
import type { Mutate } from './functions.ts';
import { seededRandom } from './random.ts';
import { type Run, type RunOptions, runOnce, type States } from './run.ts';
import { STORIES, type Story } from './story.ts';

export interface Verdict {
  readonly seed: string;
  /** What is wrong, in words; empty when nothing is. */
  readonly problems: readonly string[];
  readonly run: Run;
}

export interface SimulateOptions {
  /** All kinds of faults unless told. */
  readonly kinds?: readonly FaultKind[];
  readonly mutate?: Mutate | undefined;
}

/** So many customers are enough to meet every fault, and few enough that a quiet run of each is soon made. */
const WORLDS = 250;

/** Runs one seed and holds the outcome against a run of the same world without faults, and against the promises. */
export function simulate(
  seed: string,
  { kinds = FAULT_KINDS, mutate }: SimulateOptions = {},
): Promise<Verdict> {
  const random = seededRandom(`${seed}/options`);
  const stories = new Map<string, Story>([['acme', random.pick(STORIES)]]);
  if (random.chance(0.25)) stories.set('globex', random.pick(STORIES));
  const world = String(random.int(1, WORLDS));
  const sliceMs = random.pick([0, 1_000, 5_000, 120_000]);
  const concurrency = random.pick([1, 3, 16]);
  const latencyMs = random.pick([12, 12, 12, 400]);
  return judge(seed, {
    stories,
    world,
    settings: { sliceMs, concurrency, latencyMs },
    mutate,
    faults: (chance, note, elapsedMs) => seededFaults(chance, note, elapsedMs, kinds ?? FAULT_KINDS),
  });
}

export async function judge(seed: string, options: RunOptions): Promise<Verdict> {
  const run = await runOnce(seed, options);
  return { seed, run, problems: problemsOf(run, await calmStates(options)) };
}

const calm = new Map<string, Promise<Map<string, string>>>();

/** What comes of each tenant when nothing goes wrong; how the work is cut does not matter. */
async function calmStates({ world, stories }: RunOptions): Promise<States> {
  const states = new Map<string, Map<string, string>>();
  for (const tenant of stories.keys()) {
    const name = `${world}/${tenant}`;
    const known = calm.get(name) ?? calmState(world, tenant);
    calm.set(name, known);
    states.set(tenant, await known);
  }
  return states;
}

async function calmState(world: string, tenant: string): Promise<Map<string, string>> {
  const run = await runOnce('calm', {
    world,
    stories: new Map([[tenant, 'plain']]),
    settings: { sliceMs: 120_000, concurrency: 3, latencyMs: 12 },
    faults: noFaults,
  });
  return run.states.get(tenant) ?? new Map();
}

const problemsOf = (run: Run, calmly: States): string[] => [
  ...checkEnds(run),
  ...checkScans(run),
  ...checkState(run, calmly),
  ...checkCalls(run),
  ...checkDeletions(run),
  ...checkDownloads(run),
  ...checkPrivacy(run),
  ...checkTenants(run),
];
