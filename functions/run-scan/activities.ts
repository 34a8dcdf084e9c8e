import { forEachConcurrently } from '../../shared/concurrency.ts';
import { addDays, type Day, dayOf, daysBetween, startOfDay } from '../../shared/domain/day.ts';
import type { TimeWindow } from '../../shared/domain/window.ts';
import { AppError } from '../../shared/errors.ts';
import type { ScanProgress } from '../../shared/ports/scan-store.ts';
import { type ActivityTally, createActivityTally } from './activity-tally.ts';
import { flushTally } from './flush-tally.ts';
import { type ActivityPage, type ReadPages, readWindow } from './read-window.ts';
import { budgetIsSpent, evidenceOf, type ScanWork, timeIsUp, withEvidence } from './scan-work.ts';

/**
 * Reads the window's days, whole days at a time, and sets what they say. Days are added up in memory over the whole
 * slice and written once; a slice that ends early goes on at the first day not read.
 */
export async function readActivities(work: ScanWork): Promise<ScanProgress> {
  const { deps, scan } = work;
  const window = scanWindow(work);
  const days = daysBetween(window.from, window.to);
  const firstDay = scan.phasePosition.nextDay ?? days[0] ?? dayOf(window.from);
  const pending = days.filter((day) => day >= firstDay);
  const base = { ...work.counts };
  const tally = createActivityTally(deps.classify);
  const evidence = {
    ...evidenceOf(scan, 'activities'),
    from: new Date(window.from).toISOString(),
    to: new Date(window.to).toISOString(),
  };
  const gaps = new Map<Day, string>();
  let read = 0;

  const notePage = (page: ActivityPage) => {
    for (const activity of page.items) tally.add(activity);
    evidence.pages += 1;
    evidence.firstId ??= page.firstId;
    evidence.lastId = page.lastId ?? evidence.lastId;
    evidence.requestId = page.requestId;
    work.counts.pages += 1;
    Object.assign(work.counts, addCounts(base, tally));
  };
  const readPages: ReadPages = (bounds, afterId) => work.provider.activities({ ...bounds, afterId });
  const parallelDays = Math.min(deps.limits.concurrency, Math.max(1, pending.length));

  await forEachConcurrently(untilTimeIsUp(work, pending), parallelDays, async (day) => {
    try {
      const bounds = {
        from: Math.max(window.from, startOfDay(day)),
        to: Math.min(window.to, startOfDay(addDays(day, 1))),
      };
      await readWindow(readPages, bounds, Math.floor(deps.limits.concurrency / parallelDays), notePage);
    } catch (error) {
      if (!cannotBeDelivered(error)) throw error;
      gaps.set(day, `Activities of ${day} could not be read: ${error.message}`);
    }
    tally.endDay(day);
    read += 1;
  });

  await flushTally(work, tally, firstDay);
  evidence.items += tally.counts.activities;
  evidence.gaps = [...evidence.gaps, ...gaps.values()];
  evidence.missingFrom ??= [...gaps.keys()].sort()[0] ?? null;
  // Days are started in order and every started one ends, so what was read is always the first of them.
  const nextDay = pending[read];
  if (nextDay && budgetIsSpent(work)) {
    evidence.gaps = [
      ...evidence.gaps,
      `Activities from ${nextDay} on were not read: the budget of the scan was spent`,
    ];
    evidence.missingFrom ??= nextDay;
    return { phase: 'chats', phasePosition: {}, evidence: withEvidence(scan, evidence) };
  }
  return nextDay
    ? { phase: 'activities', phasePosition: { nextDay }, evidence: withEvidence(scan, evidence) }
    : { phase: 'chats', phasePosition: {}, evidence: withEvidence(scan, evidence) };
}

/** The scan's window; the directory phase has set it. */
export function scanWindow({ scan }: ScanWork): TimeWindow {
  if (!scan.window.from || !scan.window.to)
    throw new Error('The scan has no window: the directory was not read.');
  return { from: Date.parse(scan.window.from), to: Date.parse(scan.window.to) };
}

/** Every scan reads at least two days, since the first may hold nothing new. */
const DAYS_OF_A_SCAN = 2;

/** At least one day a slice, so that every slice moves on. */
function* untilTimeIsUp(work: ScanWork, days: readonly Day[]): Iterable<Day> {
  const isFirstSlice = work.scan.phasePosition.nextDay === undefined;
  for (const [index, day] of days.entries()) {
    if (index > 0 && timeIsUp(work)) return;
    if (index >= (isFirstSlice ? DAYS_OF_A_SCAN : 0) && budgetIsSpent(work)) return;
    yield day;
  }
}

const addCounts = (base: ScanWork['counts'], { counts }: ActivityTally) => ({
  activities: base.activities + counts.activities,
  unknownTypes: base.unknownTypes + counts.unknownTypes,
  notPeople: base.notPeople + counts.notPeople,
  unattributed: base.unattributed + counts.unattributed,
});

/** The provider says that this will never work, or its answer makes no sense: a gap to report, not a reason to stop. */
export const cannotBeDelivered = (error: unknown): error is AppError =>
  error instanceof AppError &&
  (error.code === 'PROVIDER_ERROR' || error.code === 'BAD_ANSWER' || error.code === 'CURSOR_REJECTED');
