import type { RateReading } from './pacing.ts';
import { epochMs } from './timestamps.ts';

/** `req_…`, or null; anything else in that header is not passed on. */
export function requestIdOf(headers: Headers): string | null {
  const id = headers.get('request-id');
  return id && /^req_[\w-]{1,100}$/.test(id) ? id : null;
}

/** The provider's clock when it answered, epoch ms in whole seconds. */
export function providerTimeOf(headers: Headers): number | null {
  const date = headers.get('date');
  const ms = date ? Date.parse(date) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}

/** The floor under our own waiting, ms. The provider sends whole seconds (Compliance API, Rate limits). */
export function retryAfterOf(headers: Headers): number | null {
  const seconds = digits(headers.get('retry-after'));
  return seconds === null ? null : seconds * 1_000;
}

export function shouldRetryOf(headers: Headers): boolean {
  return headers.get('x-should-retry') !== 'false';
}

/** The reset is an instant on the provider's clock, so it is measured against the provider's own date. */
export function rateReadingOf(headers: Headers, nowMs: number): RateReading {
  const limit = digits(headers.get('anthropic-ratelimit-requests-limit'));
  const resetAt = epochMs(headers.get('anthropic-ratelimit-requests-reset'));
  return {
    limit: limit === 0 ? null : limit,
    remaining: digits(headers.get('anthropic-ratelimit-requests-remaining')),
    resetInMs: resetAt === null ? null : Math.max(0, resetAt - (providerTimeOf(headers) ?? nowMs)),
  };
}

function digits(value: string | null): number | null {
  return value !== null && /^\d{1,9}$/.test(value) ? Number(value) : null;
}
