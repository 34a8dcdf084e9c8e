import { Problem } from './problem.ts';

const WINDOW_MS = 60_000;
/** What the headers say when nothing is limited. */
const UNLIMITED = 1_000_000;

/** The budget of one parent organization, shared by all of its keys (Compliance API, Rate limits). */
export interface RateLimit {
  /**
   * Spends one unit.
   *
   * @param now epoch milliseconds
   * @returns the headers of every authenticated answer
   * @throws Problem 429 with `retry-after` when the window is spent
   */
  spend(now: number): Readonly<Record<string, string>>;
}

/** Fixed windows of a minute, each beginning with the first request after the last one ended. */
export function rateLimit(perMinute: number, marginSeconds: number): RateLimit {
  const limit = Math.min(perMinute, UNLIMITED);
  let resetsAt = 0;
  let used = 0;
  const roll = (now: number) => {
    if (now < resetsAt) return;
    resetsAt = Math.ceil((now + WINDOW_MS) / 1000) * 1000;
    used = 0;
  };
  const headers = () => ({
    'anthropic-ratelimit-requests-limit': String(limit),
    'anthropic-ratelimit-requests-remaining': String(Math.max(0, limit - used)),
    'anthropic-ratelimit-requests-reset': `${new Date(resetsAt).toISOString().slice(0, 19)}Z`,
  });
  return {
    spend(now) {
      roll(now);
      if (used >= limit && limit !== UNLIMITED) {
        const wait = Math.max(1, Math.ceil((resetsAt - now) / 1000)) + marginSeconds;
        throw rateLimitExceeded(limit, { ...headers(), 'retry-after': String(wait) });
      }
      used++;
      return headers();
    },
  };
}

export function rateLimitExceeded(limit: number, headers: Readonly<Record<string, string>>): Problem {
  const message =
    `Compliance API rate limit of ${limit} requests per minute per parent organization has been exceeded. Retry after the ` +
    'time indicated by the retry-after header. Quote the request-id response header when contacting Anthropic support.';
  return new Problem(429, 'rate_limit_error', message, headers);
}
