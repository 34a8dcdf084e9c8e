import { pageOf } from '../paging.ts';
import { invalidRequest, notFound } from '../problem.ts';
import { range } from '../query.ts';
import { type Call, json, type Route, reaches, within } from '../route.ts';
import { zulu } from '../world/moments.ts';
import { lastCallAt, MESSAGES_PER_SESSION, sessionMessages } from '../world/session-transcript.ts';
import type { LocalSession } from '../world/sessions.ts';
import { blockOf } from './blocks.ts';
import { MESSAGE_PARAMETERS, messagePage, sessionTruncation } from './session-paging.ts';
import { userWithoutAddress } from './user-record.ts';

const scope = 'read:compliance_user_data';
const offsetRequired = { kind: 'time', offset: 'required' } as const;

/** Compliance API, Local sessions: newest first, neither `has_more` nor filters for people or products. */
export const localSessions: Route = {
  endpoint: '/v1/compliance/apps/sessions/local',
  scope,
  parameters: {
    ...range('created_at', ['gte', 'lt'], offsetRequired),
    ...range('updated_at', ['gte'], offsetRequired),
    page: { kind: 'text' },
    limit: { kind: 'integer', min: 1, max: 500 },
  },
  answer(call) {
    const { world, query, endpoint, now } = call;
    const [from, to] = [query.time('created_at.gte'), query.time('created_at.lt')];
    if (from !== undefined && to !== undefined && to <= from) {
      throw invalidRequest('created_at.lt must be strictly after created_at.gte.');
    }
    const visible = world.localSessions
      .filter(
        (session) =>
          session.createdAt <= now &&
          reaches(call, session.organization) &&
          within(call, 'created_at', session.createdAt) &&
          within(call, 'updated_at', lastCallAt(session, now)),
      )
      .toSorted((a, b) => b.createdAt - a.createdAt || a.index - b.index);
    const request = { token: query.text('page'), limit: query.integer('limit') ?? 100, binding: endpoint };
    const page = pageOf(visible, ({ index }) => String(index), request, now);
    return json({
      data: page.items.map((session) => sessionRecord(call, session)),
      next_page: page.nextPage,
    });
  },
};

export const localSession: Route = {
  endpoint: '/v1/compliance/apps/sessions/local/{}',
  scope,
  parameters: {},
  answer: (call) => json(sessionRecord(call, findSession(call))),
};

export const localSessionMessages: Route = {
  endpoint: '/v1/compliance/apps/sessions/local/{}/messages',
  scope,
  parameters: MESSAGE_PARAMETERS,
  answer(call) {
    const { world, now } = call;
    const session = findSession(call);
    const truncation = sessionTruncation(call);
    const page = messagePage(call, sessionMessages(world.seed, 'local', session, now));
    const { user, ...record } = sessionRecord(call, session);
    return json({
      // The e-mail address is always null here.
      session: { ...record, user: { ...user, email_address: null } },
      data: page.items.map((message) => ({
        type: 'compliance_local_session_message',
        id: world.ids.tagged('localMessage', session.index * MESSAGES_PER_SESSION + message.position),
        role: message.role,
        model: message.role === 'assistant' && message.provenance === null ? session.model : null,
        created_at: zulu(message.at),
        provenance: message.provenance,
        content: message.pieces.map((piece) => blockOf(world, piece, truncation)),
      })),
      next_page: page.nextPage,
    });
  },
};

/** Malformed identifiers answer 400 with a text that is not published. */
function findSession(call: Call): LocalSession {
  const { world, now } = call;
  const id = call.path[0]!;
  if (!/^clls_[A-Za-z0-9_-]+$/.test(id)) throw invalidRequest('Invalid local session id.');
  const found = world.localSessions[world.ids.indexOf('localSession', id) ?? -1];
  if (!found || found.createdAt > now || !reaches(call, found.organization))
    throw notFound('Local session not found.');
  return found;
}

function sessionRecord({ world, now }: Call, session: LocalSession) {
  return {
    type: 'compliance_local_session',
    id: world.ids.tagged('localSession', session.index),
    organization_uuid: world.organizations[session.organization]!.uuid,
    workspace_id:
      session.surface === 'claude_code' ? world.ids.tagged('workspace', session.organization) : null,
    user: userWithoutAddress({ world, now }, session.user),
    product_surface: session.surface,
    created_at: zulu(session.createdAt),
    updated_at: zulu(lastCallAt(session, now)),
    truncated: false,
  };
}
