import { AppError } from '../../shared/errors.ts';

/** The answer to a key that the provider did not accept. */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const denied = (code: string, message: string, extra = {}) =>
    new AppError('upstream-denied', code, message, { cause: error, extra });

  switch (error.code) {
    case 'KEY_INVALID':
      return denied('KEY_REJECTED', 'Anthropic does not know this key. Check that it was copied completely.');
    case 'KEY_DEACTIVATED':
      return denied('KEY_REJECTED', 'This key was disabled or deleted in claude.ai.');
    case 'KEY_EXPIRED':
      return denied('KEY_REJECTED', 'This key has expired.');
    case 'MISSING_SCOPES':
      return denied('MISSING_SCOPES', error.message, { missingScopes: error.extra.missingScopes ?? [] });
    // The provider hides the Compliance API from keys of any other kind.
    case 'NOT_FOUND_BARE':
      return denied(
        'WRONG_KEY_TYPE',
        'Anthropic answers that a key of this kind does not reach the Compliance API.',
      );
    case 'API_DISABLED':
      return denied(
        'COMPLIANCE_API_DISABLED',
        'The Compliance API is switched off for this organization in claude.ai.',
      );
    default:
      return unavailable(error);
  }
}

function unavailable(error: AppError): AppError {
  const { resumeAtMs } = error.extra;
  const message = 'Anthropic could not be asked about the key. Nothing was stored; try again.';
  const extra = typeof resumeAtMs === 'number' ? { resumeAt: new Date(resumeAtMs).toISOString() } : {};
  return new AppError('upstream-busy', 'PROVIDER_UNAVAILABLE', message, { cause: error, extra });
}
