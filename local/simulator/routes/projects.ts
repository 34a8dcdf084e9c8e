import { pageOf } from '../paging.ts';
import { notFound } from '../problem.ts';
import { ALL_OPERATORS, range } from '../query.ts';
import {
  type Answer,
  type Call,
  isPresent,
  json,
  organizationFilter,
  type Route,
  reaches,
  userFilter,
  within,
} from '../route.ts';
import { storedContent, storedText } from '../stored-content.ts';
import { isDeleted } from '../world/chats.ts';
import { zulu, zuluMicros } from '../world/moments.ts';
import type { Project, ProjectDocument } from '../world/projects.ts';
import { description, isGone } from './references.ts';

const scope = 'read:compliance_user_data';
const paged = { page: { kind: 'text' }, limit: { kind: 'integer', min: 1, max: 100 } } as const;
const NO_PROJECT = 'No project is found with the provided id.';
const NO_DOCUMENT = 'No project document found with the provided id.';

/** Compliance API, Projects: oldest first. */
export const projects: Route = {
  endpoint: '/v1/compliance/apps/projects',
  scope,
  parameters: {
    'organization_ids[]': { kind: 'list' },
    'user_ids[]': { kind: 'list' },
    ...range('created_at', ALL_OPERATORS),
    ...range('updated_at', ALL_OPERATORS),
    ...paged,
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
          within(call, 'updated_at', changedAt(call, candidate)),
      )
      .toSorted((a, b) => a.createdAt - b.createdAt || a.index - b.index);
    return listed(
      call,
      visible,
      ({ index }) => String(index),
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
      description: 'Papers and checklists',
      instructions: 'Answer briefly.',
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
  parameters: paged,
  answer(call) {
    return listed(
      call,
      attachmentsOf(call, findProject(call)),
      ({ id }) => id,
      (attachment) => attachment,
    );
  },
};

export const collaborators: Route = {
  endpoint: '/v1/compliance/apps/projects/{}/collaborators',
  scope,
  parameters: paged,
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
    return listed(
      call,
      shared,
      ({ granted_at }) => granted_at,
      (grant) => grant,
    );
  },
};

export const projectDocument: Route = {
  endpoint: '/v1/compliance/apps/projects/documents/{}',
  scope,
  parameters: {},
  answer(call) {
    const found = findDocument(call);
    const { filename } = storedContent(call.world, 'project document', found.index);
    return json({
      id: call.path[0],
      filename,
      content: storedText(call.world, 'project document', found.index),
      created_at: zuluMicros(found.createdAt),
      user: userOf(call, found.user),
    });
  },
};

export const projectDocumentMetadata: Route = {
  endpoint: '/v1/compliance/apps/projects/documents/{}/metadata',
  scope,
  parameters: {},
  answer(call) {
    const found = findDocument(call);
    const { filename, sizeBytes, md5 } = storedContent(call.world, 'project document', found.index);
    return json({
      id: call.path[0],
      claude_project_id: call.world.ids.tagged('project', found.project),
      filename,
      mime_type: 'text/plain',
      size_bytes: sizeBytes,
      md5,
      created_at: zuluMicros(found.createdAt),
      user: userOf(call, found.user),
    });
  },
};

function listed<T>(
  call: Call,
  list: readonly T[],
  idOf: (item: T) => string,
  shape: (item: T) => unknown,
): Answer {
  const { query, endpoint, path, now } = call;
  const request = {
    token: query.text('page'),
    limit: query.integer('limit') ?? 20,
    binding: [endpoint, ...path].join(' '),
  };
  const page = pageOf(list, idOf, request, now);
  return json({ data: page.items.map(shape), has_more: page.nextPage !== null, next_page: page.nextPage });
}

function findProject(call: Call): Project {
  const { world, now } = call;
  const found = world.projects[world.ids.indexOf('project', call.path[0]!) ?? -1];
  const isThere = found && found.createdAt <= now && !isGone(found, now) && reaches(call, found.organization);
  if (!isThere) throw notFound(NO_PROJECT);
  return found;
}

function findDocument(call: Call): ProjectDocument {
  const { world, now } = call;
  const found = world.projectDocuments[world.ids.indexOf('projectDocument', call.path[0]!) ?? -1];
  const owner = found && world.projects[found.project]!;
  const isThere =
    owner &&
    found.createdAt <= now &&
    !isGone(found, now) &&
    !isGone(owner, now) &&
    reaches(call, owner.organization);
  if (!isThere) throw notFound(NO_DOCUMENT);
  return found;
}

function projectRecord({ world, now }: Call, found: Project) {
  const organization = world.organizations[found.organization]!;
  return {
    id: world.ids.tagged('project', found.index),
    name: found.name,
    created_at: zuluMicros(found.createdAt),
    updated_at: zuluMicros(changedAt({ world, now }, found)),
    deleted_at: isGone(found, now) ? zuluMicros(found.deletedAt) : null,
    is_private: found.isPrivate,
    organization_id: organization.id,
    organization_uuid: organization.uuid,
    user: userOf({ world, now }, found.creator),
  };
}

/** Null once the account is gone from all readable organizations. */
function userOf({ world, now }: Pick<Call, 'world' | 'now'>, index: number) {
  const person = world.people[index]!;
  return isPresent(person, now) ? { id: person.id, email_address: person.email } : null;
}

function changedAt({ world, now }: Pick<Call, 'world' | 'now'>, found: Project): number {
  if (isGone(found, now)) return found.deletedAt;
  const added = [...world.files, ...world.projectDocuments].filter(
    (content) => content.project === found.index && content.createdAt <= now,
  );
  return Math.max(found.createdAt, ...added.map(({ createdAt }) => createdAt));
}

/** Word files and the like become documents; everything else stays a file. */
function attachmentsOf({ world, now }: Call, found: Project) {
  const present = <
    T extends { readonly project: number; readonly createdAt: number; readonly deletedAt: number },
  >(
    list: readonly T[],
  ) =>
    list.filter(
      (content) => content.project === found.index && content.createdAt <= now && !isGone(content, now),
    );
  const files = present(world.files).map((file) => {
    const { mime_type, ...rest } = description(world, 'file', file.index);
    const id = world.ids.tagged('file', file.index);
    const type = { mime_type: mime_type ?? 'application/octet-stream' };
    return { type: 'project_file', id, ...rest, ...type, created_at: zulu(file.createdAt) };
  });
  const documents = present(world.projectDocuments).map((document) => ({
    type: 'project_doc',
    id: world.ids.tagged('projectDocument', document.index),
    filename: storedContent(world, 'project document', document.index).filename,
    mime_type: 'text/plain',
    created_at: zulu(document.createdAt),
    updated_at: null,
  }));
  return [...files, ...documents].toSorted(
    (a, b) => a.created_at.localeCompare(b.created_at) || a.id.localeCompare(b.id),
  );
}
