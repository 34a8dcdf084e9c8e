import { keyProblemCodes } from '../../shared/compliance-api/failure.ts';
import { AppError } from '../../shared/errors.ts';

/** What an error of the provider means for the scan. */
export type Failure =
  /** The key no longer works or lost a scope: the scan ends and the integration shows it. */
  | { readonly means: 'key-rejected'; readonly code: string; readonly reason: string }
  /** Nothing is wrong with the key, but this scan cannot go on. */
  | { readonly means: 'scan-failed'; readonly code: string; readonly reason: string }
  /** The scan goes on at this time, epoch milliseconds. */
  | { readonly means: 'wait'; readonly until: number };

const KEY_REASONS: Readonly<Record<string, string>> = {
  KEY_INVALID: 'Anthropic does not accept the key.',
  KEY_DEACTIVATED: 'The key was disabled or deleted at Anthropic.',
  KEY_EXPIRED: 'The key has expired.',
  NOT_FOUND_BARE: 'Anthropic does not recognise the key as a Compliance Access Key.',
};

/** How long to wait when the provider fails without saying when to come back. */
const PAUSE_MS = 60_000;

/** Undefined for what is not the provider's: such an error is ours, and the message comes back. */
export function judgeFailure(error: unknown, now: number): Failure | undefined {
  if (!(error instanceof AppError)) return undefined;
  const { code } = error;
  if (code === 'MISSING_SCOPES') return { means: 'key-rejected', code, reason: missingScopes(error) };
  if (keyProblemCodes.has(code))
    return { means: 'key-rejected', code, reason: KEY_REASONS[code] ?? error.message };
  switch (code) {
    case 'API_DISABLED':
      return {
        means: 'scan-failed',
        code,
        reason: 'The Compliance API is switched off for this organization at Anthropic.',
      };
    case 'PROVIDER_ERROR':
    case 'BAD_ANSWER':
    case 'BAD_REQUEST':
    case 'CURSOR_REJECTED':
      return { means: 'scan-failed', code, reason: `Anthropic's answer could not be used: ${error.message}` };
    case 'RATE_LIMITED':
    case 'PROVIDER_UNAVAILABLE':
    case 'FEATURE_UNAVAILABLE':
    case 'QUEUE_BUSY': {
      const { resumeAtMs } = error.extra;
      return {
        means: 'wait',
        until: typeof resumeAtMs === 'number' ? Math.max(resumeAtMs, now) : now + PAUSE_MS,
      };
    }
    default:
      return undefined;
  }
}

function missingScopes(error: AppError): string {
  const { missing } = error.extra;
  const names = Array.isArray(missing) ? missing.join(', ') : '';
  return names ? `The key lacks a scope: ${names}.` : 'The key lacks a scope.';
}
