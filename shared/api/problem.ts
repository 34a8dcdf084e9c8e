import * as z from 'zod/mini';
import { AppError, type ErrorKind } from '../errors.ts';

/** Every code that an answer can carry, with its status and title. Codes are stable; portals decide by them. */
export const PROBLEMS = {
  VALIDATION: { status: 400, title: 'The request is not valid' },
  INVALID_CURSOR: { status: 400, title: 'The cursor is not valid here' },
  INVALID_KEY_FORMAT: { status: 400, title: 'This is not a Compliance Access Key' },
  NO_TENANT: { status: 403, title: 'The token names no tenant' },
  FORBIDDEN: { status: 403, title: 'The role is missing' },
  NOT_FOUND: { status: 404, title: 'Not found' },
  NOT_CONFIGURED: { status: 404, title: 'Not configured' },
  SCAN_NOT_FOUND: { status: 404, title: 'No such scan' },
  AGENT_NOT_FOUND: { status: 404, title: 'No such agent' },
  EVENT_NOT_FOUND: { status: 404, title: 'No such event' },
  PURGE_NOT_FOUND: { status: 404, title: 'No such purge' },
  NOT_ACCEPTABLE: { status: 406, title: 'No such format' },
  ALREADY_CONFIGURED: { status: 409, title: 'Already configured' },
  STILL_ERASING: { status: 409, title: 'Still being erased' },
  INTEGRATION_CHANGED: { status: 409, title: 'The integration has changed meanwhile' },
  INVALID_API_KEY: { status: 409, title: 'The API key is invalid' },
  POLICY_CHANGED: { status: 409, title: 'The policy has changed meanwhile' },
  EVENT_HISTORY_FULL: { status: 409, title: 'The event has been moved too often' },
  SCAN_IN_PROGRESS: { status: 409, title: 'A scan is in progress' },
  SCAN_NOT_RUNNING: { status: 409, title: 'The scan is not running' },
  IDEMPOTENCY_RUNNING: { status: 409, title: 'The same request is being answered' },
  BODY_TOO_LARGE: { status: 413, title: 'The body is too large' },
  KEY_REJECTED: { status: 422, title: 'Anthropic rejects the key' },
  MISSING_SCOPES: { status: 422, title: 'The key lacks scopes' },
  WRONG_KEY_TYPE: { status: 422, title: 'The key is of another type' },
  COMPLIANCE_API_DISABLED: { status: 422, title: 'The Compliance API is switched off' },
  IDEMPOTENCY_MISMATCH: { status: 422, title: 'The idempotency key belongs to another request' },
  NOTICE_TOPIC_REFUSED: { status: 422, title: 'Notices cannot go to this topic' },
  POLICY_TOO_LARGE: { status: 422, title: 'The policy is too large' },
  EXPORT_TOO_LARGE: { status: 422, title: 'The export is too large' },
  INTERNAL_ERROR: { status: 500, title: 'Internal error' },
  PROVIDER_ERROR: { status: 502, title: 'Anthropic gave an answer that makes no sense' },
  PROVIDER_UNAVAILABLE: { status: 503, title: 'Anthropic is not available' },
  UNAVAILABLE: { status: 503, title: 'Not available at the moment' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

const fallback: Readonly<Record<ErrorKind, ProblemCode>> = {
  invalid: 'VALIDATION',
  'not-found': 'NOT_FOUND',
  conflict: 'INTEGRATION_CHANGED',
  forbidden: 'FORBIDDEN',
  'upstream-denied': 'KEY_REJECTED',
  'upstream-busy': 'UNAVAILABLE',
  contract: 'PROVIDER_ERROR',
};

/** Problem document (RFC 9457). Extra members depend on the code. */
export const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  requestId: z.string(),
});
export type Problem = z.infer<typeof problem>;

/** The answer to an error. Anything but an AppError is our bug, of which the caller learns the request id only. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (!(error instanceof AppError)) {
    return document('INTERNAL_ERROR', 'Something went wrong on our side.', requestId);
  }
  const code = isProblemCode(error.code) ? error.code : fallback[error.kind];
  const told = document(code, error.message, requestId);
  // Told first and last: the facts come behind, and replace nothing.
  return { ...told, ...error.extra, ...told };
}

function document(code: ProblemCode, detail: string, requestId: string): Problem {
  const { status, title } = PROBLEMS[code];
  const type = `urn:problem:${code.toLowerCase().replaceAll('_', '-')}`;
  return { type, title, status, detail, code, requestId };
}

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);
