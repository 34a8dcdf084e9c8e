import { blocksOf, type ContentBlock } from './blocks.ts';
import { type Fields, fieldsOf, name, text } from './fields.ts';
import { itemsOf, type ListOptions, type TokenPage, tokenStep, understood, walk } from './page.ts';
import { type Person, person } from './people.ts';
import { path, query } from './request.ts';
import { epochMs, timestamp } from './timestamps.ts';
import { transcriptQuery } from './transcript.ts';
import type { Transport } from './transport.ts';
import type { Unknowns } from './unknowns.ts';

/** A session on a person's machine: Cowork in Claude Desktop, Claude Code, Office, Chrome. */
export interface LocalSession {
  readonly id: string;
  readonly organizationUuid: string | null;
  /** The address is always null on the messages endpoint. */
  readonly user: Person | null;
  /** Such as `cowork` or `claude_code`; others pass through. */
  readonly productSurface: string | null;
  /** The earliest call that is still kept, so it moves on as calls age out. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** The session is so long that its messages stop early. */
  readonly truncated: boolean;
}

export interface LocalSessionMessage {
  readonly id: string;
  readonly role: string;
  /** Served the turn; null for turns that the provider could not verify. */
  readonly model: string | null;
  /** Shared by all messages of one call: the order given is the order. */
  readonly createdAt: number;
  readonly content: readonly ContentBlock[];
  /** Made by the provider in place of what it does not show, such as a system prompt: nobody wrote it. */
  readonly synthetic: boolean;
  /** Why a message comes without content, such as `retention_elapsed`; null when it has all of it. */
  readonly unavailable: string | null;
}

export interface LocalSessionMessagesPage extends TokenPage<LocalSessionMessage> {
  readonly session: LocalSession;
}

export interface LocalSessionsOptions extends ListOptions {
  /** Epoch ms, inclusive. */
  readonly updatedAtGte?: number | undefined;
}

export interface LocalSessionsApi {
  /**
   * Newest first. Up to 500 a page. A token older than a day may skip sessions.
   * @throws AppError FEATURE_UNAVAILABLE where the tenant has no such sessions, or not now: keep what is queued.
   */
  localSessions(options?: LocalSessionsOptions): AsyncGenerator<TokenPage<LocalSession>, void>;
  /** Oldest first. @throws AppError GONE, CURSOR_REJECTED when the walk took longer than a day. */
  localSessionMessages(
    sessionId: string,
    options?: ListOptions,
  ): AsyncGenerator<LocalSessionMessagesPage, void>;
}

const maxSessions = 500;

/** Compliance API, Local sessions. Needs `read:compliance_user_data`. */
export function localSessionsApi(transport: Transport, unknowns: Unknowns): LocalSessionsApi {
  return {
    localSessions: ({ page = null, limit = maxSessions, updatedAtGte } = {}) =>
      walk(page, async (token) => {
        const since = updatedAtGte === undefined ? null : timestamp(updatedAtGte);
        const parameters = query({ 'updated_at.gte': since, page: token, limit });
        const answer = await transport.json(path`/apps/sessions/local`, parameters);
        return tokenStep(
          answer,
          itemsOf(answer.body.data, sessionOf, unknowns, 'local session'),
          'next-page',
        );
      }),

    localSessionMessages: (sessionId, { page = null, limit } = {}) =>
      walk(page, async (token) => {
        const target = path`/apps/sessions/local/${sessionId}/messages`;
        const answer = await transport.json(target, transcriptQuery(token, limit));
        const session = understood(sessionOf(fieldsOf(answer.body.session) ?? {}), 'local session');
        const read = (entry: Fields) => messageOf(entry, unknowns);
        const step = tokenStep(answer, itemsOf(answer.body.data, read, unknowns, 'message'), 'next-page');
        return { ...step, page: { ...step.page, session } };
      }),
  };
}

function sessionOf(entry: Fields): LocalSession | null {
  const id = name(entry.id);
  const createdAt = epochMs(entry.created_at);
  if (id === null || createdAt === null) return null;
  return {
    id,
    organizationUuid: name(entry.organization_uuid),
    user: person(entry.user),
    productSurface: name(entry.product_surface),
    createdAt,
    updatedAt: epochMs(entry.updated_at) ?? createdAt,
    truncated: entry.truncated === true,
  };
}

function messageOf(entry: Fields, unknowns: Unknowns): LocalSessionMessage | null {
  const id = name(entry.id);
  const createdAt = epochMs(entry.created_at);
  if (id === null || createdAt === null) return null;
  const provenance = fieldsOf(entry.provenance) ?? {};
  const isUnavailable = provenance.type === 'content_unavailable';
  return {
    id,
    role: text(entry.role) ?? '',
    model: name(entry.model),
    createdAt,
    content: blocksOf(entry.content, unknowns),
    synthetic: provenance.type === 'synthetic_marker',
    unavailable: isUnavailable ? (name(provenance.reason) ?? 'unknown') : null,
  };
}
