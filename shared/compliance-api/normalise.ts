import type { Activity } from '../domain/activity.ts';
import { isUnknownContentType } from '../domain/activity.ts';
import { type Fields, fieldsOf, name } from './fields.ts';
import { epochMs } from './timestamps.ts';
import type { Unknowns } from './unknowns.ts';

/** Compliance API, Actor union; state of September 2026. */
const knownActors: ReadonlySet<string> = new Set([
  'user_actor',
  'unauthenticated_user_actor',
  'api_actor',
  'admin_api_key_actor',
  'service_account_actor',
  'scim_directory_sync_actor',
  'anthropic_actor',
  'system_actor',
  'federated_identity_actor',
  'federated_actor',
  'attested_device_actor',
]);

/** Where the feed names the things that an activity is about; each is flat on the entry. */
const subjects = {
  chatId: 'claude_chat_id',
  projectId: 'claude_project_id',
  fileId: 'claude_file_id',
  documentId: 'claude_project_document_id',
  artifactId: 'claude_artifact_id',
  artifactVersionId: 'claude_artifact_version_id',
} as const;

type Subject = keyof typeof subjects;
type Subjects = Partial<Record<Subject, string>>;

const subjectFields = Object.entries(subjects) as [Subject, string][];

/**
 * An entry of the feed as an Activity; null when it lacks id, type or time. Types and actors that we don't know
 * pass through and are counted. An address that an actor only claims (sign-in attempts) is not taken for theirs.
 */
export function normaliseActivity(entry: Fields, unknowns: Unknowns): Activity | null {
  const id = name(entry.id);
  const type = name(entry.type);
  const at = epochMs(entry.created_at);
  if (id === null || type === null || at === null) return null;

  const actor = fieldsOf(entry.actor) ?? {};
  const actorType = name(actor.type) ?? 'unknown';
  if (!knownActors.has(actorType)) unknowns.add('actor-type', actorType);
  if (isUnknownContentType(type)) unknowns.add('activity-type', type);

  return {
    id,
    type,
    at,
    actorType,
    userId: name(actor.user_id),
    email: name(actor.email_address),
    userAgent: name(actor.user_agent),
    ip: name(actor.ip_address),
    organizationUuid: name(entry.organization_uuid),
    ...subjectsOf(entry),
  };
}

function subjectsOf(entry: Fields): Subjects {
  const found: Subjects = {};
  for (const [key, field] of subjectFields) {
    const id = entry[field];
    if (typeof id === 'string' && id !== '') found[key] = id;
  }
  return found;
}
