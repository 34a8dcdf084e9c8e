import { pageOf } from '../paging.ts';
import { invalidRequest, notFound } from '../problem.ts';
import { ALL_OPERATORS, range } from '../query.ts';
import { type Call, json, organizationFilter, type Route, reaches, userFilter, within } from '../route.ts';
import { zulu } from '../world/moments.ts';
import { lastCallAt, MESSAGES_PER_SESSION, sessionMessages } from '../world/session-transcript.ts';
import type { RemoteSession } from '../world/sessions.ts';
import { blockOf } from './blocks.ts';
import { MESSAGE_PARAMETERS, messagePage, sessionTruncation } from './session-paging.ts';
import { userWithoutAddress } from './user-record.ts';

const scope = 'read:compliance_user_data';

/** Compliance API, Remote sessions: newest first. A filter for users loses the sessions that agents own. */
export const remoteSessions: Route = {
  endpoint: '/v1/compliance/apps/sessions/remote',
  scope,
  remoteBudget: true,
  parameters: {
    'organization_ids[]': { kind: 'list', most: 500 },
    'user_ids[]': { kind: 'list', most: 10 },
    ...range('created_at', ALL_OPERATORS),
    page: { kind: 'text' },
    limit: { kind: 'integer', min: 1, max: 500 },
  },
  answer(call) {
    const { world, query, endpoint, now } = call;
    const [users, organizations] = [userFilter(call), organizationFilter(call)];
    const visible = world.remoteSessions
      .filter(
        (session) =>
          session.createdAt <= now &&
          reaches(call, session.organization) &&
          (!users || users.has(session.user)) &&
          (!organizations || organizations.has(session.organization)) &&
          within(call, 'created_at', session.createdAt),
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

export const remoteSessionMessages: Route = {
  endpoint: '/v1/compliance/apps/sessions/remote/{}/messages',
  scope,
  remoteBudget: true,
  parameters: MESSAGE_PARAMETERS,
  answer(call) {
    const { world, now } = call;
    const session = findSession(call);
    const truncation = sessionTruncation(call);
    const page = messagePage(call, sessionMessages(world.seed, 'remote', session, now));
    const { user, ...record } = sessionRecord(call, session);
    return json({
      // Nulls of the envelope: the list has what is missing here.
      session: {
        ...record,
        user: user && { ...user, email_address: null },
        started_by_user: null,
        claude_project_id: null,
      },
      data: page.items.map((message) => ({
        id: world.ids.tagged('remoteMessage', session.index * MESSAGES_PER_SESSION + message.position),
        role: message.role,
        created_at: zulu(message.at),
        content: message.pieces.map((piece) => blockOf(world, piece, truncation)),
        sent_by_user_id:
          session.user < 0 && message.role === 'user' ? world.people[session.startedBy]!.id : null,
        content_unavailable: message.provenance !== null,
      })),
      next_page: page.nextPage,
    });
  },
};

/** Pending sessions have no transcript yet. Malformed identifiers answer 400 with a text that is not published. */
function findSession(call: Call): RemoteSession {
  const { world, now } = call;
  const id = call.path[0]!;
  if (!/^cse_[A-Za-z0-9_-]+$/.test(id)) throw invalidRequest('Invalid remote session id.');
  const found = world.remoteSessions[world.ids.indexOf('remoteSession', id) ?? -1];
  const isThere =
    found && found.createdAt <= now && found.status !== 'pending' && reaches(call, found.organization);
  if (!isThere) throw notFound('Remote session not found.');
  return found;
}

function sessionRecord(call: Call, session: RemoteSession) {
  const { world, now } = call;
  const byAgent = session.user < 0;
  return {
    id: world.ids.tagged('remoteSession', session.index),
    organization_uuid: world.organizations[session.organization]!.uuid,
    user: byAgent ? null : userWithoutAddress(call, session.user),
    agent_id: byAgent ? world.ids.tagged('agent', session.index) : null,
    started_by_user: byAgent ? userWithoutAddress(call, session.startedBy) : null,
    status: session.status,
    created_at: zulu(session.createdAt),
    updated_at: zulu(lastCallAt(session, now)),
    product_surface: 'cowork_remote',
    claude_project_id: session.project < 0 ? null : world.ids.tagged('project', session.project),
  };
}
