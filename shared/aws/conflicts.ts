import type { CancellationReason } from '@aws-sdk/client-dynamodb';
import { AppError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import { backOff } from './back-off.ts';

const ATTEMPTS = 8;

/**
 * Tries again while another transaction holds a row of this write: the SDK leaves such conflicts to its caller.
 *
 * @throws AppError `upstream-busy` after eight attempts
 */
export async function retryConflicts<T>(clock: Clock, attempt: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isConflict(error)) throw error;
      if (count === ATTEMPTS) throw storeBusy(error);
    }
    await backOff(clock, count);
  }
}

/** Nothing of the original but its name: cancelled transactions carry rows. */
export const storeBusy = (error?: unknown): AppError =>
  new AppError('upstream-busy', 'STORE_BUSY', 'The table is too busy to write to.', {
    ...(error instanceof Error && { extra: { reason: error.name } }),
  });

export const isCancelled = (
  error: unknown,
): error is Error & { readonly CancellationReasons?: readonly CancellationReason[] } =>
  error instanceof Error && error.name === 'TransactionCanceledException';

export const CONDITION_FAILED = 'ConditionalCheckFailed';

/** Reasons that pass by themselves (TransactWriteItems, Cancellation reason codes). */
const PASSING = new Set(['TransactionConflict', 'ProvisionedThroughputExceeded', 'ThrottlingError']);

function isConflict(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'TransactionConflictException' || error.name === 'TransactionInProgressException')
    return true;
  if (!isCancelled(error)) return false;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? '');
  return codes.some((code) => PASSING.has(code)) && !codes.includes(CONDITION_FAILED);
}
