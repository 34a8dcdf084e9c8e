import { parentPort, workerData } from 'node:worker_threads';
import { mutationNamed } from './mutations/mutations.ts';
import { simulate } from './simulate.ts';

/** What one seed came to, small enough to be sent to another thread. */
export interface Outcome {
  readonly seed: string;
  readonly problems: readonly string[];
  /** How often each kind of fault struck. */
  readonly faults: Readonly<Record<string, number>>;
  readonly stories: readonly string[];
  readonly scans: number;
  readonly calls: number;
  /** From the last fault until everything had ended, ms of virtual time. */
  readonly healedInMs: number;
  readonly fingerprint: string;
}

export interface WorkerInput {
  readonly mutation: string | undefined;
}

// Thousands of errors are made to be caught; nobody reads where from.
Error.stackTraceLimit = 0;

const { mutation } = workerData as WorkerInput;
const mutate = mutation === undefined ? undefined : mutationNamed(mutation).mutate;

parentPort?.on('message', async (seeds: readonly string[]) => {
  for (const seed of seeds) parentPort?.postMessage(await outcomeOf(seed));
  parentPort?.postMessage('ready');
});

async function outcomeOf(seed: string): Promise<Outcome> {
  const { problems, run } = await simulate(seed, { mutate });
  const faults: Record<string, number> = {};
  for (const { kind } of run.history.faults) faults[kind] = (faults[kind] ?? 0) + 1;
  return {
    seed,
    problems,
    faults,
    stories: [...run.options.stories.values()],
    scans: new Set(run.history.scans.map(({ after, before }) => (after ?? before)?.scanId)).size,
    calls: run.history.calls.length,
    healedInMs: (run.endedAt ?? Number.NaN) - run.calmAt,
    fingerprint: run.fingerprint,
  };
}
