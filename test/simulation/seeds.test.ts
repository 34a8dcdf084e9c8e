import { describe, expect, test } from 'vitest';
import { CORPUS } from './corpus.ts';
import { MUTATIONS } from './mutations/mutations.ts';
import { runSeeds } from './pool.ts';
import { repeatLine } from './report.ts';
import { simulate } from './simulate.ts';
import type { Outcome } from './worker.ts';

// The real handlers and stores under every fault, on all cores. `npm run simulate` runs more of them.

const SEEDS = Array.from({ length: 2_000 }, (_, index) => String(index + 1));
const ENOUGH_MS = 900_000;

/** For each seed that breaks a promise, the line that repeats it, and what is wrong. */
async function failuresOf(seeds: readonly string[]): Promise<string[]> {
  const failures: string[] = [];
  await runSeeds(seeds, ({ seed, problems }) => {
    if (problems.length > 0) failures.push(`${repeatLine(seed)}\n  ${problems.join('\n  ')}`);
  });
  return failures;
}

test(
  'two thousand seeds hold every promise',
  async () => {
    expect(await failuresOf(SEEDS)).toEqual([]);
  },
  ENOUGH_MS,
);

test(
  'seeds that once failed hold every promise',
  async () => {
    expect(await failuresOf(CORPUS.map(({ seed }) => seed))).toEqual([]);
  },
  ENOUGH_MS,
);

test('a seed repeats exactly', async () => {
  const first = await simulate('7');
  const second = await simulate('7');

  expect(first.run.history.faults.length).toBeGreaterThan(0);
  expect(second.run.fingerprint).toBe(first.run.fingerprint);
});

describe('a mistake in the pipeline is found', () => {
  test.each(MUTATIONS)(
    '$name: $what',
    async ({ name, breaks }) => {
      const broken = new Set<string | undefined>();
      const isEnough = () => broken.has(breaks);
      const note = ({ problems }: Outcome) => {
        for (const problem of problems) broken.add(problem.split(' ')[0]);
      };
      await runSeeds(SEEDS, note, { mutation: name, isEnough });

      expect(broken).toContain(breaks);
    },
    ENOUGH_MS,
  );
});
