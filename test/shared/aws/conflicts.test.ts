import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { retryConflicts } from '../../../shared/aws/conflicts.ts';
import { stillClock } from './still-clock.ts';

const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    $metadata: {},
    message: 'cancelled',
    CancellationReasons: codes.map((Code) => ({ Code, Item: { email: { S: 'ada@example.com' } } })),
  });

const named = (name: string) => Object.assign(new Error('busy'), { name });

/** Fails with each of these in turn, then succeeds. */
function failing(...errors: Error[]) {
  let calls = 0;
  return async () => {
    const error = errors[calls];
    calls += 1;
    if (error) throw error;
    return calls;
  };
}

test('a write that meets other transactions is tried again, with growing waits', async () => {
  const clock = stillClock();
  const write = failing(
    cancelled('None', 'TransactionConflict'),
    cancelled('ThrottlingError'),
    named('TransactionConflictException'),
    named('TransactionInProgressException'),
  );

  expect(await retryConflicts(clock, write)).toBe(5);

  expect(clock.slept).toHaveLength(4);
  for (const [index, ms] of clock.slept.entries()) {
    expect(ms).toBeGreaterThanOrEqual(25 * 2 ** index);
    expect(ms).toBeLessThanOrEqual(50 * 2 ** index);
  }
});

test('after eight attempts it is the caller who waits, and no row leaves with the error', async () => {
  const clock = stillClock();

  const error: unknown = await retryConflicts(
    clock,
    failing(...Array.from({ length: 9 }, () => cancelled('TransactionConflict'))),
  ).catch((caught: unknown) => caught);

  expect(error).toMatchObject({ kind: 'upstream-busy', code: 'STORE_BUSY' });
  expect(clock.slept).toHaveLength(7);
  expect(JSON.stringify([error, (error as Error).cause])).not.toContain('ada@example.com');
});

test.each([
  ['a condition that did not hold', cancelled('ConditionalCheckFailed', 'TransactionConflict')],
  ['a request that is wrong', cancelled('ValidationError')],
  ['any other error', named('AccessDeniedException')],
])('%s is not tried again', async (_, error) => {
  const clock = stillClock();

  await expect(retryConflicts(clock, failing(error))).rejects.toBe(error);

  expect(clock.slept).toEqual([]);
});
