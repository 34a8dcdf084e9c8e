import { invalidRequest } from './problem.ts';

/** A page of a list with page tokens (Compliance API, Pagination). */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextPage: string | null;
}

export interface PageRequest {
  readonly token: string | undefined;
  readonly limit: number;
  /** What the token is bound to: the endpoint, and what it lists. */
  readonly binding: string;
}

interface Token {
  readonly binding: string;
  /** Identifier of the last item that was delivered. */
  readonly after: string;
  /** When the walk began, epoch seconds. */
  readonly since: number;
}

/** Only the text of local sessions is published; the other endpoints answer the same here. */
const INVALID = 'The page parameter is not a valid cursor for this request.';

/** One page; a token names the item it continues after, so that new items don't shift a walk. */
export function pageOf<T>(
  list: readonly T[],
  idOf: (item: T) => string,
  request: PageRequest,
  now: number,
): Page<T> {
  const token = request.token === undefined ? undefined : decodeToken(request.token, request.binding);
  const start = token ? list.findIndex((item) => idOf(item) === token.after) + 1 : 0;
  if (token && start === 0) throw invalidRequest(INVALID);
  const items = list.slice(start, start + request.limit);
  const more = start + items.length < list.length;
  const next = () =>
    encodeToken({ binding: request.binding, after: idOf(items.at(-1)!), since: token?.since ?? now });
  return { items, nextPage: more ? next() : null };
}

/** When the walk behind a token began, epoch seconds. */
export function walkBeganAt(token: string, binding: string): number {
  return decodeToken(token, binding).since;
}

function encodeToken(token: Token): string {
  return `page_${Buffer.from(JSON.stringify(token)).toString('base64url')}`;
}

function decodeToken(text: string, binding: string): Token {
  const token = text.startsWith('page_') ? decodeJson(text.slice(5)) : undefined;
  if (!isToken(token) || token.binding !== binding) throw invalidRequest(INVALID);
  return token;
}

function isToken(value: unknown): value is Token {
  const token = value as Partial<Token> | undefined;
  return (
    typeof token?.binding === 'string' && typeof token.after === 'string' && typeof token.since === 'number'
  );
}

/** The object behind base64 JSON, or undefined. */
export function decodeJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A page of a list with `after_id` and `before_id`. */
export interface CursorPage<T> {
  readonly items: readonly T[];
  readonly hasMore: boolean;
}

/**
 * A page of a list in result order. `after` and `before` are positions: the first position past the cursor, and the
 * position of the cursor itself. A page before a cursor is adjacent to it, and `hasMore` looks in the direction walked.
 */
export function cursorPage<T>(
  list: readonly T[],
  limit: number,
  cursor: { readonly after: number } | { readonly before: number } | undefined,
): CursorPage<T> {
  if (cursor && 'before' in cursor) {
    const start = Math.max(0, cursor.before - limit);
    return { items: list.slice(start, cursor.before), hasMore: start > 0 };
  }
  const start = cursor?.after ?? 0;
  return { items: list.slice(start, start + limit), hasMore: start + limit < list.length };
}

/** Not documented: both cursors at once. */
export function refuseBothCursors(after: string | undefined, before: string | undefined): void {
  if (after !== undefined && before !== undefined)
    throw invalidRequest('Only one of after_id and before_id can be set');
}
