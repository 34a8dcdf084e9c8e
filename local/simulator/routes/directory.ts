import { pageOf } from '../paging.ts';
import { notFound } from '../problem.ts';
import type { Parameters } from '../query.ts';
import { type Answer, type Call, isPresent, json, type Route, reaches } from '../route.ts';
import type { Role } from '../world/directory.ts';
import { naiveMicros, offsetMicros, zuluMicros } from '../world/moments.ts';
import type { Organization } from '../world/organizations.ts';

const ORG_DATA = 'read:compliance_org_data';
const USER_DATA = 'read:compliance_user_data';

const paged = (limit = 1_000): Parameters => ({
  page: { kind: 'text' },
  limit: { kind: 'integer', min: 1, max: limit },
});

/** Compliance API, Directory: oldest first. A restricted key presumably lists its organization alone. */
export const organizations: Route = {
  endpoint: '/v1/compliance/organizations',
  scope: ORG_DATA,
  parameters: paged(),
  answer(call) {
    const visible = call.world.organizations.filter(({ index }) => reaches(call, index));
    return listed(
      call,
      visible,
      ({ uuid }) => uuid,
      1_000,
      ({ uuid, name, createdAt }) => ({
        uuid,
        name,
        created_at: offsetMicros(createdAt),
      }),
    );
  },
};

/** Active members only, by the date of joining. */
export const users: Route = {
  endpoint: '/v1/compliance/organizations/{}/users',
  scope: USER_DATA,
  parameters: paged(),
  answer(call) {
    const organization = findOrganization(call);
    const members = call.world.people
      .filter((person) => person.organizations.includes(organization.index) && isPresent(person, call.now))
      .toSorted((a, b) => a.joinedAt - b.joinedAt || a.index - b.index);
    return listed(
      call,
      members,
      ({ id }) => id,
      500,
      (person) => ({
        id: person.id,
        full_name: person.name,
        email: person.email,
        organization_role: person.role,
        created_at: zuluMicros(person.joinedAt),
      }),
    );
  },
};

export const roles: Route = {
  endpoint: '/v1/compliance/organizations/{}/roles',
  scope: ORG_DATA,
  parameters: paged(),
  answer(call) {
    findOrganization(call);
    return listed(
      call,
      call.world.directory.roles,
      (role) => roleId(call, role),
      500,
      (role) => roleRecord(call, role),
    );
  },
};

export const role: Route = {
  endpoint: '/v1/compliance/organizations/{}/roles/{}',
  scope: ORG_DATA,
  parameters: {},
  answer: (call) => json(roleRecord(call, findRole(call))),
};

export const rolePermissions: Route = {
  endpoint: '/v1/compliance/organizations/{}/roles/{}/permissions',
  scope: ORG_DATA,
  parameters: paged(),
  answer(call) {
    const { uuid } = findOrganization(call);
    const { actions } = findRole(call);
    return listed(
      call,
      actions,
      (action) => action,
      500,
      (action) => ({ resource_type: 'organization', resource_id: uuid, action }),
    );
  },
};

export const groups: Route = {
  endpoint: '/v1/compliance/groups',
  scope: ORG_DATA,
  parameters: { ...paged(), name_prefix: { kind: 'text' } },
  answer(call) {
    const prefix = call.query.text('name_prefix') ?? '';
    const named = call.world.directory.groups.filter(({ name }) => name.startsWith(prefix));
    return listed(
      call,
      named,
      ({ name }) => name,
      500,
      (group) => groupRecord(call, group.index),
    );
  },
};

export const group: Route = {
  endpoint: '/v1/compliance/groups/{}',
  scope: ORG_DATA,
  parameters: {},
  answer: (call) => json(groupRecord(call, findGroup(call).index)),
};

export const groupMembers: Route = {
  endpoint: '/v1/compliance/groups/{}/members',
  scope: USER_DATA,
  parameters: paged(),
  answer(call) {
    const { members, createdAt } = findGroup(call);
    const people = members
      .map((index) => call.world.people[index]!)
      .filter((person) => isPresent(person, call.now));
    return listed(
      call,
      people,
      ({ id }) => id,
      500,
      (person) => ({
        user_id: person.id,
        email: person.email,
        created_at: naiveMicros(Math.max(createdAt, person.joinedAt)),
        updated_at: null,
      }),
    );
  },
};

function listed<T>(
  call: Call,
  list: readonly T[],
  idOf: (item: T) => string,
  standard: number,
  shape: (item: T) => unknown,
): Answer {
  const { query, now, path, endpoint } = call;
  const limit = query.integer('limit') ?? standard;
  const page = pageOf(
    list,
    idOf,
    { token: query.text('page'), limit, binding: [endpoint, ...path].join(' ') },
    now,
  );
  return json({ data: page.items.map(shape), has_more: page.nextPage !== null, next_page: page.nextPage });
}

function findOrganization(call: Call): Organization {
  const uuid = call.path[0]!;
  const organization = call.world.organizations.find((candidate) => candidate.uuid === uuid);
  if (!organization || !reaches(call, organization.index)) {
    throw notFound(
      `The "${uuid}" organization does not exist or the requester is not authorized to access it.`,
    );
  }
  return organization;
}

function findRole(call: Call): Role {
  findOrganization(call);
  const found = call.world.directory.roles[call.world.ids.indexOf('role', call.path[1]!) ?? -1];
  if (!found) throw notFound('Role not found.');
  return found;
}

function findGroup(call: Call) {
  const found = call.world.directory.groups[call.world.ids.indexOf('group', call.path[0]!) ?? -1];
  if (!found) throw notFound('Group not found.');
  return found;
}

function roleId({ world }: Call, { index }: Role): string {
  return world.ids.tagged('role', index);
}

/** Times without an offset: the fourth of the shapes. */
function roleRecord(call: Call, role: Role) {
  const { name, description, createdAt } = role;
  return { id: roleId(call, role), name, description, created_at: naiveMicros(createdAt), updated_at: null };
}

function groupRecord({ world }: Call, index: number) {
  const { name, source, role: roleIndex, createdAt } = world.directory.groups[index]!;
  return {
    id: world.ids.tagged('group', index),
    name,
    description: '',
    source_type: source,
    roles: [world.ids.tagged('role', roleIndex)],
    created_at: naiveMicros(createdAt),
    updated_at: null,
  };
}
