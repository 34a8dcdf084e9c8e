import { AppError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import { systemClock } from './clock.ts';
import { createPacing, type RateReading } from './pacing.ts';

export interface PacerOptions {
  /** The part of the provider's limit that we use, above 0 and up to 1. */
  readonly share?: number | undefined;
  readonly clock?: Clock | undefined;
}

export interface PacerCounts {
  /** Calls that were let through. */
  readonly requests: number;
  /** Time that calls stood in the queue, all together. */
  readonly waitedMs: number;
  /** Answers that said 429. */
  readonly rateLimited: number;
}

export interface TakeOptions {
  readonly signal?: AbortSignal | undefined;
  /** A call that would be held back longer than this is refused instead. */
  readonly maxWaitMs: number;
}

/** Spends one tenant's budget of calls. All clients of the tenant in a process share one. */
export interface Pacer {
  /**
   * Resolves when a call may start; each success is followed by exactly one `answered`.
   * @throws AppError `upstream-busy` RATE_LIMITED (`extra.resumeAtMs`), ABORTED.
   */
  take(options: TakeOptions): Promise<void>;
  /** Null when no answer came. */
  answered(reading: RateReading | null): void;
  /** After a 429: holds back every call until then, epoch ms. */
  rateLimited(untilMs: number): void;
  counts(): PacerCounts;
}

interface Waiter {
  readonly since: number;
  readonly maxWaitMs: number;
  readonly grant: () => void;
  readonly refuse: (error: AppError) => void;
}

/** One queue and one timer around the pure pacing; callers leave in the order in which they came. */
export function createPacer({ share = 0.8, clock = systemClock }: PacerOptions = {}): Pacer {
  const pacing = createPacing(share);
  const counts = { requests: 0, waitedMs: 0, rateLimited: 0 };
  let queue: Waiter[] = [];
  let timer: { readonly at: number; readonly cancel: AbortController } | null = null;

  function drain(): void {
    while (queue.length > 0) {
      const now = clock.now();
      const readyAt = pacing.readyAt(now);
      if (readyAt > now) {
        refuseImpatient(readyAt, now);
        wakeAt(readyAt, now);
        return;
      }
      const waiter = queue.shift()!;
      pacing.start(now);
      counts.requests += 1;
      counts.waitedMs += now - waiter.since;
      waiter.grant();
    }
  }

  function refuseImpatient(readyAt: number, now: number): void {
    if (readyAt === Number.POSITIVE_INFINITY) return;
    const isPatient = (waiter: Waiter) => readyAt - now <= waiter.maxWaitMs;
    const impatient = queue.filter((waiter) => !isPatient(waiter));
    if (impatient.length === 0) return;
    queue = queue.filter(isPatient);
    for (const waiter of impatient) waiter.refuse(heldBack(readyAt, now));
  }

  function wakeAt(readyAt: number, now: number): void {
    if (timer?.at === readyAt) return;
    timer?.cancel.abort();
    timer = null;
    if (queue.length === 0 || readyAt === Number.POSITIVE_INFINITY) return;
    const cancel = new AbortController();
    timer = { at: readyAt, cancel };
    const awake = () => {
      timer = null;
      drain();
    };
    clock.sleep(readyAt - now, cancel.signal).then(awake, () => {});
  }

  return {
    take: ({ signal, maxWaitMs }) =>
      new Promise((resolve, reject) => {
        const settle = () => signal?.removeEventListener('abort', abort);
        const abort = () => {
          queue = queue.filter((other) => other !== waiter);
          waiter.refuse(aborted());
        };
        const waiter: Waiter = {
          since: clock.now(),
          maxWaitMs,
          grant: () => {
            settle();
            resolve();
          },
          refuse: (error) => {
            settle();
            reject(error);
          },
        };
        if (signal?.aborted) return reject(aborted());
        signal?.addEventListener('abort', abort, { once: true });
        queue.push(waiter);
        drain();
      }),

    answered(reading) {
      pacing.answer(clock.now(), reading);
      drain();
    },

    rateLimited(untilMs) {
      counts.rateLimited += 1;
      pacing.pause(untilMs);
      drain();
    },

    counts: () => ({ ...counts }),
  };
}

function heldBack(readyAt: number, now: number): AppError {
  return new AppError(
    'upstream-busy',
    'RATE_LIMITED',
    'The rate limit holds back calls for longer than allowed',
    {
      extra: { resumeAtMs: Math.ceil(readyAt), retryAfterMs: Math.ceil(readyAt - now) },
    },
  );
}

function aborted(): AppError {
  return new AppError('upstream-busy', 'ABORTED', 'The call was given up before it started');
}
