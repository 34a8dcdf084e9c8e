import type { ErrorKind } from '../errors.ts';
import { missingScopes } from './scopes.ts';

/** Why a call gave nothing. The codes are those of the AppErrors that leave this folder. */
export type FailureCode =
  | 'KEY_INVALID'
  | 'KEY_DEACTIVATED'
  | 'KEY_EXPIRED'
  | 'NOT_FOUND_BARE'
  | 'MISSING_SCOPES'
  | 'API_DISABLED'
  | 'GONE'
  | 'CURSOR_REJECTED'
  | 'BAD_REQUEST'
  | 'RATE_LIMITED'
  | 'FEATURE_UNAVAILABLE'
  | 'PROVIDER_UNAVAILABLE'
  | 'PROVIDER_ERROR'
  | 'BAD_ANSWER'
  | 'TOO_LARGE'
  | 'CORRUPT_BODY'
  | 'ABORTED';

export const failureKinds: Readonly<Record<FailureCode, ErrorKind>> = {
  KEY_INVALID: 'upstream-denied',
  KEY_DEACTIVATED: 'upstream-denied',
  KEY_EXPIRED: 'upstream-denied',
  NOT_FOUND_BARE: 'upstream-denied',
  MISSING_SCOPES: 'upstream-denied',
  API_DISABLED: 'upstream-denied',
  GONE: 'not-found',
  CURSOR_REJECTED: 'contract',
  BAD_REQUEST: 'contract',
  RATE_LIMITED: 'upstream-busy',
  FEATURE_UNAVAILABLE: 'upstream-busy',
  PROVIDER_UNAVAILABLE: 'upstream-busy',
  PROVIDER_ERROR: 'contract',
  BAD_ANSWER: 'contract',
  TOO_LARGE: 'invalid',
  CORRUPT_BODY: 'contract',
  ABORTED: 'upstream-busy',
};

/** The codes that make a key an invalid one. All others, API_DISABLED included, leave the key alone. */
export const keyProblemCodes: ReadonlySet<string> = new Set<FailureCode>([
  'KEY_INVALID',
  'KEY_DEACTIVATED',
  'KEY_EXPIRED',
  'NOT_FOUND_BARE',
  'MISSING_SCOPES',
]);

export interface Failure {
  readonly code: FailureCode;
  readonly retryable: boolean;
  /** The provider's floor under our own waiting, ms. */
  readonly retryAfterMs?: number;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** An answer other than 200, as far as it decides anything. */
export interface RefusedAnswer {
  readonly status: number;
  /** `error.type`, or null where the body is not the provider's error format. */
  readonly errorType: string | null;
  readonly message: string;
  readonly retryAfterMs: number | null;
  /** False when the header `x-should-retry: false` came along. */
  readonly shouldRetry: boolean;
}

/**
 * What an answer other than 200 means. Status and `error.type` decide; the text only where the provider
 * distinguishes cases by nothing else (Compliance API, Error format and catalogue).
 */
export function classifyFailure(answer: RefusedAnswer): Failure {
  const { status } = answer;
  if (status === 401 || status === 403) return denied(answer);
  if (status === 404) return notFound(answer);
  if (status === 429) return rateLimited(answer);
  if (status === 408 || status >= 500) return unavailable(answer);
  if (status === 400) return badRequest(answer);
  return { code: status >= 400 ? 'BAD_REQUEST' : 'BAD_ANSWER', retryable: false };
}

function denied({ status, message }: RefusedAnswer): Failure {
  // A missing scope answered 401 until May 2026.
  if (status === 403 || /missing required scopes/i.test(message)) {
    return { code: 'MISSING_SCOPES', retryable: false, extra: missingScopes(message) };
  }
  if (/deactivated/i.test(message)) return { code: 'KEY_DEACTIVATED', retryable: false };
  if (/expired/i.test(message)) return { code: 'KEY_EXPIRED', retryable: false };
  return { code: 'KEY_INVALID', retryable: false };
}

/** A bare `Not found` is about the key or the address, never about the thing asked for. */
function notFound({ errorType, message }: RefusedAnswer): Failure {
  if (/^local sessions are not available/i.test(message))
    return { code: 'FEATURE_UNAVAILABLE', retryable: false };
  const named = errorType === 'not_found_error' && !/^(?:not found\.?)?$/i.test(message.trim());
  return { code: named ? 'GONE' : 'NOT_FOUND_BARE', retryable: false };
}

function rateLimited({ retryAfterMs, shouldRetry }: RefusedAnswer): Failure {
  return { code: 'RATE_LIMITED', retryable: shouldRetry, ...(retryAfterMs !== null && { retryAfterMs }) };
}

function unavailable({ message, retryAfterMs, shouldRetry }: RefusedAnswer): Failure {
  // Depends on settings and can last for days: waiting holds up everything else.
  if (/retention overrides/i.test(message)) return { code: 'FEATURE_UNAVAILABLE', retryable: false };
  if (!shouldRetry) return { code: 'PROVIDER_ERROR', retryable: false };
  return { code: 'PROVIDER_UNAVAILABLE', retryable: true, ...(retryAfterMs !== null && { retryAfterMs }) };
}

const unknownParameter = /^unknown query parameter: '([a-z_.[\]]{0,60})/i;
const badParameter = /^([a-z_]+(?:\.[a-z]+)?(?:\[\])?)(?:\.\d+)?: /;
const cursorParameters: ReadonlySet<string> = new Set(['after_id', 'before_id', 'page']);
const cursorProblem = /\bcursor\b|\bpage parameter\b|invalid activity_id format|\b(?:after|before)_id\b/i;

function badRequest({ message }: RefusedAnswer): Failure {
  if (/is not enabled for this organization/i.test(message))
    return { code: 'API_DISABLED', retryable: false };
  const unknown = unknownParameter.exec(message)?.[1];
  if (unknown !== undefined) return wrongParameter(unknown);
  const parameter = badParameter.exec(message)?.[1];
  const isCursor = parameter === undefined ? cursorProblem.test(message) : cursorParameters.has(parameter);
  if (isCursor) return { code: 'CURSOR_REJECTED', retryable: false };
  return parameter === undefined ? { code: 'BAD_REQUEST', retryable: false } : wrongParameter(parameter);
}

function wrongParameter(parameter: string): Failure {
  return { code: 'BAD_REQUEST', retryable: false, extra: { parameter } };
}
