import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Failure } from '../../../shared/compliance-api/failure.ts';
import { decideRetry } from '../../../shared/compliance-api/retry.ts';

const limits = { maxAttempts: 5, maxWaitMs: 60_000 };
const outage: Failure = { code: 'PROVIDER_UNAVAILABLE', retryable: true };

test.each([
  [1, 1_000],
  [2, 2_000],
  [3, 4_000],
  [4, 8_000],
])('after attempt %i the wait is drawn from up to %i ms', (attempts, ceilingMs) => {
  expect(decideRetry(outage, attempts, 0, limits, () => 1)).toEqual({ retry: true, delayMs: ceilingMs });
  expect(decideRetry(outage, attempts, 0, limits, () => 0.25)).toEqual({
    retry: true,
    delayMs: ceilingMs / 4,
  });
});

test('no wait is drawn from more than a minute', () => {
  const patient = { maxAttempts: 50, maxWaitMs: 1e9 };

  expect(decideRetry(outage, 30, 0, patient, () => 1)).toEqual({ retry: true, delayMs: 60_000 });
});

test('the wait that the provider asks for is a floor under our own', () => {
  const limited: Failure = { code: 'RATE_LIMITED', retryable: true, retryAfterMs: 1_000 };

  expect(decideRetry(limited, 1, 0, limits, () => 0)).toEqual({ retry: true, delayMs: 1_000 });
  expect(decideRetry(limited, 4, 0, limits, () => 1)).toEqual({ retry: true, delayMs: 8_000 });
});

test('the last attempt ends with the time at which it is worth coming back', () => {
  expect(decideRetry(outage, 5, 0, limits, () => 0)).toEqual({ retry: false, resumeInMs: 16_000 });
});

test('a wait that the caller cannot afford is not begun', () => {
  const limited: Failure = { code: 'RATE_LIMITED', retryable: true, retryAfterMs: 50_000 };

  expect(decideRetry(limited, 2, 20_000, limits, () => 0)).toEqual({ retry: false, resumeInMs: 50_000 });
});

test('what is final is never retried', () => {
  expect(decideRetry({ code: 'GONE', retryable: false }, 1, 0, limits, () => 0)).toEqual({
    retry: false,
    resumeInMs: null,
  });
});

test('a call never waits longer than allowed, whatever the provider asks for', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(90_000), { maxLength: 20 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (floors, random) => {
        let waitedMs = 0;
        for (const [index, retryAfterMs] of floors.entries()) {
          const decision = decideRetry(
            { ...outage, retryAfterMs },
            index + 1,
            waitedMs,
            limits,
            () => random,
          );
          if (!decision.retry) break;
          waitedMs += decision.delayMs;
        }
        expect(waitedMs).toBeLessThanOrEqual(limits.maxWaitMs);
      },
    ),
  );
});
