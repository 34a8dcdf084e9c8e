import type { Clock } from '../ports/clock.ts';

/** Waits before attempt `attempt` (from 1) again: 25 ms doubling to 1.6 s, half of it by chance. */
export function backOff(clock: Clock, attempt: number): Promise<void> {
  const most = Math.min(1_600, 25 * 2 ** attempt);
  return clock.sleep(most / 2 + Math.random() * (most / 2));
}
