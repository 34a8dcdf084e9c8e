import { AppError } from '../errors.ts';

/** What a request is signed with. Asked for by every request. */
export type Credentials = () => Promise<Identity>;

export interface Identity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export interface Limits {
  /** Connections at once; more requests wait for a free one. */
  readonly maxSockets: number;
  /** From the request to the head of its answer. */
  readonly requestTimeoutMs: number;
}

/**
 * Options of every AWS client: a request that hangs ends long before its Lambda does, and is tried three times in all.
 * The SDK only warns about a late answer unless told to throw.
 *
 * @param credentials sign the requests; the function's own without them
 */
export const clientOptions = ({ maxSockets, requestTimeoutMs }: Limits, credentials?: Credentials) => ({
  ...(credentials && { credentials }),
  maxAttempts: 3,
  requestHandler: {
    connectionTimeout: 2_000,
    requestTimeout: requestTimeoutMs,
    throwOnRequestTimeout: true,
    socketTimeout: 60_000,
    httpsAgent: { keepAlive: true, maxSockets },
    httpAgent: { keepAlive: true, maxSockets },
  },
});

type Next<Args, Answer> = (args: Args) => Promise<Answer>;

/** The part of an SDK client that this needs. */
interface Client {
  readonly middlewareStack: {
    add(
      middleware: <Args, Answer>(next: Next<Args, Answer>) => Next<Args, Answer>,
      options: { step: 'initialize'; priority: 'high'; name: string },
    ): void;
  };
}

/** The same client, whose throttles, server errors and timeouts are an `AppError` that says: try again later. */
export function withBusyErrors<C extends object>(client: C, service: string): C {
  (client as unknown as Client).middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        throw isBusy(error)
          ? new AppError('upstream-busy', 'AWS_BUSY', `${service} did not answer.`, { cause: error })
          : error;
      }
    },
    { step: 'initialize', priority: 'high', name: 'busyErrors' },
  );
  return client;
}

const BUSY = new Set([
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestTimeout',
  'SlowDown',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
]);

const NETWORK = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, $metadata } = error as { code?: unknown; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  return BUSY.has(error.name) || NETWORK.has(String(code)) || status === 429 || status >= 500;
}
