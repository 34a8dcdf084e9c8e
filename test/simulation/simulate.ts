import { checkPrivacy, checkTenants } from './checks/privacy.ts';
import { checkCalls, checkDeletions, checkDownloads } from './checks/provider.ts';
import { checkEnds, checkScans } from './checks/scans.ts';
import { checkState } from './checks/truth.ts';
import { type FaultKind, noFaults, seededFaults } from './faults.ts';
import { seededRandom } from './random.ts';
import { type Run, type RunOptions, runOnce } from './run.ts';
import { STORIES, type Story } from './story.ts';

export interface Verdict {
  readonly seed: string;
  /** What is wrong, in words; empty when nothing is. */
  readonly problems: readonly string[];
  readonly run: Run;
}

/** Runs one seed with its faults and once without, and holds the two against each other and against the promises. */
export async function simulate(seed: string, only?: readonly FaultKind[]): Promise<Verdict> {
  const options = optionsOf(seed, only);
  return judge(seed, options, await calmRun(seed, options));
}

/** @param calm the same tenants without faults */
export async function judge(seed: string, options: RunOptions, calm: Run): Promise<Verdict> {
  const run = await runOnce(seed, options);
  return { seed, run, problems: problemsOf(run, calm) };
}

export const calmRun = (seed: string, { stories, settings }: RunOptions): Promise<Run> =>
  runOnce(seed, {
    settings,
    stories: new Map([...stories.keys()].map((tenant) => [tenant, 'plain'])),
    faults: noFaults,
  });

export const problemsOf = (run: Run, calm: Run): string[] => [
  ...checkEnds(run),
  ...checkScans(run),
  ...checkState(run, calm),
  ...checkCalls(run),
  ...checkDeletions(run),
  ...checkDownloads(run),
  ...checkPrivacy(run),
  ...checkTenants(run),
];

function optionsOf(seed: string, only?: readonly FaultKind[]): RunOptions {
  const random = seededRandom(`${seed}/options`);
  const stories = new Map<string, Story>([['acme', random.pick(STORIES)]]);
  if (random.chance(0.25)) stories.set('globex', random.pick(STORIES));
  return {
    stories,
    settings: {
      sliceMs: random.pick([0, 1_000, 5_000, 120_000]),
      concurrency: random.pick([1, 3, 16]),
    },
    faults: (chance, note, elapsedMs) => seededFaults(chance, note, elapsedMs, only),
  };
}
