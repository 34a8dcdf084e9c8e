import type { ActivitiesApi } from '../../shared/compliance-api/activities.ts';
import { firstPage } from '../../shared/compliance-api/page.ts';
import { forEachConcurrently } from '../../shared/concurrency.ts';
import { type Activity, isByPerson, isUpload } from '../../shared/domain/activity.ts';
import { addDays, DAY_MS, type Day, startOfDay } from '../../shared/domain/day.ts';

/** What a tenant does on a day. */
export interface DayOfActivity {
  readonly activities: number;
  /** Different files that people uploaded. */
  readonly files: number;
  /** Different documents of projects that people uploaded or wrote anew. */
  readonly documents: number;
}

/** With the calls of the probe and those of the lists, twenty calls. */
export const SAMPLED_DAYS = 8;

/** Calls under way at once. */
const PARALLEL = 3;

/** A page that spans less says little about the rest of the day. */
const SHORTEST_SPAN_MS = 60_000;

/**
 * Looks at some of these days, one call each. A day of more than one page is taken to go on as its latest page.
 * @throws AppError with a FailureCode.
 */
export async function sampleActivity(api: ActivitiesApi, days: readonly Day[]): Promise<DayOfActivity[]> {
  const samples: DayOfActivity[] = [];
  await forEachConcurrently(spreadOver(days, SAMPLED_DAYS), PARALLEL, async (day) => {
    const [from, to] = [startOfDay(day), startOfDay(addDays(day, 1))];
    const page = await firstPage(api.activities({ from, to }));
    const items = page?.items ?? [];
    const oldest = Math.min(to, ...items.map(({ at }) => at));
    const share = page?.hasMore ? Math.max(to - oldest, SHORTEST_SPAN_MS) / DAY_MS : 1;
    samples.push(scaled(items, 1 / share));
  });
  return samples;
}

function scaled(items: readonly Activity[], factor: number): DayOfActivity {
  const uploads = items.filter((activity) => isUpload(activity.type) && isByPerson(activity));
  const documents = new Set(uploads.flatMap(({ documentId }) => documentId ?? []));
  const files = new Set(uploads.flatMap(({ fileId }) => fileId ?? []));
  return {
    activities: items.length * factor,
    files: files.size * factor,
    documents: documents.size * factor,
  };
}

/** So many of them, from all parts of the list, and not all on the same day of the week. */
export function spreadOver(days: readonly Day[], count: number): Day[] {
  if (days.length <= count) return [...days];
  const step = days.length / count;
  return Array.from({ length: count }, (_, nr) => days[Math.floor(nr * step) + (nr % Math.floor(step))]!);
}
