import type { Clock } from '../../../shared/ports/clock.ts';

export interface VirtualClock extends Clock {
  /** Moves the time on; whoever sleeps less wakes up. */
  advance(ms: number): void;
  /** The time as ISO text. */
  iso(): string;
}

interface Sleeper {
  readonly at: number;
  wake(): void;
}

/** A clock without waiting: when everybody is idle, the time jumps to whoever wakes first. */
export function virtualClock(start: number = Date.parse('2026-10-01T12:00:00Z')): VirtualClock {
  let now = start;
  let sleepers: Sleeper[] = [];

  const wakeUntil = (time: number) => {
    now = Math.max(now, time);
    const due = sleepers.filter(({ at }) => at <= now);
    sleepers = sleepers.filter(({ at }) => at > now);
    for (const sleeper of due) sleeper.wake();
  };

  return {
    now: () => now,
    iso: () => new Date(now).toISOString(),
    advance: (ms) => wakeUntil(now + ms),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper: Sleeper = {
          at: now + ms,
          wake: () => {
            signal?.removeEventListener('abort', abort);
            resolve();
          },
        };
        const abort = () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', abort, { once: true });
        sleepers.push(sleeper);
        setImmediate(() => {
          if (sleepers.length > 0) wakeUntil(Math.min(...sleepers.map(({ at }) => at)));
        });
      }),
  };
}
