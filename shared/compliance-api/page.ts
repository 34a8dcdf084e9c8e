import { AppError } from '../errors.ts';
import { type Fields, fieldsOf, name } from './fields.ts';
import type { AnswerSource, JsonAnswer } from './transport.ts';
import type { Unknowns } from './unknowns.ts';

/** A page of the feed, of chats or of a chat's messages. */
export interface CursorPage<T> extends AnswerSource {
  readonly items: readonly T[];
  /** Cursors of the first and last item in the order asked for; null on an empty page: keep the old cursor then. */
  readonly firstId: string | null;
  readonly lastId: string | null;
  /** In the direction of the walk. The only sign of the end: a short page is none. */
  readonly hasMore: boolean;
}

/** A page of any other list. */
export interface TokenPage<T> extends AnswerSource {
  readonly items: readonly T[];
  /** Null at the end; pages may be short or empty before it. */
  readonly nextPage: string | null;
}

export interface ListOptions {
  /** A `nextPage` of the same list. */
  readonly page?: string | null | undefined;
  readonly limit?: number | undefined;
}

/** Most lists end with `has_more: false`; those of sessions and code artifacts end by having no next page. */
export type EndSign = 'has-more' | 'next-page';

/** A page and how the walk goes on from it. */
export interface Step<P> {
  readonly page: P;
  readonly more: boolean;
  readonly next: string | null;
}

/** Reads the entries of a list; those that make no sense are counted and left out. */
export function itemsOf<T>(
  value: unknown,
  read: (entry: Fields) => T | null,
  unknowns: Unknowns,
  what: string,
): T[] {
  if (!Array.isArray(value)) {
    throw new AppError('contract', 'BAD_ANSWER', `The answer holds no list of ${what} entries`);
  }
  const items: T[] = [];
  for (const entry of value) {
    const fields = fieldsOf(entry);
    const item = fields && read(fields);
    if (item === null) unknowns.add('malformed', what);
    else items.push(item);
  }
  return items;
}

/** @throws AppError `contract` BAD_ANSWER where an answer that must describe one thing makes no sense. */
export function understood<T>(value: T | null, what: string): T {
  if (value === null) throw new AppError('contract', 'BAD_ANSWER', `The answer describes no ${what}`);
  return value;
}

export function cursorPage<T>(
  { body, requestId, providerTime }: JsonAnswer,
  items: readonly T[],
): CursorPage<T> {
  return {
    items,
    firstId: name(body.first_id),
    lastId: name(body.last_id),
    hasMore: body.has_more === true,
    requestId,
    providerTime,
  };
}

export function tokenStep<T>(answer: JsonAnswer, items: readonly T[], end: EndSign): Step<TokenPage<T>> {
  const { body, requestId, providerTime } = answer;
  const next = name(body.next_page);
  const more = end === 'has-more' ? body.has_more === true : next !== null;
  return { page: { items, nextPage: more ? next : null, requestId, providerTime }, more, next };
}

/**
 * All pages from a cursor or token on, null for the beginning. A page that claims more without leading anywhere new
 * is asked for once again; then the walk fails instead of going round in circles.
 * @throws AppError `contract` BAD_ANSWER for such a page.
 */
export async function* walk<P>(
  from: string | null,
  fetchStep: (token: string | null) => Promise<Step<P>>,
): AsyncGenerator<P, void> {
  const sent = new Set<string | null>([null]);
  for (let token = from; ; ) {
    sent.add(token);
    let step = await fetchStep(token);
    if (leadsNowhere(step, sent)) step = await fetchStep(token);
    if (leadsNowhere(step, sent)) {
      throw new AppError(
        'contract',
        'BAD_ANSWER',
        'The provider promises more pages but names none that is new',
      );
    }
    yield step.page;
    if (!step.more) return;
    token = step.next;
  }
}

function leadsNowhere<P>({ more, next }: Step<P>, sent: ReadonlySet<string | null>): boolean {
  return more && sent.has(next);
}

/** The first page of a walk, for probes; nothing more is fetched. */
export async function firstPage<P>(pages: AsyncIterable<P>): Promise<P | null> {
  for await (const page of pages) return page;
  return null;
}
