import { NONE } from './activities.ts';

export const MODELS = ['claude-opus-5-5', 'claude-sonnet-5', 'claude-haiku-5', 'claude-opus-5'] as const;

/** A conversation as numbers; its words are written when they are asked for. Times are epoch seconds, 0 for never. */
export interface Chat {
  readonly index: number;
  readonly user: number;
  readonly organization: number;
  readonly createdAt: number;
  /** Position in `CLIENTS` of the client that started it; `NONE` when that was before recording began. */
  readonly client: number;
  /** Position in `MODELS`, `NONE` on legacy chats. */
  readonly model: number;
  readonly project: number;
  /** Messages of the user, each with one answer, one every `pace` seconds from `createdAt` on. */
  readonly turns: number;
  readonly pace: number;
  /** Taken up again later, at most once. */
  continuedAt: number;
  continuedTurns: number;
  deletedAt: number;
}

export function turnsOf(chat: Chat): number {
  return chat.turns + chat.continuedTurns;
}

/** When the user sent the message of a turn. */
export function askedAt(chat: Chat, turn: number): number {
  if (turn < chat.turns) return chat.createdAt + turn * chat.pace;
  return chat.continuedAt + (turn - chat.turns) * chat.pace;
}

/** When the answer of a turn was complete. */
export function answeredAt(chat: Chat, turn: number): number {
  return askedAt(chat, turn) + 12;
}

/** Turns whose message was sent by then; all of them once the clock is past the world's end. */
export function turnsAsOf(chat: Chat, now: number): number {
  const count = (from: number, turns: number) =>
    now < from ? 0 : Math.min(turns, Math.floor((now - from) / chat.pace) + 1);
  return (
    count(chat.createdAt, chat.turns) +
    (chat.continuedAt === 0 ? 0 : count(chat.continuedAt, chat.continuedTurns))
  );
}

/** Moves with each message and with the deletion by its user (Compliance API, Chats). */
export function updatedAt(chat: Chat, now: number): number {
  if (isDeleted(chat, now)) return chat.deletedAt;
  const turns = turnsAsOf(chat, now);
  if (turns === 0) return chat.createdAt;
  return Math.min(now, answeredAt(chat, turns - 1));
}

export function isDeleted(chat: Chat, now: number): boolean {
  return chat.deletedAt !== 0 && chat.deletedAt <= now;
}

export function modelOf(chat: Chat): string | null {
  return chat.model === NONE ? null : MODELS[chat.model]!;
}
