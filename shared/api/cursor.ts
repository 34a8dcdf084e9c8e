import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { PageKey } from '../ports/page.ts';

/** What a cursor belongs to: it opens for the same tenant, list and filters only. */
export interface CursorScope {
  readonly tenant: string;
  /** Operation id. */
  readonly list: string;
  /** The list's query without `limit` and `cursor`. */
  readonly filters: Readonly<Record<string, unknown>>;
}

/** A list position as text that the caller cannot alter or use elsewhere. */
export function sealCursor(secret: string, scope: CursorScope, position: PageKey): string {
  const payload = Buffer.from(JSON.stringify(position)).toString('base64url');
  return `${payload}.${signature(secret, scope, payload).toString('base64url')}`;
}

/** @throws AppError `invalid` INVALID_CURSOR where it was altered, or belongs to another tenant, list or filter. */
export function openCursor(secret: string, scope: CursorScope, cursor: string): PageKey {
  const [payload = '', given = '', ...rest] = cursor.split('.');
  const expected = signature(secret, scope, payload);
  const actual = Buffer.from(given, 'base64url');
  const genuine = actual.length === expected.length && timingSafeEqual(actual, expected);
  if (!genuine || rest.length > 0) {
    throw new AppError(
      'invalid',
      'INVALID_CURSOR',
      'The cursor does not belong to this list and these filters.',
    );
  }
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as PageKey;
}

function signature(secret: string, { tenant, list, filters }: CursorScope, payload: string): Buffer {
  const given = Object.entries(filters).filter(([, value]) => value !== undefined);
  const scope = JSON.stringify([tenant, list, given.sort(([a], [b]) => (a < b ? -1 : 1)), payload]);
  return createHmac('sha256', secret).update(scope).digest();
}
