import { cursorPage, decodeJson, refuseBothCursors } from '../paging.ts';
import { invalidRequest, notFound } from '../problem.ts';
import { ALL_OPERATORS, range } from '../query.ts';
import { type Call, json, type Route, reaches, within } from '../route.ts';
import { type Chat, isDeleted } from '../world/chats.ts';
import { zulu } from '../world/moments.ts';
import { type ChatMessage, MESSAGES_PER_CHAT, messagesOf } from '../world/transcript.ts';
import { blockOf, type Truncation } from './blocks.ts';
import { chatRecord } from './chat-record.ts';
import { artifactRefs, fileRefs, generatedRefs } from './references.ts';

/** Compliance API, Chat messages: the whole chat in one answer when no limit is sent. */
export const messages: Route = {
  endpoint: '/v1/compliance/apps/chats/{}/messages',
  scope: 'read:compliance_user_data',
  parameters: {
    limit: { kind: 'integer', min: 1, max: 1_000 },
    after_id: { kind: 'text' },
    before_id: { kind: 'text' },
    order: { kind: 'choice', values: ['asc', 'desc'] },
    ...range('created_at', ALL_OPERATORS),
    ...range('updated_at', ALL_OPERATORS),
    tool_use_input_max_chars: { kind: 'integer', min: -1 },
    tool_result_max_chars: { kind: 'integer', min: -1 },
  },
  answer(call) {
    const { world, query } = call;
    const chat = findChat(call, call.path[0]!);
    const all = visibleMessages(call, chat);
    if (query.text('order') === 'desc') all.reverse();
    const page = cursorPage(all, query.integer('limit') ?? all.length, cursorOf(call, chat, all));
    const encode = (message: ChatMessage | undefined) =>
      message ? encodeCursor(world.ids.uuid('message', messageIndex(chat, message))) : null;
    return json({
      ...chatRecord(call, chat),
      chat_messages: page.items.map((message) => messageRecord(call, chat, message)),
      has_more: page.hasMore,
      first_id: encode(page.items[0]),
      last_id: encode(page.items.at(-1)),
    });
  },
};

export function findChat(call: Call, id: string): Chat {
  const index = call.world.ids.indexOf('chat', id);
  const chat = index === undefined ? undefined : call.world.chats[index];
  if (!chat || chat.createdAt > call.now || !reaches(call, chat.organization)) {
    throw notFound(`Chat conversation not found: '${id}'`);
  }
  return chat;
}

export function messageIndex(chat: Chat, { position }: { readonly position: number }): number {
  return chat.index * MESSAGES_PER_CHAT + position;
}

function visibleMessages(call: Call, chat: Chat): ChatMessage[] {
  const { world, now, behaviour } = call;
  if (isDeleted(chat, now) && behaviour.deletedChatMessages === 'absent') return [];
  return messagesOf(world.seed, chat, now).filter(
    ({ at }) => within(call, 'created_at', at) && within(call, 'updated_at', at),
  );
}

/** Nothing is left of a message once the user deleted the chat. */
function messageRecord(call: Call, chat: Chat, message: ChatMessage) {
  const { world, now, query } = call;
  const deleted = isDeleted(chat, now);
  const truncation: Truncation = {
    unit: 'characters',
    toolUse: query.integer('tool_use_input_max_chars') ?? 10_000,
    toolResult: query.integer('tool_result_max_chars') ?? 10_000,
  };
  const isAnswer = message.role === 'assistant';
  return {
    id: world.ids.tagged('message', messageIndex(chat, message)),
    role: message.role,
    created_at: zulu(message.at),
    content: deleted ? [] : message.pieces.map((piece) => blockOf(world, piece, truncation)),
    files: deleted || isAnswer ? null : fileRefs(call, chat, message.turn),
    generated_files: deleted || !isAnswer ? null : generatedRefs(call, chat, message.turn),
    artifacts: deleted || !isAnswer ? null : artifactRefs(call, chat, message.turn),
  };
}

function encodeCursor(uuid: string): string {
  return Buffer.from(JSON.stringify({ msg_uuid: uuid })).toString('base64');
}

function cursorOf({ query, world }: Call, chat: Chat, all: readonly ChatMessage[]) {
  const [after, before] = [query.text('after_id'), query.text('before_id')];
  refuseBothCursors(after, before);
  const cursor = after ?? before;
  if (cursor === undefined) return undefined;
  const { msg_uuid: uuid } = (decodeJson(cursor) ?? {}) as { msg_uuid?: unknown };
  const index = typeof uuid === 'string' ? world.ids.indexOfUuid('message', uuid) : undefined;
  const position = all.findIndex((message) => messageIndex(chat, message) === index);
  if (index === undefined || position < 0) {
    throw invalidRequest(`Invalid pagination cursor for '${after === undefined ? 'before_id' : 'after_id'}'`);
  }
  return after === undefined ? { before: position } : { after: position + 1 };
}
