import { notFound } from '../problem.ts';
import { ALL_OPERATORS, range } from '../query.ts';
import { type Call, json, organizationFilter, type Route, reaches, userFilter, within } from '../route.ts';
import { isDeleted } from '../world/chats.ts';
import { zulu, zuluMicros } from '../world/moments.ts';
import { projectTexts } from '../world/project-texts.ts';
import { changedAt, type Project } from '../world/projects.ts';
import { attachmentsOf } from './attachments.ts';
import { pageAnswer, pageParameters } from './page-answer.ts';
import { isGone } from './references.ts';
import { userOrNull } from './user-record.ts';

const scope = 'read:compliance_user_data';

/** Compliance API, Projects: oldest first. */
export const projects: Route = {
  endpoint: '/v1/compliance/apps/projects',
  scope,
  parameters: {
    'organization_ids[]': { kind: 'list' },
    'user_ids[]': { kind: 'list' },
    ...range('created_at', ALL_OPERATORS),
    ...range('updated_at', ALL_OPERATORS),
    ...pageParameters(100),
  },
  answer(call) {
    const [users, filter] = [userFilter(call), organizationFilter(call)];
    const visible = call.world.projects
      .filter(
        (candidate) =>
          candidate.createdAt <= call.now &&
          reaches(call, candidate.organization) &&
          (!users || users.has(candidate.creator)) &&
          (!filter || filter.has(candidate.organization)) &&
          within(call, 'created_at', candidate.createdAt) &&
          within(call, 'updated_at', changedAt(call.world, candidate, call.now)),
      )
      .toSorted((a, b) => a.createdAt - b.createdAt || a.index - b.index);
    return pageAnswer(
      call,
      visible,
      ({ index }) => String(index),
      20,
      (found) => projectRecord(call, found),
    );
  },
};

export const project: Route = {
  endpoint: '/v1/compliance/apps/projects/{}',
  scope,
  parameters: {},
  answer(call) {
    const found = findProject(call);
    return json({
      ...projectRecord(call, found),
      ...projectTexts(call.world.seed, found.index),
      attachments_count: attachmentsOf(call, found).length,
      chats_count: call.world.chats.filter(
        (chat) => chat.project === found.index && chat.createdAt <= call.now && !isDeleted(chat, call.now),
      ).length,
    });
  },
};

export const attachments: Route = {
  endpoint: '/v1/compliance/apps/projects/{}/attachments',
  scope,
  parameters: pageParameters(100),
  answer(call) {
    const list = attachmentsOf(call, findProject(call));
    return pageAnswer(
      call,
      list,
      ({ id }) => id,
      20,
      (attachment) => attachment,
    );
  },
};

export const collaborators: Route = {
  endpoint: '/v1/compliance/apps/projects/{}/collaborators',
  scope,
  parameters: pageParameters(100),
  answer(call) {
    const { world } = call;
    const found = findProject(call);
    const creator = world.people[found.creator]!;
    const granted = (days: number) => zulu(found.createdAt + days * 86_400);
    const grants = [
      { type: 'user', user_id: creator.id, role: 'owner', granted_at: granted(0) },
      {
        type: 'group',
        group_id: world.ids.tagged('group', found.index % world.directory.groups.length),
        role: 'editor',
        granted_at: granted(1),
      },
      {
        type: 'organization',
        organization_uuid: world.organizations[found.organization]!.uuid,
        role: 'viewer',
        granted_at: granted(2),
      },
      { type: 'organization_role', organization_role: 'admin', role: 'admin', granted_at: granted(3) },
      { type: 'user', user_id: null, role: 'viewer', granted_at: granted(4) },
    ];
    const shared = found.isPrivate ? grants.slice(0, 2) : grants;
    return pageAnswer(
      call,
      shared,
      ({ granted_at }) => granted_at,
      20,
      (grant) => grant,
    );
  },
};

function findProject(call: Call): Project {
  const { world, now } = call;
  const found = world.projects[world.ids.indexOf('project', call.path[0]!) ?? -1];
  const isThere = found && found.createdAt <= now && !isGone(found, now) && reaches(call, found.organization);
  if (!isThere) throw notFound('No project is found with the provided id.');
  return found;
}

function projectRecord({ world, now }: Call, found: Project) {
  const organization = world.organizations[found.organization]!;
  return {
    id: world.ids.tagged('project', found.index),
    name: found.name,
    created_at: zuluMicros(found.createdAt),
    updated_at: zuluMicros(changedAt(world, found, now)),
    deleted_at: isGone(found, now) ? zuluMicros(found.deletedAt) : null,
    is_private: found.isPrivate,
    organization_id: organization.id,
    organization_uuid: organization.uuid,
    user: userOrNull({ world, now }, found.creator),
  };
}
