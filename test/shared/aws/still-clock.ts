import type { Clock } from '../../../shared/ports/clock.ts';

/** A clock that stands still and writes down how long its callers wanted to sleep, in ms. */
export function stillClock(now = Date.parse('2026-10-01T12:00:00Z')): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: async (ms) => {
      slept.push(ms);
    },
  };
}
