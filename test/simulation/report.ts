import { FAULT_KINDS } from './faults.ts';
import type { Outcome } from './worker.ts';

/** The line that repeats a seed exactly, on any machine, as long as the code is the same. */
export const repeatLine = (seed: string, mutation?: string): string =>
  `npm run simulate -- --seed ${seed}${mutation ? ` --mutation ${mutation}` : ''}`;

/** What many seeds came to, in lines of text. */
export function reportOf(outcomes: readonly Outcome[], mutation?: string): string {
  const failed = outcomes.filter(({ problems }) => problems.length > 0);
  const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((total, one) => total + of(one), 0);
  const struck = new Map<string, number>(FAULT_KINDS.map((kind) => [kind, 0]));
  for (const { faults } of outcomes)
    for (const [kind, count] of Object.entries(faults)) struck.set(kind, (struck.get(kind) ?? 0) + count);
  const healing = outcomes.map(({ healedInMs }) => healedInMs).sort((a, b) => a - b);
  const promises = Map.groupBy(
    failed.flatMap(({ problems, seed }) =>
      problems.map((problem) => ({ promise: problem.split(' ')[0] ?? '', seed })),
    ),
    ({ promise }) => promise,
  );

  return [
    `${outcomes.length} seeds: ${outcomes.length - failed.length} hold every promise, ${failed.length} do not.`,
    `${sum(({ scans }) => scans)} scans, ${sum(({ calls }) => calls)} calls to the provider, ${[...struck.values()].reduce((a, b) => a + b, 0)} faults.`,
    `From the last fault until everything had ended, minutes of virtual time: half within ${minutes(healing, 0.5)}, ` +
      `99 % within ${minutes(healing, 0.99)}, all within ${minutes(healing, 1)}.`,
    `Faults by kind: ${[...struck].map(([kind, count]) => `${kind} ${count}`).join(', ')}.`,
    ...[...promises].map(
      ([promise, found]) => `${promise} is broken by ${new Set(found.map(({ seed }) => seed)).size} seeds.`,
    ),
    ...failed
      .slice(0, 20)
      .flatMap(({ seed, problems }) => [
        `\n${repeatLine(seed, mutation)}`,
        ...problems.slice(0, 3).map((problem) => `  ${problem}`),
      ]),
  ].join('\n');
}

const minutes = (sorted: readonly number[], share: number): string =>
  ((sorted[Math.ceil(sorted.length * share) - 1] ?? 0) / 60_000).toFixed(1);
