import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPacing, type Pacing } from '../../../shared/compliance-api/pacing.ts';

const minuteMs = 60_000;

interface Provider {
  readonly limit: number;
  /** When the provider's window began, relative to ours. */
  readonly phaseMs: number;
  /** Calls of other tools in each window, spread evenly over it. */
  readonly others: number;
}

interface Lane {
  readonly latencyMs: number;
  /** How late our timers fire, by call. */
  readonly lateMs: readonly number[];
}

const calm: Lane = { latencyMs: 50, lateMs: [0] };

/** Start times of as many calls as fit into `untilMs`, with an answer for each after the latency. */
function run(pacing: Pacing, provider: Provider, lane: Lane, untilMs: number): number[] {
  const starts: number[] = [];
  const answers: number[] = [];
  const answerAt = (atMs: number) => {
    const windowStart = Math.floor((atMs - provider.phaseMs) / minuteMs) * minuteMs + provider.phaseMs;
    const ours = starts.filter((start) => start >= windowStart && start <= atMs).length;
    const others = Math.floor((provider.others * (atMs - windowStart)) / minuteMs);
    const remaining = Math.max(0, provider.limit - ours - others);
    const resetInMs = Math.ceil((windowStart + minuteMs - atMs) / 1_000) * 1_000;
    pacing.answer(atMs, { limit: provider.limit, remaining, resetInMs });
  };

  let now = 0;
  while (now < untilMs) {
    const readyAt = pacing.readyAt(now);
    const nextAnswer = answers[0] ?? Number.POSITIVE_INFINITY;
    if (nextAnswer <= Math.max(now, readyAt)) {
      now = Math.max(now, nextAnswer);
      answerAt(answers.shift()!);
    } else if (readyAt > now) {
      // Clocks tell whole milliseconds.
      now = Math.ceil(readyAt) + lane.lateMs[starts.length % lane.lateMs.length]!;
    } else {
      pacing.start(now);
      starts.push(now);
      answers.push(now + lane.latencyMs);
    }
  }
  return starts.filter((start) => start < untilMs);
}

/** The most starts in any 60 seconds. */
function busiestMinute(starts: readonly number[]): number {
  let first = 0;
  let most = 0;
  for (const [index, start] of starts.entries()) {
    while (starts[first]! <= start - minuteMs) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

test('no 60 seconds hold more calls than our share, whatever the limit, the latency and the timers', () => {
  fc.assert(
    fc.property(
      fc.record({ limit: fc.integer({ min: 1, max: 700 }), phaseMs: fc.nat(59_999), others: fc.nat(700) }),
      fc.record({ latencyMs: fc.nat(5_000), lateMs: fc.array(fc.nat(900), { minLength: 1, maxLength: 20 }) }),
      fc.double({ min: 0.05, max: 1, noNaN: true }),
      (provider, lane, share) => {
        const starts = run(createPacing(share), provider, lane, 3 * minuteMs);

        expect(busiestMinute(starts)).toBeLessThanOrEqual(Math.max(1, Math.floor(provider.limit * share)));
      },
    ),
    { numRuns: 60 },
  );
});

test('before the first answer a single call is under way', () => {
  const pacing = createPacing(1);

  pacing.start(0);
  expect(pacing.readyAt(10)).toBe(Number.POSITIVE_INFINITY);

  pacing.answer(20, null);
  expect(pacing.readyAt(20)).toBe(20);
  pacing.start(20);
  expect(pacing.readyAt(30)).toBe(Number.POSITIVE_INFINITY);

  pacing.answer(40, { limit: 600, remaining: 599, resetInMs: 60_000 });
  expect(pacing.readyAt(40)).toBeLessThan(1_000);
});

test('calls are spread evenly over the minute', () => {
  const starts = run(createPacing(0.8), { limit: 600, phaseMs: 0, others: 0 }, calm, minuteMs);

  const gaps = starts.slice(5).map((start, index) => start - starts[index + 4]!);
  expect(new Set(gaps.map((gap) => Math.round(gap)))).toEqual(new Set([125]));
});

test('the whole limit is used up to a tenth when all of it is ours', () => {
  const starts = run(createPacing(1), { limit: 600, phaseMs: 17_300, others: 0 }, calm, 5 * minuteMs);

  expect(starts.length).toBeGreaterThanOrEqual((5 * 600) / 1.1);
});

test('late timers do not cost calls', () => {
  const lane = { latencyMs: 300, lateMs: [3, 0, 12, 40] };

  const starts = run(createPacing(0.8), { limit: 600, phaseMs: 0, others: 0 }, lane, 5 * minuteMs);

  expect(starts.length).toBeGreaterThanOrEqual(5 * 480 - 10);
});

test('a very large limit spaces nothing', () => {
  const pacing = createPacing(0.8);
  pacing.start(0);
  pacing.answer(10, { limit: 60_000_000, remaining: 59_999_999, resetInMs: 60_000 });

  let now = 10;
  for (let call = 0; call < 10_000; call += 1) {
    now = pacing.readyAt(now);
    pacing.start(now);
  }

  expect(now - 10).toBeLessThan(10);
});

test('when other tools use the budget, a reserve of a tenth is left to them', () => {
  const limit = 600;
  const others = 400;
  const starts = run(createPacing(0.8), { limit, phaseMs: 0, others }, calm, 4 * minuteMs);

  for (const window of [1, 2, 3]) {
    const ours = starts.filter((start) => Math.floor(start / minuteMs) === window).length;
    expect(ours + others).toBeLessThanOrEqual(limit * 0.9 + 5);
    expect(ours).toBeGreaterThan(100);
  }
});

test('what was used before the first answer, perhaps by an earlier run of ours, is not taken for other tools', () => {
  const pacing = createPacing(0.8);
  pacing.start(0);

  pacing.answer(0, { limit: 600, remaining: 360, resetInMs: 30_000 });

  expect(pacing.readyAt(0)).toBe(125);
});

test('calls of ours that are under way when a window begins are not taken for other tools', () => {
  const pacing = createPacing(1);
  pacing.start(0);
  pacing.answer(0, { limit: 600, remaining: 599, resetInMs: 500 });
  for (let call = 0; call < 20; call += 1) pacing.start(call * 100);

  for (let call = 0; call < 20; call += 1) {
    pacing.answer(2_000, { limit: 600, remaining: 599 - call, resetInMs: 60_000 });
  }

  expect(pacing.readyAt(2_000)).toBeLessThan(2_110);
});

test('with nothing remaining the next call waits for the reset', () => {
  const pacing = createPacing(0.8);
  pacing.start(0);

  pacing.answer(100, { limit: 600, remaining: 0, resetInMs: 20_000 });

  expect(pacing.readyAt(100)).toBe(20_000);
  expect(pacing.readyAt(20_100)).toBe(20_100);
});

test('after a reset the even pace is back', () => {
  const pacing = createPacing(1);
  pacing.start(0);
  pacing.answer(0, { limit: 600, remaining: 0, resetInMs: 20_000 });
  pacing.start(20_000);
  pacing.answer(20_050, { limit: 600, remaining: 599, resetInMs: 59_950 });

  pacing.start(pacing.readyAt(20_050));

  expect(pacing.readyAt(20_050)).toBeLessThanOrEqual(20_201);
});

test('an answer of the last window that comes late slows nothing', () => {
  const pacing = createPacing(1);
  pacing.start(0);
  pacing.answer(0, { limit: 600, remaining: 599, resetInMs: 60_000 });

  pacing.answer(10, { limit: 600, remaining: 0, resetInMs: 3_000 });

  expect(pacing.readyAt(10)).toBeLessThan(101);
});

test('a pause holds every call, and a shorter one never ends it', () => {
  const pacing = createPacing(0.8);
  pacing.start(0);
  pacing.answer(0, { limit: 600, remaining: 500, resetInMs: 60_000 });

  pacing.pause(25_000);
  pacing.pause(2_000);

  expect(pacing.readyAt(1_000)).toBe(25_000);
});

test('without rate headers the documented limit is assumed', () => {
  const pacing = createPacing(0.8);
  pacing.start(0);

  pacing.answer(0, { limit: null, remaining: null, resetInMs: null });

  expect(pacing.readyAt(0)).toBe(125);
});

test('a limit that falls in mid-run holds from then on', () => {
  const pacing = createPacing(1);
  pacing.start(0);
  pacing.answer(0, { limit: 60_000, remaining: 60_000, resetInMs: 60_000 });
  for (let now = 0; now < 1_000; now += 10) pacing.start(pacing.readyAt(now));

  pacing.answer(1_000, { limit: 60, remaining: 60, resetInMs: 60_000 });

  expect(pacing.readyAt(1_000)).toBeGreaterThan(minuteMs);
});
