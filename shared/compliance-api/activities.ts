import { type Activity, apiAccessType } from '../domain/activity.ts';
import { AppError } from '../errors.ts';
import { normaliseActivity } from './normalise.ts';
import { type CursorPage, cursorPage, itemsOf, walk } from './page.ts';
import { path, query } from './request.ts';
import { timestamp } from './timestamps.ts';
import type { Transport } from './transport.ts';
import type { Unknowns } from './unknowns.ts';

export interface ActivitiesOptions {
  /** Epoch ms, inclusive. */
  readonly from?: number | undefined;
  /** Epoch ms, exclusive. Entries become visible up to a minute late, so closer to now some are lost. */
  readonly to?: number | undefined;
  /** Newest first is the provider's default. Walking oldest first skips entries that arrive late. */
  readonly order?: 'asc' | 'desc' | undefined;
  /** A `lastId` of the same window and order. */
  readonly afterId?: string | null | undefined;
  /** 1 to 5,000. */
  readonly limit?: number | undefined;
}

export interface ActivitiesApi {
  /** The feed of the whole tenant without the calls to this API. At-least-once: an id can come twice. */
  activities(options?: ActivitiesOptions): AsyncGenerator<CursorPage<Activity>, void>;
}

const maxLimit = 5_000;

/** Compliance API, Activities. Needs `read:compliance_activities`. */
export function activitiesApi(transport: Transport, unknowns: Unknowns): ActivitiesApi {
  let mayExclude = true;

  async function fetchAnswer(options: ActivitiesOptions, afterId: string | null) {
    const exclude = mayExclude ? [apiAccessType] : [];
    try {
      return await transport.json(path`/activities`, activitiesQuery(options, afterId, exclude));
    } catch (error) {
      if (!mayExclude || !refusesExclusion(error)) throw error;
      mayExclude = false;
      return transport.json(path`/activities`, activitiesQuery(options, afterId, []));
    }
  }

  return {
    activities: (options = {}) =>
      walk(options.afterId ?? null, async (afterId) => {
        const answer = await fetchAnswer(options, afterId);
        const read = itemsOf(
          answer.body.data,
          (entry) => normaliseActivity(entry, unknowns),
          unknowns,
          'activity',
        );
        const page = cursorPage(
          answer,
          mayExclude ? read : read.filter(({ type }) => type !== apiAccessType),
        );
        return { page, more: page.hasMore, next: page.lastId };
      }),
  };
}

function activitiesQuery(options: ActivitiesOptions, afterId: string | null, exclude: readonly string[]) {
  const { from, to, order, limit = maxLimit } = options;
  return query({
    'created_at.gte': from === undefined ? null : timestamp(from),
    'created_at.lt': to === undefined ? null : timestamp(to),
    order,
    'exclude_activity_types[]': exclude,
    after_id: afterId,
    limit,
  });
}

/** Deployments before June 2026 don't know the parameter, others might not know its value. */
function refusesExclusion(error: unknown): boolean {
  if (!(error instanceof AppError) || error.code !== 'BAD_REQUEST') return false;
  return String(error.extra.parameter).startsWith('exclude_activity_types');
}
