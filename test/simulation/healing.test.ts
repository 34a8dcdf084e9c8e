import { describe, expect, test } from 'vitest';
import { FAULT_KINDS, type FaultKind, type FaultPlan, noFaults, singleFault } from './faults.ts';
import { tenantWorld } from './provider/world.ts';
import { seededRandom } from './random.ts';
import { type Run, runOnce, START } from './run.ts';

// One fault, once, wherever it can strike in a scan: how much later the scan ends than without it.

const MINUTE = 60_000;
const MOST_MS = 6 * MINUTE;

/** What the fault itself takes, beside what it takes to heal it. */
const OWN_MS: Partial<Record<FaultKind, number>> = {
  // The provider says when to come back, up to 400 seconds later.
  'rate-limit-long': 400_000,
  // A message that is delivered a quarter of an hour late is not lost.
  'late-delivery': 15 * MINUTE,
  // SQS does not lose messages; a task of the inspection that never arrives is asked for after a quarter of an hour.
  'lost-message': 15 * MINUTE,
};

/** Files of all kinds but those that are tried in vain until they are dead letters, which takes its time without a fault. */
const WORLD = String(
  Array.from({ length: 500 }, (_, index) => index).find((index) => {
    const { files, activities } = tenantWorld(seededRandom(`${index}/acme`), 'acme', START);
    const kinds = new Set([...files.values()].map(({ kind }) => kind));
    return kinds.size >= 4 && !kinds.has('poison') && activities.length > 8;
  }),
);

async function scanWith(planOf: (note: (kind: FaultKind, where: string) => void) => FaultPlan): Promise<Run> {
  return runOnce('healing', {
    world: WORLD,
    stories: new Map([['acme', 'plain']]),
    settings: { sliceMs: 1_000, concurrency: 3, latencyMs: 12 },
    faults: (_, note) => planOf(note),
  });
}

/** When the first scan had ended, and how. */
function endOf({ history }: Run) {
  const end = history.scans.find(
    ({ before, after }) => before?.status === 'scanning' && after?.status !== 'scanning',
  );
  return { at: end?.at ?? Number.POSITIVE_INFINITY, status: String(end?.after?.status) };
}

describe('after a single fault a scan ends no more than six minutes later', () => {
  const plan = noFaults();
  const calm = scanWith(() => plan);

  test.each(FAULT_KINDS)('%s', async (kind) => {
    const undisturbed = endOf(await calm);
    const struck: number[] = [];

    for (const nth of positionsIn(plan.asked())) {
      const run = await scanWith((note) => singleFault(kind, nth, note));
      const { at, status } = endOf(run);
      struck.push(run.history.faults.length);
      expect(status).toMatch(ENDS_SCANS.has(kind) ? /^(completed|failed)/ : /^completed/);
      expect(at - undisturbed.at).toBeLessThanOrEqual(MOST_MS + (OWN_MS[kind] ?? 0));
    }

    if (!NEVER_HERE.has(kind)) expect(Math.max(...struck)).toBe(1);
  });
});

/** The story has no schedule, and in a scan that nothing holds up the sweeper, which reads the index, finds nothing. */
const NEVER_HERE: ReadonlySet<FaultKind> = new Set([
  'schedule-twice',
  'schedule-late',
  'schedule-lost',
  'stale-index',
]);

/** The provider says that asking again is of no use: without a directory there is no scan, and the next one reads all. */
const ENDS_SCANS: ReadonlySet<FaultKind> = new Set(['error-for-good']);

/** Moments spread over the requests of the first scan; a second one makes about as many. */
const positionsIn = (requests: number): number[] =>
  Array.from({ length: 8 }, (_, index) => Math.floor((index / 8) * 0.45 * requests));
