/** The time by which schedules run. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs `work` once that many of the clock's milliseconds have passed. @returns a function that calls it off */
  after(milliseconds: number, work: () => void): () => void;
}

/** setTimeout takes at most 2^31-1 ms, 24.8 days; longer waits are armed again. */
const LONGEST_TIMER_MS = 2_000_000_000;

/** On a fast clock a schedule runs at most twenty times a second; what is due in between is skipped. */
const SHORTEST_TIMER_MS = 50;

/** A clock that starts now and runs `speed` times as fast as real time. */
export function clockAt(speed = 1): Clock {
  const start = Date.now();
  const now = (): number => start + (Date.now() - start) * speed;
  const after = (milliseconds: number, work: () => void): (() => void) => {
    const due = now() + milliseconds;
    let timer: NodeJS.Timeout;
    const arm = (): void => {
      const wait = (due - now()) / speed;
      if (wait > LONGEST_TIMER_MS) timer = setTimeout(arm, LONGEST_TIMER_MS);
      else timer = setTimeout(work, Math.max(speed > 1 ? SHORTEST_TIMER_MS : 0, Math.ceil(wait)));
      timer.unref();
    };
    arm();
    return () => clearTimeout(timer);
  };
  return { now, after };
}

/**
 * Runs `work` at each due time that `next` gives, until it gives none.
 * A due time that has passed while nobody looked runs once, at once.
 * @param since epoch milliseconds up to which due times are done
 */
export function repeat(
  clock: Clock,
  since: number,
  next: (after: number) => number | undefined,
  work: (due: number) => void,
  end: () => void = () => {},
): () => void {
  let cancel = (): void => {};
  let stopped = false;
  const arm = (after: number): void => {
    if (stopped) return;
    const due = next(after);
    if (due === undefined) {
      end();
      return;
    }
    cancel = clock.after(Math.max(0, due - clock.now()), () => {
      const done = Math.max(due, clock.now());
      work(due);
      arm(done);
    });
  };
  arm(since);
  return () => {
    stopped = true;
    cancel();
  };
}
