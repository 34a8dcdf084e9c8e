import type { Failure } from './failure.ts';

export interface RetryLimits {
  /** Attempts of one call, the first included. */
  readonly maxAttempts: number;
  /** Waiting between the attempts of one call, all together. */
  readonly maxWaitMs: number;
}

export type RetryDecision =
  | { readonly retry: true; readonly delayMs: number }
  /** `resumeInMs` says when it is worth coming back; null when it never is. */
  | { readonly retry: false; readonly resumeInMs: number | null };

const firstDelayMs = 1_000;
const longestDelayMs = 60_000;

/**
 * Exponential from 1 s to 60 s with full jitter, so that callers who failed together don't return together.
 * The provider's `retry-after` is a floor: the session endpoints always say one second, whatever the load
 * (Compliance API, Rate limits).
 */
export function decideRetry(
  failure: Failure,
  attempts: number,
  waitedMs: number,
  limits: RetryLimits,
  random: () => number,
): RetryDecision {
  if (!failure.retryable) return { retry: false, resumeInMs: null };
  const floorMs = failure.retryAfterMs ?? 0;
  const ceilingMs = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempts - 1));
  const delayMs = Math.max(floorMs, random() * ceilingMs);
  if (attempts >= limits.maxAttempts || waitedMs + delayMs > limits.maxWaitMs) {
    return { retry: false, resumeInMs: Math.max(floorMs, ceilingMs) };
  }
  return { retry: true, delayMs };
}
