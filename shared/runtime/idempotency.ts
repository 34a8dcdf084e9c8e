import { AppError } from '../errors.ts';
import { digest } from '../hash.ts';
import type { IdempotencyStore, StoredAnswer } from '../ports/idempotency-store.ts';
import type { Log } from '../ports/telemetry.ts';
import { errorFacts } from './log.ts';

export interface KeyedRequest {
  readonly tenant: string;
  /** The header `Idempotency-Key`. */
  readonly key: string;
  /** Tells one request from another: operation and body. */
  readonly identity: readonly string[];
  /** Epoch ms. */
  readonly now: number;
}

/**
 * Answers a request once: the same key and request get the kept answer. A request that was refused has done nothing,
 * so its key is given back.
 * @throws AppError `conflict` IDEMPOTENCY_RUNNING, `invalid` IDEMPOTENCY_MISMATCH or VALIDATION, or what `work` throws.
 */
export async function answerOnce(
  { store, log }: { store: IdempotencyStore; log: Log },
  { tenant, key, identity, now }: KeyedRequest,
  work: () => Promise<StoredAnswer>,
): Promise<StoredAnswer> {
  requireKey(key);
  const begun = await store.begin(tenant, key, digest(...identity), now);
  if (begun.state === 'answered') return begun.answer;
  if (begun.state === 'running') {
    throw new AppError('conflict', 'IDEMPOTENCY_RUNNING', 'The same request is being answered right now.');
  }
  if (begun.state === 'mismatch') {
    throw new AppError(
      'invalid',
      'IDEMPOTENCY_MISMATCH',
      'This idempotency key was used for another request.',
    );
  }

  const answer = await work().catch(async (error: unknown) => {
    await store
      .abandon(tenant, key)
      .catch((cause) => log.warn('IDEMPOTENCY_NOT_RELEASED', errorFacts(cause)));
    throw error;
  });
  // The work is done: its answer is true even where it cannot be kept.
  await store
    .complete(tenant, key, answer)
    .catch((cause) => log.warn('IDEMPOTENCY_NOT_KEPT', errorFacts(cause)));
  return answer;
}

function requireKey(key: string): void {
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return;
  const errors = [{ path: 'Idempotency-Key', message: 'Expected 1 to 200 visible ASCII characters' }];
  throw new AppError('invalid', 'VALIDATION', 'The header is not valid.', { extra: { errors } });
}
