import { pageOf } from '../paging.ts';
import type { Parameters } from '../query.ts';
import { type Answer, type Call, json } from '../route.ts';

export function pageParameters(most: number): Parameters {
  return { page: { kind: 'text' }, limit: { kind: 'integer', min: 1, max: most } };
}

/** A page of a list with `has_more` and `next_page`. */
export function pageAnswer<T>(
  call: Call,
  list: readonly T[],
  idOf: (item: T) => string,
  standard: number,
  shape: (item: T) => unknown,
): Answer {
  const { query, now, path, endpoint } = call;
  const limit = query.integer('limit') ?? standard;
  const binding = [endpoint, ...path].join(' ');
  const page = pageOf(list, idOf, { token: query.text('page'), limit, binding }, now);
  return json({ data: page.items.map(shape), has_more: page.nextPage !== null, next_page: page.nextPage });
}
