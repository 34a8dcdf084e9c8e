import { expect, test } from 'vitest';
import { createPacer } from '../../../shared/compliance-api/pacer.ts';
import { virtualClock } from './support/clocks.ts';

const fullBudget = { limit: 600, remaining: 600, resetInMs: 60_000 };

/** A pacer that has seen its first answer at time 0. */
async function runningPacer(share = 1) {
  const clock = virtualClock();
  const pacer = createPacer({ share, clock });
  await pacer.take({ maxWaitMs: 0 });
  pacer.answered(fullBudget);
  return { clock, pacer };
}

test('many callers at once start one by one, in the order in which they came', async () => {
  const { clock, pacer } = await runningPacer();
  const started: [caller: number, at: number][] = [];
  for (const caller of [1, 2, 3, 4]) {
    void pacer.take({ maxWaitMs: 60_000 }).then(() => started.push([caller, clock.now()]));
  }

  await clock.run();

  expect(started).toEqual([
    [1, 100],
    [2, 200],
    [3, 300],
    [4, 400],
  ]);
  expect(pacer.counts()).toEqual({ requests: 5, waitedMs: 1_000, rateLimited: 0 });
});

test('until the first answer the others stand in line, also after a call that got none', async () => {
  const clock = virtualClock();
  const pacer = createPacer({ clock });
  let started = 0;
  for (let caller = 0; caller < 3; caller += 1)
    void pacer.take({ maxWaitMs: 60_000 }).then(() => (started += 1));

  await clock.run();
  expect(started).toBe(1);

  pacer.answered(null);
  await clock.run();
  expect(started).toBe(2);

  pacer.answered(fullBudget);
  await clock.run();
  expect(started).toBe(3);
});

test('a 429 of one caller stops those who are already in line', async () => {
  const { clock, pacer } = await runningPacer();
  const started: number[] = [];
  for (let caller = 0; caller < 3; caller += 1) {
    void pacer.take({ maxWaitMs: 60_000 }).then(() => started.push(clock.now()));
  }

  pacer.rateLimited(25_000);
  await clock.run();

  expect(started[0]).toBe(25_000);
  expect(pacer.counts().rateLimited).toBe(1);
});

test('who cannot wait that long is told when to come back; who can, waits', async () => {
  const { clock, pacer } = await runningPacer();
  pacer.rateLimited(90_000);

  const impatient = pacer.take({ maxWaitMs: 60_000 });
  const patient = pacer.take({ maxWaitMs: 120_000 }).then(() => clock.now());
  await expect(impatient).rejects.toMatchObject({
    kind: 'upstream-busy',
    code: 'RATE_LIMITED',
    extra: { resumeAtMs: 90_000 },
  });
  await clock.run();

  await expect(patient).resolves.toBe(90_000);
});

test('a 429 that comes while somebody waits ends a wait that has become too long', async () => {
  const { pacer } = await runningPacer();
  const waiting = pacer.take({ maxWaitMs: 60_000 });

  pacer.rateLimited(300_000);

  await expect(waiting).rejects.toMatchObject({ code: 'RATE_LIMITED' });
});

test('an abort takes a caller out of the line and leaves the place to the next', async () => {
  const { clock, pacer } = await runningPacer();
  const abort = new AbortController();
  const given = pacer.take({ signal: abort.signal, maxWaitMs: 60_000 });
  const next = pacer.take({ maxWaitMs: 60_000 }).then(() => clock.now());

  abort.abort();
  await expect(given).rejects.toMatchObject({ code: 'ABORTED' });
  await clock.run();

  await expect(next).resolves.toBe(100);
});

test('who is aborted already never starts', async () => {
  const { pacer } = await runningPacer();

  await expect(pacer.take({ signal: AbortSignal.abort(), maxWaitMs: 0 })).rejects.toMatchObject({
    code: 'ABORTED',
  });
  expect(pacer.counts().requests).toBe(1);
});

test('a minute of six hundred calls by sixteen callers takes a minute', async () => {
  const { clock, pacer } = await runningPacer();
  let left = 600;
  const caller = async () => {
    while (left > 0) {
      left -= 1;
      await pacer.take({ maxWaitMs: 60_000 });
      await clock.sleep(900);
      pacer.answered({ limit: 600, remaining: null, resetInMs: null });
    }
  };

  const all = Promise.all(Array.from({ length: 16 }, caller));
  await clock.run();
  await all;

  expect(clock.now()).toBeLessThanOrEqual(66_000);
  expect(pacer.counts().requests).toBe(601);
});
