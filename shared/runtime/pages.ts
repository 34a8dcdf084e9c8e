import { openCursor, sealCursor } from '../api/cursor.ts';
import type { Page, PageRequest } from '../ports/page.ts';

export interface PageDeps {
  /** The deployment's secret that signs cursors. */
  cursorSecret(): Promise<string>;
}

interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface AnsweredPage<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/**
 * One page of a list, with a cursor that opens for this tenant, list and filter only.
 * @param list operation id
 * @throws AppError INVALID_CURSOR.
 */
export async function answerPage<T, Shape>(
  deps: PageDeps,
  { tenant, list, query }: { tenant: string; list: string; query: PageQuery },
  fetchPage: (page: PageRequest) => Promise<Page<T>>,
  shape: (item: T) => Shape,
): Promise<AnsweredPage<Shape>> {
  const { limit, cursor, ...filters } = query;
  const scope = { tenant, list, filters };
  const secret = await deps.cursorSecret();
  const after = cursor === undefined ? null : openCursor(secret, scope, cursor);
  const { items, next } = await fetchPage({ limit, after });
  return { items: items.map(shape), nextCursor: next && sealCursor(secret, scope, next) };
}
