import { type Chat, updatedAt } from './chats.ts';
import type { World } from './world.ts';

export type ChatSortKey = 'created_at' | 'updated_at';

/** Chats in the order of the list as of an instant: by the sort key, ties by identifier. */
export interface ChatOrder {
  readonly chats: readonly Chat[];
  /** The sort key of each of them, epoch seconds. */
  readonly times: readonly number[];
}

interface Remembered {
  readonly asOf: number;
  readonly order: ChatOrder;
}

const remembered = new WeakMap<World, Partial<Record<ChatSortKey, Remembered>>>();

/** Past its end a world changes no more, so that one order serves every clock. */
export function chatOrder(world: World, sortKey: ChatSortKey, now: number): ChatOrder {
  const asOf = Math.min(now, world.endsAt);
  const known = remembered.get(world)?.[sortKey];
  if (known?.asOf === asOf) return known.order;
  const order = sorted(world, sortKey, asOf);
  remembered.set(world, { ...remembered.get(world), [sortKey]: { asOf, order } });
  return order;
}

function sorted(world: World, sortKey: ChatSortKey, asOf: number): ChatOrder {
  const visible = world.chats.filter((chat) => chat.createdAt <= asOf);
  const timed = visible.map((chat) => ({
    chat,
    time: sortKey === 'created_at' ? chat.createdAt : updatedAt(chat, asOf),
  }));
  timed.sort((a, b) => a.time - b.time || compareIds(world, a.chat, b.chat));
  return { chats: timed.map(({ chat }) => chat), times: timed.map(({ time }) => time) };
}

function compareIds({ ids }: World, a: Chat, b: Chat): number {
  return ids.tagged('chat', a.index) < ids.tagged('chat', b.index) ? -1 : 1;
}
