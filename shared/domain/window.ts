import { DAY_MS, dayOf, startOfDay } from './day.ts';

/** A span of provider time `[from, to)`, epoch milliseconds. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** Activities become queryable within one minute (Compliance API, Activities): two keeps clear of the edge. */
export const INDEXING_MARGIN_MS = 2 * 60_000;

/** How far behind the previous upper bound a scan looks again, for activities that were indexed late. */
export const OVERLAP_MS = 10 * 60_000;

export const LOOKBACK_DAYS = { default: 30, min: 1, max: 2_190 } as const;

/** The newest instant that may be read: the provider's clock (its `date` header) less the margin. */
export const upperBound = (providerTime: number): number => providerTime - INDEXING_MARGIN_MS;

/**
 * Where a scan begins: the start of the day that contains the saved position less the overlap, so that whole days are
 * read and set again; on the first scan the start of the day `lookbackDays` before the upper bound.
 */
export function lowerBound(readUpTo: number | null, lookbackDays: number, to: number): number {
  const from = readUpTo === null ? to - lookbackDays * DAY_MS : Math.min(readUpTo - OVERLAP_MS, to);
  return startOfDay(dayOf(from));
}
