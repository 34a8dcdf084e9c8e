import type { Page, PageKey, PageRequest } from '../../../shared/ports/page.ts';

/** One page of a sorted list; a position is the sort key of the last entry that was given. */
export function pageOf<T>(
  sorted: readonly T[],
  position: (entry: T) => PageKey,
  isAfter: (entry: T, after: PageKey) => boolean,
  { limit, after }: PageRequest,
): Page<T> {
  const rest = after ? sorted.filter((entry) => isAfter(entry, after)) : sorted;
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last && rest.length > items.length ? position(last) : null };
}

/** A page of a list that is sorted by one unique text, newest (greatest) first. */
export const newestFirst = <T>(list: readonly T[], key: (entry: T) => string, page: PageRequest): Page<T> =>
  pageOf(
    [...list].sort((a, b) => (key(a) < key(b) ? 1 : -1)),
    (entry) => ({ key: key(entry) }),
    (entry, after) => key(entry) < String(after.key),
    page,
  );
