import { AppError } from '../errors.ts';
import { type Failure, failureKinds } from './failure.ts';

/** What may be told about a call: nothing of its query, headers or bodies. */
export interface CallTrace {
  readonly path: string;
  readonly status: number | null;
  /** The provider's `error.type`. */
  readonly errorType: string | null;
  readonly requestId: string | null;
}

/** The AppError for a failed call, with `extra` = trace, reason and what the failure found out. */
export function callError(
  failure: Failure,
  trace: CallTrace,
  extra: Readonly<Record<string, unknown>> = {},
): AppError {
  const { code, retryAfterMs } = failure;
  return new AppError(failureKinds[code], code, sentence(code, trace), {
    extra: {
      method: 'GET',
      ...trace,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      ...failure.extra,
      ...extra,
    },
  });
}

function sentence(code: string, { path, status, errorType, requestId }: CallTrace): string {
  const answer =
    status === null ? 'gave no answer' : ['answered', status, errorType].filter(Boolean).join(' ');
  const reference = requestId ? ` (${requestId})` : '';
  return `${code}: GET ${path} ${answer}${reference}`;
}
