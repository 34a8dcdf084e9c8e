import { expect, test } from 'vitest';
import { serveReally } from './crowd.ts';
import { DEPLOYED, longestWaitMs, type Served, serve, type Tenant } from './fairness.ts';

// One tenant of 100,000 items and 200 of 100, all of whom press Scan Now at once, the large one first.

const LARGE: Tenant = { name: 'large', items: 100_000 };
const small = Array.from({ length: 200 }, (_, index): Tenant => ({ name: `small-${index}`, items: 100 }));
const minutes = (ms: number) => Math.round(ms / 6_000) / 10;
const worst = <What extends keyof Served>(of: ReadonlyMap<string, Pick<Served, What>>, what: What) =>
  Math.max(...[...of].filter(([name]) => name !== LARGE.name).map(([, served]) => served[what]));

test('no small tenant waits longer than the bound', () => {
  const served = serve([LARGE, ...small]);
  const alone = serve(small);

  const boundMs = longestWaitMs(small.length + 1, DEPLOYED);

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

  expect(waited).toBeLessThanOrEqual(longestWaitMs(many.length, DEPLOYED));
  expect(minutes(waited)).toBe(12.4);
});

test('the real handlers let nobody wait longer than the model says', async () => {
  const tenants = [
    { name: LARGE.name, items: 2_000 },
    ...small.slice(0, 40).map(({ name }) => ({ name, items: 20 })),
  ];
  const capacity = { ...DEPLOYED, laneConcurrency: DEPLOYED.laneConcurrency / 10 };

  const served = await serveReally(tenants, capacity);
  const model = serve(tenants, capacity);

  expect(worst(served, 'waitedMs')).toBeLessThanOrEqual(worst(model, 'waitedMs'));
  expect(worst(model, 'waitedMs')).toBeLessThanOrEqual(longestWaitMs(tenants.length, capacity));
  // The numbers of docs/faults.md, in minutes.
  const numbersOf = (of: ReadonlyMap<string, Pick<Served, 'waitedMs' | 'inspectedMs'>>) => ({
    waited: minutes(worst(of, 'waitedMs')),
    inspected: minutes(worst(of, 'inspectedMs')),
    large: minutes(of.get(LARGE.name)?.inspectedMs ?? 0),
  });
  expect({ served: numbersOf(served), model: numbersOf(model) }).toEqual({
    served: { waited: 0.6, inspected: 0.6, large: 4.2 },
    model: { waited: 1.1, inspected: 1.3, large: 4.3 },
  });
}, 120_000);
