import { isJson, parseJson, providerError, readText } from './body.ts';
import type { CallTrace } from './call-error.ts';
import { createDeadline, type Deadline } from './deadline.ts';
import { classifyFailure, type Failure, type FailureCode } from './failure.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { requestIdOf, retryAfterOf, shouldRetryOf } from './headers.ts';
import type { Query } from './request.ts';

export interface ExchangeOptions {
  readonly origin: string;
  readonly apiKey: string;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal | undefined;
  /** Silence after which a call is given up, ms. */
  readonly idleTimeoutMs: number;
  /** Called with the headers of every answer, and with null when none came. */
  readonly onHeaders: (answer: { readonly status: number; readonly headers: Headers } | null) => void;
}

export interface CallTarget {
  readonly path: string;
  readonly query: Query;
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly trace: CallTrace }
  | { readonly ok: false; readonly failure: Failure; readonly trace: CallTrace };

/** Takes what it needs from a 200 answer, or says why it can't. It ends the deadline when the body is done. */
export type Reader<T> = (
  response: Response,
  deadline: Deadline,
) => Promise<{ readonly value: T } | { readonly failure: Failure }>;

export type Exchange = <T>(target: CallTarget, read: Reader<T>) => Promise<Outcome<T>>;

const userAgent = 'claude-enterprise-integration/0.1';

/** The one version there is; sent with every call (Compliance API, Transport). */
const apiVersion = '2023-06-01';

const maxErrorBytes = 65_536;

/** One call, one answer. Redirects are answers like any other: following one would hand the key on. */
export function createExchange(options: ExchangeOptions): Exchange {
  const headers = {
    'x-api-key': options.apiKey,
    'anthropic-version': apiVersion,
    'user-agent': userAgent,
    // Sizes and hashes are about the bytes as stored.
    'accept-encoding': 'identity',
  };

  return async (target, read) => {
    const { path } = target;
    const search = new URLSearchParams(
      target.query.map(([name, value]) => [name, value] as [string, string]),
    ).toString();
    const url = `${options.origin}${path}${search && `?${search}`}`;
    const deadline = createDeadline(options.signal, options.idleTimeoutMs);

    let response: Response;
    try {
      response = await options.fetch(url, { headers, redirect: 'manual', signal: deadline.signal });
    } catch (error) {
      deadline.end();
      options.onHeaders(null);
      const failure = interruption(error, deadline, options.signal, 'PROVIDER_UNAVAILABLE');
      return { ok: false, failure, trace: { path, status: null, errorType: null, requestId: null } };
    }

    options.onHeaders(response);
    const trace = {
      path,
      status: response.status,
      errorType: null,
      requestId: requestIdOf(response.headers),
    };
    try {
      if (response.status !== 200) return await refusal(response, deadline, trace);
      const reading = await read(response, deadline);
      return 'value' in reading ? { ok: true, ...reading, trace } : { ok: false, ...reading, trace };
    } catch (error) {
      deadline.end();
      const failure = interruption(error, deadline, options.signal, 'PROVIDER_UNAVAILABLE');
      return { ok: false, failure, trace };
    }
  };
}

async function refusal(response: Response, deadline: Deadline, trace: CallTrace): Promise<Outcome<never>> {
  const source = await readText(response, deadline, maxErrorBytes);
  deadline.end();
  const { type, message } = providerError(source ?? '');
  const failure = classifyFailure({
    status: response.status,
    errorType: type,
    message,
    retryAfterMs: retryAfterOf(response.headers),
    shouldRetry: shouldRetryOf(response.headers),
  });
  return { ok: false, failure, trace: { ...trace, errorType: type } };
}

/** Reads a JSON object of bounded size. A page of a proxy with status 200 counts as an outage. */
export function jsonReader(maxBytes: number): Reader<Fields> {
  return async (response, deadline) => {
    if (!isJson(response)) {
      await response.body?.cancel();
      deadline.end();
      return { failure: notJson };
    }
    const source = await readText(response, deadline, maxBytes);
    deadline.end();
    if (source === null) return { failure: { code: 'TOO_LARGE', retryable: false, extra: { maxBytes } } };
    const parsed = parseJson(source);
    if (!parsed) return { failure: notJson };
    const value = fieldsOf(parsed.value);
    return value ? { value } : { failure: { code: 'BAD_ANSWER', retryable: false } };
  };
}

const notJson: Failure = { code: 'PROVIDER_UNAVAILABLE', retryable: true, extra: { reason: 'not-json' } };

/**
 * Why a connection broke: we were told to stop, the other side was silent, or `otherwise`. Of the error itself
 * only its code is kept, because errors of the HTTP client can quote headers.
 */
export function interruption(
  error: unknown,
  deadline: Deadline,
  signal: AbortSignal | undefined,
  otherwise: FailureCode,
): Failure {
  if (signal?.aborted) return { code: 'ABORTED', retryable: false };
  if (deadline.expired())
    return { code: 'PROVIDER_UNAVAILABLE', retryable: true, extra: { reason: 'timeout' } };
  return { code: otherwise, retryable: true, extra: { reason: connectionReason(error) } };
}

function connectionReason(error: unknown): string {
  const code = fieldsOf(fieldsOf(error)?.cause)?.code;
  return typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? code : 'connection';
}
