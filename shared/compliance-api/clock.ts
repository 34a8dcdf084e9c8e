import { setTimeout as wait } from 'node:timers/promises';

/** Time as the client sees it; tests pass a clock that they move. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Rejects when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => wait(ms, undefined, signal ? { signal } : undefined),
};
