import { cursorPage, decodeJson, refuseBothCursors } from '../paging.ts';
import { invalidRequest } from '../problem.ts';
import { ALL_OPERATORS, range } from '../query.ts';
import { type Call, json, organizationFilter, type Route, reaches, userFilter, within } from '../route.ts';
import { type ChatSortKey, chatOrder } from '../world/chat-order.ts';
import type { Chat } from '../world/chats.ts';
import { chatRecord } from './chat-record.ts';

/** Compliance API, Chats. Organization-wide without `user_ids[]`, which changes what may be combined. */
export const chats: Route = {
  endpoint: '/v1/compliance/apps/chats',
  scope: 'read:compliance_user_data',
  parameters: {
    'user_ids[]': { kind: 'list', most: 10 },
    'organization_ids[]': { kind: 'list' },
    'project_ids[]': { kind: 'list' },
    order_by: { kind: 'choice', values: ['created_at', 'updated_at'] },
    ...range('created_at', ALL_OPERATORS),
    ...range('updated_at', ALL_OPERATORS),
    after_id: { kind: 'text' },
    before_id: { kind: 'text' },
    limit: { kind: 'integer', min: 1, max: 1_000 },
  },
  answer(call) {
    const { query } = call;
    refuseCombinations(call);
    const sortKey = (query.text('order_by') ?? 'created_at') as ChatSortKey;
    const { list, times } = filtered(call, sortKey);
    const [after, before] = [query.text('after_id'), query.text('before_id')];
    refuseBothCursors(after, before);
    const placeOf = (cursor: string, name: string) => decodeCursor(call, cursor, name, sortKey);
    const at =
      after !== undefined
        ? { after: positionPast(list, times, placeOf(after, 'after_id'), call) }
        : before !== undefined
          ? { before: positionOf(list, times, placeOf(before, 'before_id'), call) }
          : undefined;
    const page = cursorPage(list, query.integer('limit') ?? 100, at);
    const cursor = (chat: Chat | undefined) =>
      chat && encodeCursor(call, chat, sortKey, times[list.indexOf(chat)]!);
    return json({
      data: page.items.map((chat) => chatRecord(call, chat)),
      has_more: page.hasMore,
      first_id: cursor(page.items[0]) ?? null,
      last_id: cursor(page.items.at(-1)) ?? null,
    });
  },
};

/** The texts of these refusals are not published. */
function refuseCombinations({ query, behaviour }: Call): void {
  const byUser = query.list('user_ids[]') !== undefined;
  const sortKey = query.text('order_by') ?? 'created_at';
  const refuse = (when: boolean, message: string) => {
    if (when) throw invalidRequest(message);
  };
  refuse(!byUser && query.list('project_ids[]') !== undefined, 'project_ids[] requires user_ids[]');
  refuse(!byUser && query.text('before_id') !== undefined, 'before_id requires user_ids[]');
  refuse(byUser && sortKey === 'updated_at', 'order_by=updated_at cannot be combined with user_ids[]');
  refuse(
    !byUser && sortKey === 'updated_at' && query.hasAny('created_at.'),
    'created_at filters require order_by=created_at',
  );
  refuse(
    !byUser && sortKey === 'created_at' && query.hasAny('updated_at.'),
    'updated_at filters require order_by=updated_at',
  );
  refuse(
    byUser && query.hasAny('updated_at.') && behaviour.userFilterWithUpdatedAt === 'refused',
    'updated_at filters cannot be combined with user_ids[]',
  );
}

function filtered(call: Call, sortKey: ChatSortKey): { list: readonly Chat[]; times: readonly number[] } {
  const { world, query, now, key } = call;
  const order = chatOrder(world, sortKey, now);
  const users = userFilter(call);
  const organizations = organizationFilter(call);
  const projects = query.list('project_ids[]')?.map((id) => world.ids.indexOf('project', id));
  const isFiltered =
    users ||
    organizations ||
    projects ||
    key.organization !== null ||
    query.hasAny('created_at.') ||
    query.hasAny('updated_at.');
  if (!isFiltered) return { list: order.chats, times: order.times };
  const byUpdate = query.hasAny('updated_at.');
  const kept = order.chats
    .map((chat, i) => ({ chat, time: order.times[i]! }))
    .filter(
      ({ chat, time }) =>
        reaches(call, chat.organization) &&
        (!users || users.has(chat.user)) &&
        (!organizations || organizations.has(chat.organization)) &&
        (!projects || projects.includes(chat.project)) &&
        within(call, 'created_at', chat.createdAt) &&
        (!byUpdate || within(call, 'updated_at', time)),
    );
  return { list: kept.map(({ chat }) => chat), times: kept.map(({ time }) => time) };
}

/** Bound to the sort key, as at the provider. */
function encodeCursor({ world }: Call, chat: Chat, sortKey: ChatSortKey, time: number): string {
  const t = new Date(time * 1000).toISOString().replace('.000Z', '+00:00');
  return Buffer.from(JSON.stringify({ k: sortKey, t, id: world.ids.uuid('chat', chat.index) })).toString(
    'base64url',
  );
}

interface Place {
  readonly time: number;
  readonly id: string;
}

function decodeCursor({ world }: Call, cursor: string, name: string, sortKey: ChatSortKey): Place {
  const { k, t, id } = (decodeJson(cursor) ?? {}) as { k?: unknown; t?: unknown; id?: unknown };
  const time = typeof t === 'string' ? Date.parse(t) / 1000 : Number.NaN;
  const index = typeof id === 'string' ? world.ids.indexOfUuid('chat', id) : undefined;
  if (k !== sortKey || Number.isNaN(time) || index === undefined) {
    throw invalidRequest(`Invalid pagination cursor for '${name}'`);
  }
  return { time, id: world.ids.tagged('chat', index) };
}

/** The first position that is not before a place. */
function positionOf(list: readonly Chat[], times: readonly number[], place: Place, { world }: Call): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const time = times[middle]!;
    const isBefore =
      time < place.time || (time === place.time && world.ids.tagged('chat', list[middle]!.index) < place.id);
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low;
}

function positionPast(list: readonly Chat[], times: readonly number[], place: Place, call: Call): number {
  const position = positionOf(list, times, place, call);
  const here = list[position];
  const isHere =
    here !== undefined &&
    times[position] === place.time &&
    call.world.ids.tagged('chat', here.index) === place.id;
  return isHere ? position + 1 : position;
}
