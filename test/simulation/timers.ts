import type { Timeline } from './timeline.ts';

interface Timer {
  readonly fire: () => void;
  readonly ms: number;
  cancel: () => void;
  refresh(): Timer;
  unref(): Timer;
}

/**
 * For the time of `work`, timers and chance of the runtime are those of the simulation: handlers set timers for the end
 * of their time, the client of the provider for its silence, stores wait a random time between attempts.
 */
export async function withVirtualRuntime<T>(
  timeline: Timeline,
  random: () => number,
  work: () => Promise<T>,
): Promise<T> {
  const real = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    random: Math.random,
    now: Date.now,
  };
  const start = (fire: () => void, ms: number): Timer => {
    const owner = timeline.owner();
    const timer: Timer = {
      fire,
      ms,
      cancel: timeline.at(timeline.now() + ms, owner, fire),
      refresh: () => {
        timer.cancel();
        timer.cancel = timeline.at(timeline.now() + ms, owner, fire);
        return timer;
      },
      unref: () => timer,
    };
    return timer;
  };
  Object.assign(globalThis, {
    setTimeout: (fire: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
      start(() => fire(...args), ms),
    clearTimeout: (timer: Timer | undefined) => timer?.cancel?.(),
  });
  Math.random = random;
  Date.now = () => timeline.now();
  try {
    return await work();
  } finally {
    Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
    Math.random = real.random;
    Date.now = real.now;
  }
}
