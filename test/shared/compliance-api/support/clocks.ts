import type { Clock } from '../../../../shared/ports/clock.ts';

/** A clock on which sleeping takes no time: it jumps ahead and remembers for how long it was asked to sleep. */
export function jumpingClock(
  startMs = Date.parse('2026-10-02T09:00:00Z'),
): Clock & { readonly sleeps: number[] } {
  const sleeps: number[] = [];
  let now = startMs;
  return {
    sleeps,
    now: () => now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      sleeps.push(ms);
      now += ms;
    },
  };
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that moves only in `run`, from one sleeper to the next, once nothing else can happen. */
export function virtualClock(startMs = 0): Clock & { run(): Promise<void> } {
  let now = startMs;
  let sleepers: Sleeper[] = [];

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { at: now + ms, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          reject(signal.reason);
        });
      }),
    run: async () => {
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        if (sleepers.length === 0) return;
        now = Math.min(...sleepers.map(({ at }) => at));
        const due = sleepers.filter(({ at }) => at <= now);
        sleepers = sleepers.filter(({ at }) => at > now);
        for (const { wake } of due) wake();
      }
    },
  };
}
