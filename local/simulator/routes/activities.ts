import { ACTIVITY_TYPES, TYPE_NAMES, typeNumber } from '../activity-types.ts';
import { decodeJson, refuseBothCursors } from '../paging.ts';
import { invalidRequest } from '../problem.ts';
import { ALL_OPERATORS, range } from '../query.ts';
import { type Call, json, organizationFilter, type Route } from '../route.ts';
import { ACTOR, NONE } from '../world/activities.ts';
import { fraction, mix } from '../world/random.ts';
import { activityRecord } from './activity-record.ts';

/** Compliance API, Activity Feed. */
export const activities: Route = {
  endpoint: '/v1/compliance/activities',
  scope: 'read:compliance_activities',
  parameters: {
    'activity_types[]': { kind: 'list', permitted: ACTIVITY_TYPES },
    'exclude_activity_types[]': { kind: 'list', permitted: ACTIVITY_TYPES },
    'actor_ids[]': { kind: 'list' },
    'user_ids[]': { kind: 'list' },
    'organization_ids[]': { kind: 'list' },
    ...range('created_at', ALL_OPERATORS),
    order: { kind: 'choice', values: ['asc', 'desc'] },
    after_id: { kind: 'text' },
    before_id: { kind: 'text' },
    limit: { kind: 'integer', min: 1, max: 5_000 },
  },
  answer(call) {
    const { feed, behaviour, query } = call;
    const limit = query.integer('limit') ?? 100;
    const descending = query.text('order') !== 'asc';
    const [after, before] = [query.text('after_id'), query.text('before_id')];
    refuseBothCursors(after, before);
    const cursor = after ?? before;
    // A page before a cursor is collected from the cursor outwards and then turned round.
    const down = descending === (before === undefined);
    const { from, to } = bounds(call);
    const at = cursor === undefined ? undefined : positionOf(call, cursor);
    const span = down
      ? { from, to: Math.min(to, at ?? to) }
      : { from: Math.max(from, (at ?? from - 1) + 1), to };
    const positions = collect(call, { ...span, down }, limit + 1);
    const page = positions.slice(0, limit);
    if (before !== undefined) page.reverse();
    const everything = withDuplicates(call, page);
    const delivered = before === undefined ? everything.slice(0, limit) : everything.slice(-limit);
    const data = delivered.map((position) => activityRecord(feed, position, behaviour));
    const cursorOf = (position: number | undefined) =>
      position === undefined ? null : encodeCursor(call, position);
    return json({
      data,
      has_more: positions.length > limit || everything.length > limit,
      first_id: cursorOf(delivered[0]),
      last_id: cursorOf(delivered.at(-1)),
    });
  },
};

/** Positions within the time filters, `to` exclusive. */
function bounds({ feed, query }: Call): { from: number; to: number } {
  const [gt, gte, lt, lte] = ALL_OPERATORS.map((operator) => query.time(`created_at.${operator}`));
  // Entries have whole seconds, bounds may have fractions.
  const from = Math.max(
    gte === undefined ? 0 : feed.firstAt(Math.ceil(gte / 1000)),
    gt === undefined ? 0 : feed.firstAt(Math.floor(gt / 1000) + 1),
  );
  const to = Math.min(
    lt === undefined ? feed.length() : feed.firstAt(Math.ceil(lt / 1000)),
    lte === undefined ? feed.length() : feed.firstAt(Math.floor(lte / 1000) + 1),
  );
  return { from, to };
}

function collect(
  call: Call,
  { from, to, down }: { from: number; to: number; down: boolean },
  most: number,
): number[] {
  const wanted = filterOf(call);
  const found: number[] = [];
  if (down) {
    for (let position = to - 1; position >= from && found.length < most; position--) {
      if (wanted(position)) found.push(position);
    }
  } else {
    for (let position = from; position < to && found.length < most; position++) {
      if (wanted(position)) found.push(position);
    }
  }
  return found;
}

function filterOf(call: Call): (position: number) => boolean {
  const { feed, key, now, unindexedSince, behaviour, world } = call;
  const types = typeFilter(call);
  const users = actorFilter(call);
  const organizations = organizationFilter(call);
  const { length, actorKind, actor, organization } = world.activities;
  return (position) => {
    if (!types[feed.type(position)] || !feed.isIndexed(position, now)) return false;
    if (feed.time(position) >= unindexedSince) return false;
    const isHistory = position < length;
    const where = isHistory ? organization[position]! : NONE;
    // A restricted key sees its organization alone; entries of no organization are the parent's.
    if (key.organization !== null && where !== key.organization) return false;
    if (
      organizations &&
      !organizations.has(where) &&
      (where !== NONE || behaviour.organizationFilterDropsOthers)
    )
      return false;
    if (!users) return true;
    return isHistory && actorKind[position]! <= ACTOR.background && users.has(actor[position]!);
  };
}

function typeFilter({ query }: Call): Uint8Array {
  const only = query.list('activity_types[]');
  const except = query.list('exclude_activity_types[]');
  if (only && except)
    throw invalidRequest('activity_types[] and exclude_activity_types[] cannot be combined');
  const wanted = new Uint8Array(TYPE_NAMES.length).fill(only ? 0 : 1);
  for (const name of only ?? []) wanted[typeNumber(name)] = 1;
  for (const name of except ?? []) wanted[typeNumber(name)] = 0;
  return wanted;
}

/** `user_ids[]` is an alias of `actor_ids[]`; both together are merged. */
function actorFilter({ query, world }: Call): ReadonlySet<number> | undefined {
  const named = [...(query.list('actor_ids[]') ?? []), ...(query.list('user_ids[]') ?? [])];
  if (named.length === 0) return undefined;
  return new Set(named.map((id) => world.ids.indexOf('user', id)).filter((index) => index !== undefined));
}

function encodeCursor({ feed, behaviour, world }: Call, position: number): string {
  const id = world.ids.activity(feed.time(position), position);
  if (behaviour.activityCursors === 'id') return id;
  return Buffer.from(JSON.stringify({ activity_id: id })).toString('base64');
}

/** The service accepts a cursor that it issued and a well-formed raw identifier. */
function positionOf({ world, feed }: Call, cursor: string): number {
  const decoded = cursor.startsWith('activity_')
    ? cursor
    : (decodeJson(cursor) as { activity_id?: unknown } | undefined)?.activity_id;
  const place = typeof decoded === 'string' ? world.ids.activityPosition(decoded) : undefined;
  if (!place) throw invalidRequest(`Invalid activity_id format: '${cursor}'`);
  const isKnown = place.rank < feed.length() && feed.time(place.rank) === place.seconds;
  return isKnown ? place.rank : feed.firstAt(place.seconds) - 1;
}

/** At-least-once delivery: some entries come twice in a row. */
function withDuplicates({ behaviour, world }: Call, page: readonly number[]): readonly number[] {
  if (behaviour.duplicates === 0) return page;
  const twice = (position: number) => fraction(mix(world.seed ^ 0xd0b1, position)) < behaviour.duplicates;
  return page.flatMap((position) => (twice(position) ? [position, position] : [position]));
}
