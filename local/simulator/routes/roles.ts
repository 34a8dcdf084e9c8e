import { notFound } from '../problem.ts';
import { type Call, json, type Route } from '../route.ts';
import type { Role } from '../world/directory.ts';
import { naiveMicros } from '../world/moments.ts';
import { findOrganization } from './organizations.ts';
import { pageAnswer, pageParameters } from './page-answer.ts';

/** Compliance API, Directory: custom roles, independent of `organization_role`. */
export const roles: Route = {
  endpoint: '/v1/compliance/organizations/{}/roles',
  scope: 'read:compliance_org_data',
  parameters: pageParameters(1_000),
  answer(call) {
    findOrganization(call);
    return pageAnswer(
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
  scope: 'read:compliance_org_data',
  parameters: {},
  answer: (call) => json(roleRecord(call, findRole(call))),
};

export const rolePermissions: Route = {
  endpoint: '/v1/compliance/organizations/{}/roles/{}/permissions',
  scope: 'read:compliance_org_data',
  parameters: pageParameters(1_000),
  answer(call) {
    const { uuid } = findOrganization(call);
    const { actions } = findRole(call);
    return pageAnswer(
      call,
      actions,
      (action) => action,
      500,
      (action) => ({ resource_type: 'organization', resource_id: uuid, action }),
    );
  },
};

function findRole(call: Call): Role {
  findOrganization(call);
  const found = call.world.directory.roles[call.world.ids.indexOf('role', call.path[1]!) ?? -1];
  if (!found) throw notFound('Role not found.');
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
