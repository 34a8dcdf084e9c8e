import { ACTOR, type ActorName, NONE } from './activities.ts';
import { clientPosition } from './clients.ts';
import { MINUTE } from './moments.ts';
import type { Person } from './people.ts';
import { type Random, random, seedOf } from './random.ts';
import { presentUntil, record, type Timeline } from './timeline.ts';
import { clientAt } from './visit.ts';

/** Everything in the feed that is nobody's use of Claude, with how often it comes. */
const KINDS: readonly {
  readonly actor: ActorName;
  readonly share: number;
  readonly types: readonly string[];
}[] = [
  { actor: 'api_actor', share: 46, types: ['compliance_api_accessed'] },
  { actor: 'api_actor', share: 4, types: ['platform_file_uploaded', 'platform_file_content_downloaded'] },
  { actor: 'scim_directory_sync_actor', share: 10, types: ['scim_user_updated', 'scim_user_created'] },
  {
    actor: 'person',
    share: 10,
    types: ['claude_user_role_updated', 'org_user_viewed', 'org_users_listed', 'group_list_viewed'],
  },
  {
    actor: 'background',
    share: 8,
    types: ['claude_chat_updated', 'claude_project_viewed', 'claude_user_settings_updated'],
  },
  {
    actor: 'system_actor',
    share: 5,
    types: ['org_directory_resync_completed', 'claude_skill_security_scan_completed'],
  },
  {
    actor: 'service_account_actor',
    share: 5,
    types: ['platform_agent_session_created', 'platform_memory_updated'],
  },
  {
    actor: 'admin_api_key_actor',
    share: 4,
    types: ['platform_workspace_members_listed', 'org_users_listed'],
  },
  {
    actor: 'unauthenticated_user_actor',
    share: 3,
    types: ['sso_login_failed', 'magic_link_login_initiated'],
  },
  { actor: 'anthropic_actor', share: 2, types: ['org_sso_toggled', 'org_data_export_completed'] },
  { actor: 'federated_identity_actor', share: 1, types: ['platform_federated_authentication'] },
  { actor: 'federated_actor', share: 1, types: ['platform_agent_session_created'] },
  { actor: 'attested_device_actor', share: 1, types: ['platform_app_attest_authentication'] },
];

const TABLE = KINDS.flatMap((kind) => Array<(typeof KINDS)[number]>(kind.share).fill(kind));

/** Fills the feed up to its size with what is not use, and lets people leave. */
export function background(line: Timeline): void {
  const draw = random(seedOf(line.seed, 'background'));
  for (const person of line.people) if (person.leftAt !== null) leave(line, draw, person, person.leftAt);
  lastMinutes(line, draw);
  while (line.log.length() < line.size.activities) {
    const kind = draw.pick(TABLE);
    const type = draw.pick(kind.types);
    if (kind.actor === 'person') administer(line, draw, type);
    else if (kind.actor === 'background') migrate(line, draw, type);
    else unattended(line, draw, kind.actor, type);
  }
}

/** Administration in a browser: no use of Claude. */
function administer(line: Timeline, draw: Random, type: string): void {
  const administrators = line.people.filter(
    ({ habit, role, leftAt }) =>
      leftAt === null && (habit === 'only-administers' || role === 'admin' || role === 'owner'),
  );
  const person = draw.pick(administrators);
  const at = line.calendar.visit(draw);
  const client = clientPosition('browser', person.index);
  const about = draw.pick(line.people).index;
  record(line.log, {
    at,
    type,
    person: person.index,
    client,
    organization: person.organizations[0]!,
    object: about,
  });
}

/** Done in a person's name by a process of Anthropic's, from address 0.0.0.0: also for people who never use Claude. */
function migrate(line: Timeline, draw: Random, type: string): void {
  const at = line.calendar.visit(draw);
  const client = clientPosition('missing', 0);
  if (type === 'claude_chat_updated') {
    const chat = draw.pick(line.chats);
    if (chat.createdAt + MINUTE > at || (chat.deletedAt !== 0 && chat.deletedAt < at)) return;
    const deed = { at, type, person: chat.user, client, organization: chat.organization, object: chat.index };
    record(line.log, deed, ACTOR.background);
    return;
  }
  const person = draw.pick(line.people);
  const organization = person.organizations[0]!;
  const project = type === 'claude_project_viewed' ? draw.pick(line.projects).index : NONE;
  if (at >= presentUntil(person, line.calendar)) return;
  record(
    line.log,
    { at, type, person: person.index, client, organization, object: project },
    ACTOR.background,
  );
}

function unattended(line: Timeline, draw: Random, actor: ActorName, type: string): void {
  const tenantWide = type === 'compliance_api_accessed' || actor === 'unauthenticated_user_actor';
  record(
    line.log,
    {
      at: draw.integer(line.calendar.startsAt, line.calendar.endsAt - 1),
      type,
      person: draw.integer(0, actor === 'unauthenticated_user_actor' ? line.people.length - 1 : 3),
      client: clientPosition('browser', draw.integer(0, 5)),
      organization: tenantWide ? NONE : draw.integer(0, line.size.organizations - 1),
      object: draw.integer(0, line.people.length - 1),
    },
    ACTOR[actor],
  );
}

function leave(line: Timeline, draw: Random, person: Person, at: number): void {
  const deed = { person: 0, client: 0, organization: person.organizations[0]!, object: person.index };
  const type = draw.chance(0.5) ? 'scim_user_deleted' : 'org_user_deleted';
  const actor = type === 'scim_user_deleted' ? ACTOR.scim_directory_sync_actor : ACTOR.admin_api_key_actor;
  record(line.log, { ...deed, at, type }, actor);
}

/** People still at work when the world ends: what is younger than the indexing lag is not in the feed yet. */
function lastMinutes(line: Timeline, draw: Random): void {
  const { endsAt } = line.calendar;
  const present = line.chats.filter(
    ({ deletedAt, user }) => deletedAt === 0 && line.people[user]!.leftAt === null,
  );
  for (
    let at = endsAt - 90 * MINUTE;
    at < endsAt;
    at += at < endsAt - 2 * MINUTE ? draw.integer(120, 400) : 6
  ) {
    const chat = draw.pick(present);
    const client = clientAt(line.people[chat.user]!, line.people[chat.user]!.clients[0]!, at);
    const deed = { person: chat.user, client, organization: chat.organization, object: chat.index };
    record(line.log, { ...deed, at, type: 'claude_chat_viewed' });
  }
}
