import { blocksOf, type ContentBlock } from './blocks.ts';
import { type Fields, fieldsOf, name, text } from './fields.ts';
import { itemsOf, type ListOptions, type TokenPage, tokenStep, understood, walk } from './page.ts';
import { type Person, person } from './people.ts';
import { path, query } from './request.ts';
import { epochMs, timestamp } from './timestamps.ts';
import { transcriptQuery } from './transcript.ts';
import type { Transport } from './transport.ts';
import type { Unknowns } from './unknowns.ts';

/** A Cowork session in Anthropic's cloud, started on the web or a phone. */
export interface RemoteSession {
  readonly id: string;
  readonly organizationUuid: string | null;
  /** Null where an agent owns the session. */
  readonly user: Person | null;
  readonly agentId: string | null;
  /** Who started an agent's run. */
  readonly startedBy: Person | null;
  /** Such as `active`; a `pending` session has no messages yet and answers GONE. */
  readonly status: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly productSurface: string | null;
  readonly projectId: string | null;
}

export interface RemoteSessionMessage {
  readonly id: string;
  readonly role: string;
  readonly createdAt: number;
  readonly content: readonly ContentBlock[];
  /** Set on what people wrote into sessions of agents. */
  readonly sentByUserId: string | null;
  readonly unavailable: boolean;
}

export interface RemoteSessionMessagesPage extends TokenPage<RemoteSessionMessage> {
  readonly session: RemoteSession;
}

export interface RemoteSessionsOptions extends ListOptions {
  /** Epoch ms, inclusive. There is no filter on the last change. */
  readonly createdAtGte?: number | undefined;
}

/** These endpoints share a second, smaller budget, whose 429 always says one second. */
export interface RemoteSessionsApi {
  /** Newest first. Up to 500 a page. Tokens are not for keeping. */
  remoteSessions(options?: RemoteSessionsOptions): AsyncGenerator<TokenPage<RemoteSession>, void>;
  /** In transcript order. @throws AppError GONE for sessions that are deleted or still pending. */
  remoteSessionMessages(
    sessionId: string,
    options?: ListOptions,
  ): AsyncGenerator<RemoteSessionMessagesPage, void>;
}

const maxSessions = 500;

/** Compliance API, Remote sessions. Needs `read:compliance_user_data`. */
export function remoteSessionsApi(transport: Transport, unknowns: Unknowns): RemoteSessionsApi {
  return {
    remoteSessions: ({ page = null, limit = maxSessions, createdAtGte } = {}) =>
      walk(page, async (token) => {
        const since = createdAtGte === undefined ? null : timestamp(createdAtGte);
        const parameters = query({ 'created_at.gte': since, page: token, limit });
        const answer = await transport.json(path`/apps/sessions/remote`, parameters);
        return tokenStep(
          answer,
          itemsOf(answer.body.data, sessionOf, unknowns, 'remote session'),
          'next-page',
        );
      }),

    remoteSessionMessages: (sessionId, { page = null, limit } = {}) =>
      walk(page, async (token) => {
        const target = path`/apps/sessions/remote/${sessionId}/messages`;
        const answer = await transport.json(target, transcriptQuery(token, limit));
        const session = understood(sessionOf(fieldsOf(answer.body.session) ?? {}), 'remote session');
        const read = (entry: Fields) => messageOf(entry, unknowns);
        const step = tokenStep(answer, itemsOf(answer.body.data, read, unknowns, 'message'), 'next-page');
        return { ...step, page: { ...step.page, session } };
      }),
  };
}

function sessionOf(entry: Fields): RemoteSession | null {
  const id = name(entry.id);
  const createdAt = epochMs(entry.created_at);
  if (id === null || createdAt === null) return null;
  return {
    id,
    organizationUuid: name(entry.organization_uuid),
    user: person(entry.user),
    agentId: name(entry.agent_id),
    startedBy: person(entry.started_by_user),
    status: text(entry.status) ?? '',
    createdAt,
    updatedAt: epochMs(entry.updated_at) ?? createdAt,
    productSurface: name(entry.product_surface),
    projectId: name(entry.claude_project_id),
  };
}

function messageOf(entry: Fields, unknowns: Unknowns): RemoteSessionMessage | null {
  const id = name(entry.id);
  const createdAt = epochMs(entry.created_at);
  if (id === null || createdAt === null) return null;
  return {
    id,
    role: text(entry.role) ?? '',
    createdAt,
    content: blocksOf(entry.content, unknowns),
    sentByUserId: name(entry.sent_by_user_id),
    unavailable: entry.content_unavailable === true,
  };
}
