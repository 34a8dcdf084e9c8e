import type { Behaviour } from './behaviour.ts';
import type { Feed } from './feed.ts';
import type { Key } from './keys.ts';
import type { Parameters, Query } from './query.ts';
import type { World } from './world/world.ts';

/** A request that passed every check which needs no data. */
export interface Call {
  readonly world: World;
  readonly feed: Feed;
  readonly key: Key;
  readonly behaviour: Behaviour;
  readonly query: Query;
  readonly endpoint: string;
  /** What stands in the places of the path, in order. */
  readonly path: readonly string[];
  /** Epoch seconds. */
  readonly now: number;
  /** Nothing since this time, epoch seconds, is in the feed yet. */
  readonly unindexedSince: number;
  /** Keys of the parent, for the settings. */
  readonly keys: readonly Key[];
}

/** A file to stream. */
export interface Download {
  readonly filename: string | null;
  readonly mimeType: string | null;
  /** Hex. */
  readonly md5: string;
  readonly chunks: Iterable<Buffer>;
}

export type Answer = { readonly json: unknown } | { readonly download: Download };

export interface Route {
  /** `/v1/compliance/apps/chats/{}/messages`; a pair of braces stands for one identifier. */
  readonly endpoint: string;
  readonly scope: string;
  readonly parameters: Parameters;
  /** Counted against the budget of remote sessions as well. */
  readonly remoteBudget?: boolean;
  answer(call: Call): Answer;
}

export interface MatchedRoute {
  readonly route: Route;
  /** The identifiers of the path, decoded. */
  readonly path: readonly string[];
}

export const json = (value: unknown): Answer => ({ json: value });

/** Whether the key reaches an organization, by its position. */
export function reaches({ key }: Call, organization: number): boolean {
  return key.organization === null || key.organization === organization;
}

/** The organizations that a filter names, in either form; undefined when there is no filter. */
export function organizationFilter({ world, query }: Call): ReadonlySet<number> | undefined {
  const named = query.list('organization_ids[]');
  if (!named) return undefined;
  return new Set(
    world.organizations
      .filter(({ id, uuid }) => named.includes(id) || named.includes(uuid))
      .map(({ index }) => index),
  );
}

/** The people that a filter names. */
export function userFilter(
  { world, query }: Call,
  parameter = 'user_ids[]',
): ReadonlySet<number> | undefined {
  const named = query.list(parameter);
  if (!named) return undefined;
  return new Set(named.map((id) => world.ids.indexOf('user', id)).filter((index) => index !== undefined));
}

/** Whether an instant in epoch seconds lies within `field.gt`, `.gte`, `.lt` and `.lte`. */
export function within({ query }: Call, field: string, seconds: number): boolean {
  const at = seconds * 1000;
  const [gt, gte, lt, lte] = ['gt', 'gte', 'lt', 'lte'].map((operator) => query.time(`${field}.${operator}`));
  return (
    (gt === undefined || at > gt) &&
    (gte === undefined || at >= gte) &&
    (lt === undefined || at < lt) &&
    (lte === undefined || at <= lte)
  );
}

/** Member lists hold an e-mail address until its owner leaves. */
export function isPresent(
  { joinedAt, leftAt }: { readonly joinedAt: number; readonly leftAt: number | null },
  now: number,
): boolean {
  return joinedAt <= now && (leftAt === null || leftAt > now);
}
