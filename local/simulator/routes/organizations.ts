import { notFound } from '../problem.ts';
import { type Call, isPresent, type Route, reaches } from '../route.ts';
import { offsetMicros, zuluMicros } from '../world/moments.ts';
import type { Organization } from '../world/organizations.ts';
import { pageAnswer, pageParameters } from './page-answer.ts';

/** Compliance API, Directory: oldest first. A restricted key presumably lists its organization alone. */
export const organizations: Route = {
  endpoint: '/v1/compliance/organizations',
  scope: 'read:compliance_org_data',
  parameters: pageParameters(1_000),
  answer(call) {
    const visible = call.world.organizations.filter(({ index }) => reaches(call, index));
    return pageAnswer(
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
  scope: 'read:compliance_user_data',
  parameters: pageParameters(1_000),
  answer(call) {
    const organization = findOrganization(call);
    const members = call.world.people
      .filter((person) => person.organizations.includes(organization.index) && isPresent(person, call.now))
      .toSorted((a, b) => a.joinedAt - b.joinedAt || a.index - b.index);
    return pageAnswer(
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

export function findOrganization(call: Call): Organization {
  const uuid = call.path[0]!;
  const organization = call.world.organizations.find((candidate) => candidate.uuid === uuid);
  if (!organization || !reaches(call, organization.index)) {
    throw notFound(
      `The "${uuid}" organization does not exist or the requester is not authorized to access it.`,
    );
  }
  return organization;
}
