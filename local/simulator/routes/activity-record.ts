import { TYPE_NAMES } from '../activity-types.ts';
import type { Behaviour } from '../behaviour.ts';
import type { Feed } from '../feed.ts';
import { NONE } from '../world/activities.ts';
import { nameOf } from '../world/documents/names.ts';
import { filePlan, textPlan } from '../world/documents/plan.ts';
import { zulu } from '../world/moments.ts';
import { mix } from '../world/random.ts';
import type { World } from '../world/world.ts';
import { actorRecord } from './actor-record.ts';

type Fields = Record<string, unknown>;

/** One entry of the feed as the API answers it: flat, with the fields of its type (Compliance API, Activity types). */
export function activityRecord(feed: Feed, position: number, behaviour: Behaviour): Fields {
  const { world } = feed;
  const id = world.ids.activity(feed.time(position), position);
  const common = { id, created_at: zulu(feed.time(position)) };
  if (position >= world.activities.length) return { ...common, ...accessFields(feed, position) };
  const { organization, type } = world.activities;
  const at = organization[position]!;
  return {
    ...common,
    organization_id: at === NONE ? null : world.organizations[at]!.id,
    organization_uuid: at === NONE ? null : world.organizations[at]!.uuid,
    actor: actorRecord(world, position),
    type: TYPE_NAMES[type[position]!],
    ...ownFields(world, position, behaviour),
  };
}

function accessFields(feed: Feed, position: number): Fields {
  const access = feed.access(position);
  return {
    organization_id: null,
    organization_uuid: null,
    actor: {
      type: 'api_actor',
      api_key_id: feed.world.ids.tagged('key', access.key),
      ip_address: access.ip,
      user_agent: access.userAgent,
    },
    type: 'compliance_api_accessed',
    request_id: access.requestId,
    request_method: 'GET',
    url: access.url,
    request_body: null,
    status_code: access.status,
  };
}

function ownFields(world: World, position: number, behaviour: Behaviour): Fields {
  const { type, object, extra } = world.activities;
  const name = TYPE_NAMES[type[position]!]!;
  const about = object[position]!;
  const { ids } = world;
  const project = (index: number) => (index === NONE ? null : ids.tagged('project', index));
  switch (name) {
    case 'claude_chat_created':
    case 'claude_chat_updated':
    case 'claude_chat_settings_updated':
    case 'claude_chat_viewed':
    case 'claude_chat_deleted':
      return {
        claude_chat_id: ids.tagged('chat', about),
        claude_project_id: project(world.chats[about]!.project),
      };
    case 'claude_chat_pinned':
      return { pinned: true };
    case 'claude_file_uploaded': {
      const file = world.files[about]!;
      return {
        claude_file_id: ids.tagged('file', about),
        ...fileName(world, about, behaviour),
        claude_chat_id: file.attachedLater ? null : ids.tagged('chat', file.chat),
        claude_project_id: null,
      };
    }
    case 'claude_file_deleted':
      return { claude_file_id: ids.tagged('file', about), ...fileName(world, about, behaviour) };
    case 'claude_project_created':
    case 'claude_project_deleted':
      return { claude_project_id: project(about) };
    case 'claude_project_viewed':
      return { claude_project_id: project(about), preview_only: false };
    case 'claude_project_file_uploaded':
    case 'claude_project_file_deleted': {
      const file = extra[position]!;
      const named = name === 'claude_project_file_uploaded' ? fileName(world, file, behaviour) : {};
      return { claude_project_id: project(about), claude_file_id: ids.tagged('file', file), ...named };
    }
    case 'claude_project_document_uploaded':
    case 'claude_project_document_viewed':
    case 'claude_project_document_deleted':
      return {
        claude_project_id: project(about),
        claude_project_document_id: ids.tagged('projectDocument', extra[position]!),
        ...blank(
          () => nameOf(textPlan(world.seed, 'project document', extra[position]!)).filename,
          behaviour,
        ),
      };
    case 'claude_artifact_created':
      return { claude_artifact_id: ids.tagged('artifact', about) };
    case 'claude_artifact_viewed':
      return { claude_artifact_id: ids.tagged('artifact', about), claude_artifact_version_id: null };
    case 'sso_login_succeeded':
      return { auth_method: 'sso', mfa_method: null };
    case 'claude_user_settings_updated':
      return { updates: [{ type: 'web_search_enabled', previous_value: false, current_value: true }] };
    case 'claude_user_role_updated':
      return {
        user_id: ids.tagged('user', about),
        user_email: world.people[about]!.email,
        previous_role: 'user',
        current_role: 'developer',
      };
    case 'org_user_viewed':
    case 'scim_user_created':
    case 'scim_user_updated':
    case 'scim_user_deleted':
      return { user_id: ids.tagged('user', about) };
    case 'org_user_deleted':
      return { deleted_user_id: ids.tagged('user', about), deleted_user_email: world.people[about]!.email };
    case 'compliance_api_accessed':
      return accessOfOthers(world, position);
    case 'org_sso_toggled':
      return { enabled: true };
    case 'claude_code_user_settings_updated':
      return { deleted_all: false, keys_written_count: 1 };
    case 'platform_file_uploaded':
    case 'platform_file_content_downloaded':
      return { file_id: `file_${mix(position, 3).toString(36)}` };
    default:
      return {};
  }
}

/** Other tools read the API as well. */
function accessOfOthers(world: World, position: number): Fields {
  return {
    request_id: world.ids.tagged('request', position),
    request_method: 'GET',
    url: 'https://api.anthropic.com/v1/compliance/activities?limit=1000',
    request_body: null,
    status_code: 200,
  };
}

function fileName(world: World, file: number, behaviour: Behaviour): Fields {
  return blank(() => nameOf(filePlan(world, file)).filename, behaviour);
}

/** Since 24 September 2026 the feed holds no names, not even in old entries. */
function blank(name: () => string, { namesInActivities, blankName }: Behaviour): Fields {
  if (namesInActivities) return { filename: name() };
  if (blankName === 'missing') return {};
  return { filename: blankName === 'empty' ? '' : null };
}
