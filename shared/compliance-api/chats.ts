import { blocksOf, type ContentBlock } from './blocks.ts';
import { type Fields, name, text } from './fields.ts';
import { type CursorPage, cursorPage, itemsOf, understood, walk } from './page.ts';
import { type Person, person } from './people.ts';
import { type ArtifactRef, artifactRefs, type FileRef, fileRefs } from './references.ts';
import { path, query } from './request.ts';
import { epochMs, timestamp } from './timestamps.ts';
import type { Transport } from './transport.ts';
import type { Unknowns } from './unknowns.ts';

export interface Chat {
  readonly id: string;
  /** Empty once the user has deleted the chat. */
  readonly name: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** When the user deleted it: from then on it has no content, and there is nothing to fetch. */
  readonly deletedAt: number | null;
  readonly href: string | null;
  /** Selected for the chat now, not per message. */
  readonly model: string | null;
  readonly organizationUuid: string | null;
  readonly projectId: string | null;
  readonly user: Person | null;
}

export interface ChatMessage {
  readonly id: string;
  /** `user` or `assistant`; others pass through. */
  readonly role: string;
  readonly createdAt: number;
  readonly content: readonly ContentBlock[];
  /** Uploads and pasted text, as stored. */
  readonly files: readonly FileRef[];
  /** Made by the assistant; an id is that of a generated or of an uploaded file, told apart by its prefix. */
  readonly generatedFiles: readonly FileRef[];
  readonly artifacts: readonly ArtifactRef[];
}

export interface ChatMessagesPage extends CursorPage<ChatMessage> {
  readonly chat: Chat;
}

export interface ChatsOptions {
  /** A `lastId` that this method gave: such cursors are bound to its sort order. */
  readonly afterId?: string | null | undefined;
  /** Epoch ms, inclusive. */
  readonly updatedAtGte?: number | undefined;
  /** 1 to 1,000. */
  readonly limit?: number | undefined;
}

export interface ChatMessagesOptions {
  readonly afterId?: string | null | undefined;
  /** Messages sent at or after, epoch ms. */
  readonly createdAtGte?: number | undefined;
  /** 1 to 1,000. */
  readonly limit?: number | undefined;
}

export interface ChatsApi {
  /** The chats of the whole tenant, least recently changed first. A chat that changes comes again. */
  chats(options?: ChatsOptions): AsyncGenerator<CursorPage<Chat>, void>;
  /** Oldest first, with tool calls at full length. @throws AppError `not-found` GONE. */
  chatMessages(chatId: string, options?: ChatMessagesOptions): AsyncGenerator<ChatMessagesPage, void>;
}

const maxChats = 1_000;

/** Bounds an answer: without a limit the provider sends the whole chat. */
const messagesPerPage = 500;

/** No limit; the default cuts at 10,000 characters. */
const wholeText = -1;

/** Compliance API, Chats. Needs `read:compliance_user_data`. */
export function chatsApi(transport: Transport, unknowns: Unknowns): ChatsApi {
  return {
    chats: ({ afterId = null, updatedAtGte, limit = maxChats } = {}) =>
      walk(afterId, async (cursor) => {
        const parameters = query({
          order_by: 'updated_at',
          'updated_at.gte': updatedAtGte === undefined ? null : timestamp(updatedAtGte),
          after_id: cursor,
          limit,
        });
        const answer = await transport.json(path`/apps/chats`, parameters);
        const page = cursorPage(answer, itemsOf(answer.body.data, chatOf, unknowns, 'chat'));
        return { page, more: page.hasMore, next: page.lastId };
      }),

    chatMessages: (chatId, { afterId = null, createdAtGte, limit = messagesPerPage } = {}) =>
      walk(afterId, async (cursor) => {
        const parameters = query({
          'created_at.gte': createdAtGte === undefined ? null : timestamp(createdAtGte),
          after_id: cursor,
          limit,
          tool_use_input_max_chars: wholeText,
          tool_result_max_chars: wholeText,
        });
        const answer = await transport.json(path`/apps/chats/${chatId}/messages`, parameters);
        const read = (entry: Fields) => messageOf(entry, unknowns);
        const messages = itemsOf(answer.body.chat_messages, read, unknowns, 'message');
        const page = { ...cursorPage(answer, messages), chat: understood(chatOf(answer.body), 'chat') };
        return { page, more: page.hasMore, next: page.lastId };
      }),
  };
}

function chatOf(entry: Fields): Chat | null {
  const id = name(entry.id);
  const createdAt = epochMs(entry.created_at);
  if (id === null || createdAt === null) return null;
  return {
    id,
    name: text(entry.name) ?? '',
    createdAt,
    updatedAt: epochMs(entry.updated_at) ?? createdAt,
    deletedAt: epochMs(entry.deleted_at),
    href: name(entry.href),
    model: name(entry.model),
    organizationUuid: name(entry.organization_uuid),
    projectId: name(entry.project_id),
    user: person(entry.user),
  };
}

function messageOf(entry: Fields, unknowns: Unknowns): ChatMessage | null {
  const id = name(entry.id);
  const createdAt = epochMs(entry.created_at);
  if (id === null || createdAt === null) return null;
  return {
    id,
    role: text(entry.role) ?? '',
    createdAt,
    content: blocksOf(entry.content, unknowns),
    files: fileRefs(entry.files),
    generatedFiles: fileRefs(entry.generated_files),
    artifacts: artifactRefs(entry.artifacts),
  };
}
