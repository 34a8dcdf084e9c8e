import { AppError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import { type CallTrace, callError } from './call-error.ts';
import { type CallTarget, createExchange, jsonReader, type Outcome, type Reader } from './exchange.ts';
import type { Failure, FailureCode } from './failure.ts';
import type { Fields } from './fields.ts';
import { providerTimeOf, rateReadingOf, requestIdOf } from './headers.ts';
import type { Pacer } from './pacer.ts';
import type { Query } from './request.ts';
import { decideRetry, type RetryLimits } from './retry.ts';
import { createStream, type StreamAnswer } from './stream.ts';

/** Where an answer came from: kept with every page as proof of what was read. */
export interface AnswerSource {
  readonly requestId: string | null;
  /** The provider's clock, epoch ms in whole seconds. */
  readonly providerTime: number | null;
}

export interface JsonAnswer extends AnswerSource {
  readonly body: Fields;
}

/** One attempt of a call, for logs and metrics. */
export interface AttemptReport {
  readonly path: string;
  readonly attempt: number;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly outcome: 'OK' | FailureCode;
  /** From the start of the call until its JSON was read, or its stream was open. */
  readonly durationMs: number;
}

export interface TransportOptions {
  readonly origin: string;
  readonly apiKey: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly pacer: Pacer;
  readonly random: () => number;
  readonly retry: RetryLimits;
  readonly idleTimeoutMs: number;
  readonly maxJsonBytes: number;
  /** Asks once more before a credential counts as refused. */
  readonly confirmDenied: boolean;
  readonly signal: AbortSignal | undefined;
  readonly onAttempt: ((report: AttemptReport) => void) | undefined;
}

/** Paced, retried GET calls. Everything that it throws is an AppError with a FailureCode. */
export interface Transport {
  json(path: string, query?: Query): Promise<JsonAnswer>;
  /** The answer's bytes as they come. Retries end where the stream begins. */
  open(path: string): Promise<StreamAnswer>;
}

/** A key that was just re-enabled, or a node that is behind, answers correctly after a moment. */
const confirmAfterMs = 5_000;

const confirmable: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'KEY_INVALID',
  'KEY_DEACTIVATED',
  'KEY_EXPIRED',
  'NOT_FOUND_BARE',
]);

export function createTransport(options: TransportOptions): Transport {
  const { clock, pacer, signal, retry } = options;
  const exchange = createExchange({ ...options, onHeaders: reportRate });
  const readJson = jsonReader(options.maxJsonBytes);

  function reportRate(answer: { readonly status: number; readonly headers: Headers } | null): void {
    const reading = answer && rateReadingOf(answer.headers, clock.now());
    // A refused key says nothing about the limit, because it is not counted.
    pacer.answered(reading && (reading.limit !== null || answer.status === 200) ? reading : null);
  }

  async function call<T>(target: CallTarget, read: Reader<T>): Promise<T> {
    let waitedMs = 0;
    let mayConfirm = options.confirmDenied;
    for (let attempt = 1; ; attempt += 1) {
      await pacer.take({ signal, maxWaitMs: retry.maxWaitMs });
      const outcome = await attemptOnce(target, read, attempt);
      if (outcome.ok) return outcome.value;
      if (mayConfirm && confirmable.has(outcome.failure.code)) {
        mayConfirm = false;
        await sleep(confirmAfterMs);
        continue;
      }
      waitedMs += await waitOrThrow(outcome.failure, outcome.trace, attempt, waitedMs);
    }
  }

  async function attemptOnce<T>(target: CallTarget, read: Reader<T>, attempt: number): Promise<Outcome<T>> {
    const startedAt = clock.now();
    const outcome = await exchange(target, read);
    const { path, status, requestId } = outcome.trace;
    const result = outcome.ok ? 'OK' : outcome.failure.code;
    options.onAttempt?.({
      path,
      attempt,
      status,
      requestId,
      outcome: result,
      durationMs: clock.now() - startedAt,
    });
    return outcome;
  }

  /** The ms waited before the next attempt. After a 429 the pacer does the waiting, for every caller. */
  async function waitOrThrow(
    failure: Failure,
    trace: CallTrace,
    attempts: number,
    waitedMs: number,
  ): Promise<number> {
    const decision = decideRetry(failure, attempts, waitedMs, retry, options.random);
    const waitMs = decision.retry ? decision.delayMs : decision.resumeInMs;
    const resumeAtMs = waitMs === null ? null : Math.ceil(clock.now() + waitMs);
    if (failure.code === 'RATE_LIMITED') pacer.rateLimited(resumeAtMs ?? clock.now());
    if (!decision.retry)
      throw callError(failure, trace, { attempts, ...(resumeAtMs !== null && { resumeAtMs }) });
    if (failure.code !== 'RATE_LIMITED') await sleep(decision.delayMs);
    return decision.delayMs;
  }

  async function sleep(ms: number): Promise<void> {
    try {
      await clock.sleep(ms, signal);
    } catch {
      throw new AppError('upstream-busy', 'ABORTED', 'The call was given up between two attempts');
    }
  }

  return {
    async json(path, query = []) {
      return call({ path, query }, async (response, deadline) => {
        const reading = await readJson(response, deadline);
        return 'failure' in reading ? reading : { value: { body: reading.value, ...sourceOf(response) } };
      });
    },

    async open(path) {
      return call({ path, query: [] }, async (response, deadline) => {
        if (!isAttachment(response)) {
          await response.body?.cancel();
          deadline.end();
          return { failure: notAFile };
        }
        return { value: { ...createStream(path, response, deadline, signal), ...sourceOf(response) } };
      });
    },
  };
}

/** A proxy's page with status 200 has neither; the provider's content always has both (Compliance API, Files). */
const isAttachment = ({ headers }: Response): boolean =>
  headers.has('content-disposition') || headers.has('request-id');

const notAFile: Failure = { code: 'PROVIDER_UNAVAILABLE', retryable: true, extra: { reason: 'not-a-file' } };

function sourceOf({ headers }: Response): AnswerSource {
  return { requestId: requestIdOf(headers), providerTime: providerTimeOf(headers) };
}
