import { expect, test } from 'vitest';
import { DEPLOYED, serve, type Tenant } from './fairness.ts';

// One tenant of 100,000 items and 200 of 100, all of whom press Scan Now at once, the large one first.

const LARGE: Tenant = { name: 'large', items: 100_000 };
const small = Array.from({ length: 200 }, (_, index): Tenant => ({ name: `small-${index}`, items: 100 }));
const minutes = (ms: number) => Math.round(ms / 6_000) / 10;

test('no small tenant waits longer than the bound', () => {
  const served = serve([LARGE, ...small]);
  const alone = serve(small);

  // In each round every lane at work ends its slice at the latest.
  const rounds = Math.ceil((small.length + 1) / DEPLOYED.laneConcurrency);
  const boundMs = rounds * DEPLOYED.sliceMs;
  const worst = (of: typeof served, what: 'waitedMs' | 'stagedMs' | 'inspectedMs') =>
    Math.max(...small.map(({ name }) => of.get(name)?.[what] ?? Number.POSITIVE_INFINITY));

  expect(worst(served, 'waitedMs')).toBeLessThanOrEqual(boundMs);
  // The numbers of docs/faults.md, in minutes.
  expect({
    bound: minutes(boundMs),
    waited: minutes(worst(served, 'waitedMs')),
    staged: minutes(worst(served, 'stagedMs')),
    inspected: minutes(worst(served, 'inspectedMs')),
    inspectedWithoutTheLargeOne: minutes(worst(alone, 'inspectedMs')),
    large: minutes(served.get('large')?.inspectedMs ?? 0),
  }).toEqual({
    bound: 10,
    waited: 1.2,
    staged: 1.5,
    inspected: 1.5,
    inspectedWithoutTheLargeOne: 1.3,
    large: 208.4,
  });
});

test('thousands of schedules in the same minute are begun within the bound, too', () => {
  const many = Array.from({ length: 5_000 }, (_, index): Tenant => ({ name: `t-${index}`, items: 20 }));

  const waited = Math.max(...[...serve(many).values()].map(({ waitedMs }) => waitedMs));

  expect(waited).toBeLessThanOrEqual(Math.ceil(many.length / DEPLOYED.laneConcurrency) * DEPLOYED.sliceMs);
  expect(minutes(waited)).toBe(12.4);
});
