/** What an answer said about the budget (Compliance API, Rate limits). */
export interface RateReading {
  /** Calls a minute for the whole parent organization. */
  readonly limit: number | null;
  readonly remaining: number | null;
  /** Until the full budget is back, ms. */
  readonly resetInMs: number | null;
}

/** When calls may start. Knows no clock and no timer: every method is told the time, epoch ms. */
export interface Pacing {
  /** The earliest start of the next call; `Infinity` until the call that is under way has shown the limit. */
  readyAt(nowMs: number): number;
  /** A call starts now. */
  start(nowMs: number): void;
  /** A call that was started is over; null when no answer came. */
  answer(nowMs: number, reading: RateReading | null): void;
  /** No call before this time. Never shortens an earlier pause. */
  pause(untilMs: number): void;
}

const minuteMs = 60_000;

/** Assumed when a proxy has stripped the headers. */
const documentedLimit = 600;

/** Kept for the customer's other tools, which share the budget. */
const reserveShare = 0.1;

/** Timers fire late; so much of the lost time may be made up for. */
const catchUpMs = 250;

/** Answers of one window differ by this much in what they say about its end, which is given in whole seconds. */
const resetToleranceMs = 1_500;

/** What others used in less time than this says little about the rest of the window. */
const shortestBasisMs = 5_000;

/**
 * Evenly spaced calls from our share of the limit, and never more than it in any 60 seconds, wherever the
 * provider's window begins. What remains above the reserve, and above what others will use if they go on as they
 * did in this window, is spread over the rest of the window.
 */
export function createPacing(share: number): Pacing {
  const starts = createStartLog();
  let perMinute: number | null = null;
  let underWay = 0;
  let lastSlotMs = Number.NEGATIVE_INFINITY;
  let pausedUntilMs = 0;
  let slowIntervalMs = 0;
  let resetAtMs = 0;
  let windowBasis = { atMs: 0, remaining: 0, underWay: 0 };

  function nextSlotMs(rate: number): number {
    const evenMs = lastSlotMs + minuteMs / rate;
    const slowMs = Math.min(lastSlotMs + slowIntervalMs, resetAtMs);
    return Math.max(evenMs, slowMs, starts.before(rate) + minuteMs);
  }

  function learnLimit(reading: RateReading): void {
    const limit = reading.limit ?? (perMinute === null ? documentedLimit : null);
    if (limit !== null) perMinute = Math.max(1, Math.floor(limit * share));
  }

  function slowDown(nowMs: number, { limit, remaining, resetInMs }: RateReading): void {
    if (limit === null || remaining === null || resetInMs === null) return;
    const nextResetMs = nowMs + resetInMs;
    if (nextResetMs < resetAtMs - resetToleranceMs) return;
    if (nextResetMs > resetAtMs + resetToleranceMs) windowBasis = { atMs: nowMs, remaining, underWay };
    resetAtMs = nextResetMs;

    const reserve = limit * Math.min(reserveShare, 1 - share);
    const forOthers = othersPerMs(nowMs, remaining) * resetInMs;
    slowIntervalMs = resetInMs / Math.max(1, remaining - reserve - forOthers);
  }

  /** What went since this window's first answer and was not ours. What went before may have been an earlier run of ours. */
  function othersPerMs(nowMs: number, remaining: number): number {
    const ours = windowBasis.underWay + starts.since(windowBasis.atMs);
    const byOthers = Math.max(0, windowBasis.remaining - remaining - ours);
    return byOthers / Math.max(nowMs - windowBasis.atMs, shortestBasisMs);
  }

  return {
    readyAt(nowMs) {
      if (perMinute === null) return underWay > 0 ? Number.POSITIVE_INFINITY : Math.max(nowMs, pausedUntilMs);
      return Math.max(nowMs, pausedUntilMs, nextSlotMs(perMinute));
    },

    start(nowMs) {
      underWay += 1;
      const slotMs = perMinute === null ? nowMs : nextSlotMs(perMinute);
      lastSlotMs = Math.max(slotMs, nowMs - catchUpMs);
      starts.add(nowMs);
    },

    answer(nowMs, reading) {
      underWay -= 1;
      if (!reading) return;
      learnLimit(reading);
      slowDown(nowMs, reading);
    },

    pause(untilMs) {
      pausedUntilMs = Math.max(pausedUntilMs, untilMs);
    },
  };
}

/** The start times of the last minute, oldest first. */
function createStartLog() {
  let times: number[] = [];
  let oldest = 0;

  return {
    add(nowMs: number): void {
      while (oldest < times.length && times[oldest]! <= nowMs - minuteMs) oldest += 1;
      if (oldest > 1_000 && oldest * 2 > times.length) {
        times = times.slice(oldest);
        oldest = 0;
      }
      times.push(nowMs);
    },

    /** How many of them are not before this time. */
    since(fromMs: number): number {
      let low = oldest;
      let high = times.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (times[middle]! < fromMs) low = middle + 1;
        else high = middle;
      }
      return times.length - low;
    },

    /** The start that lies `count` calls back, or minus infinity when there were fewer in the last minute. */
    before(count: number): number {
      const index = times.length - count;
      return index >= oldest ? times[index]! : Number.NEGATIVE_INFINITY;
    },
  };
}
