import type { Clock } from '../../../../local/aws/services/clock.ts';

/** A clock that moves only when told, and then runs what has become due, in order. */
export function manualClock(start: string): Clock & { advance(milliseconds: number): void } {
  let time = Date.parse(start);
  let waiting: { due: number; work: () => void }[] = [];
  return {
    now: () => time,
    after(milliseconds, work) {
      const entry = { due: time + milliseconds, work };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((each) => each !== entry);
      };
    },
    advance(milliseconds) {
      const end = time + milliseconds;
      for (;;) {
        const [next] = waiting.filter((entry) => entry.due <= end).sort((a, b) => a.due - b.due);
        if (!next) break;
        waiting = waiting.filter((entry) => entry !== next);
        time = Math.max(time, next.due);
        next.work();
      }
      time = end;
    },
  };
}
