import { type CursorPage, firstPage } from '../../shared/compliance-api/page.ts';
import { forEachConcurrently } from '../../shared/concurrency.ts';
import type { Activity } from '../../shared/domain/activity.ts';
import type { TimeWindow } from '../../shared/domain/window.ts';
import { AppError } from '../../shared/errors.ts';

/** A page of the feed, newest first. */
export type ActivityPage = CursorPage<Activity>;

/** The pages of `[from, to)`, newest first, from behind a cursor of the same window on. */
export type ReadPages = (window: TimeWindow, afterId?: string | null) => AsyncIterable<ActivityPage>;

/**
 * Reads all activity of a window into `onPage`. Activities may come twice (the provider serves at least once, and slices
 * touch in a second that both read): the receiver keeps one.
 *
 * @param parallel how many slices of the window may be read at once. The first page tells how dense the window is, so
 *   a quiet one costs one call, and a busy one is split into as many slices as pages are to be expected, at most `parallel`.
 */
export async function readWindow(
  readPages: ReadPages,
  window: TimeWindow,
  parallel: number,
  onPage: (page: ActivityPage) => void,
): Promise<void> {
  if (parallel < 2) return readSlice(readPages, window, null, onPage);
  const first = await firstPage(readPages(window));
  if (!first) return;
  onPage(first);
  if (!first.hasMore) return;

  const slices = remainingSlices(window, first, parallel);
  // Slices under way are waited for even when one fails: no page may come after the caller has gone on.
  if (slices.length > 1)
    await forEachConcurrently(slices, slices.length, (slice) => readSlice(readPages, slice, null, onPage));
  else await readSlice(readPages, window, first.lastId, onPage);
}

/** A cursor that the provider refuses is dropped once: the slice is read again from its bounds. */
async function readSlice(
  readPages: ReadPages,
  slice: TimeWindow,
  afterId: string | null,
  onPage: (page: ActivityPage) => void,
): Promise<void> {
  try {
    for await (const page of readPages(slice, afterId)) onPage(page);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'CURSOR_REJECTED') throw error;
    for await (const page of readPages(slice)) onPage(page);
  }
}

/**
 * What is left of a window behind its first page, in slices of equal time, as many as pages are to be expected.
 * Activities of the second in which the page ended may be cut in two, so that second is read again.
 */
export function remainingSlices(window: TimeWindow, first: ActivityPage, parallel: number): TimeWindow[] {
  const newest = first.items[0]?.at;
  const oldest = first.items.at(-1)?.at;
  if (newest === undefined || oldest === undefined) return [];
  const end = Math.min(window.to, Math.floor(oldest / 1_000) * 1_000 + 1_000);
  const pageSpan = Math.max(1_000, newest - oldest);
  return tiles({ from: window.from, to: end }, Math.min(parallel, Math.ceil((end - window.from) / pageSpan)));
}

/** Splits a window at whole seconds into at most `count` slices that touch and do not overlap. */
export function tiles({ from, to }: TimeWindow, count: number): TimeWindow[] {
  const cuts = new Set([from]);
  for (let i = 1; i < count; i++) {
    const cut = Math.round((from + ((to - from) * i) / count) / 1_000) * 1_000;
    if (cut > from && cut < to) cuts.add(cut);
  }
  const starts = [...cuts].sort((a, b) => a - b);
  return starts.map((start, i) => ({ from: start, to: starts[i + 1] ?? to }));
}
