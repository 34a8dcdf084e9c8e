import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { problemOf } from '../api/problem.ts';
import { withoutKeys } from '../api/redact.ts';
import { AppError } from '../errors.ts';

/** What an endpoint answers: a JSON body, a file, or nothing. */
export interface ApiAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly file?: { readonly mediaType: string; readonly name: string; readonly text: string };
  /** Ids of what it set going, for the log: they lead from the request to what came of it. */
  readonly ids?: Readonly<Record<string, string>>;
}

const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
} as const;

/** Names the request in the function's log, the access log and problem documents. */
const CORRELATION = 'x-correlation-id';

const defaultRetrySeconds = 30;

/** An answer as API Gateway takes it. */
export function resultOf(
  { status, body, file }: ApiAnswer,
  requestId: string,
): APIGatewayProxyStructuredResultV2 {
  const traced = { [CORRELATION]: requestId };
  if (file) {
    const disposition = `attachment; filename="${file.name}"`;
    return result(status, file.text, {
      ...traced,
      'content-type': file.mediaType,
      'content-disposition': disposition,
    });
  }
  if (body === undefined) return result(status, undefined, traced);
  return result(status, JSON.stringify(body), {
    ...traced,
    'content-type': 'application/json; charset=utf-8',
  });
}

/** An error as a problem document. */
export function problemResult(error: unknown, requestId: string): APIGatewayProxyStructuredResultV2 {
  const problem = problemOf(error, requestId);
  return result(problem.status, withoutKeys(JSON.stringify(problem)), {
    [CORRELATION]: requestId,
    'content-type': 'application/problem+json; charset=utf-8',
    ...(problem.status === 503 && { 'retry-after': String(retrySeconds(error)) }),
  });
}

function retrySeconds(error: unknown): number {
  const given = error instanceof AppError ? error.extra.retryAfterSeconds : undefined;
  return typeof given === 'number' && given >= 0 ? Math.ceil(given) : defaultRetrySeconds;
}

const result = (status: number, body: string | undefined, headers: Readonly<Record<string, string>>) => ({
  statusCode: status,
  headers: { ...securityHeaders, ...headers },
  ...(body !== undefined && { body }),
});
