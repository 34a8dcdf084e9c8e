import { notFound } from '../problem.ts';
import { type Call, isPresent, json, type Route } from '../route.ts';
import { naiveMicros } from '../world/moments.ts';
import { pageAnswer, pageParameters } from './page-answer.ts';

/** Compliance API, Directory: groups, made by hand or by SCIM. */
export const groups: Route = {
  endpoint: '/v1/compliance/groups',
  scope: 'read:compliance_org_data',
  parameters: { ...pageParameters(1_000), name_prefix: { kind: 'text' } },
  answer(call) {
    const prefix = call.query.text('name_prefix') ?? '';
    const named = call.world.directory.groups.filter(({ name }) => name.startsWith(prefix));
    return pageAnswer(
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
  scope: 'read:compliance_org_data',
  parameters: {},
  answer: (call) => json(groupRecord(call, findGroup(call).index)),
};

export const groupMembers: Route = {
  endpoint: '/v1/compliance/groups/{}/members',
  scope: 'read:compliance_user_data',
  parameters: pageParameters(1_000),
  answer(call) {
    const { members, createdAt } = findGroup(call);
    const people = members
      .map((index) => call.world.people[index]!)
      .filter((person) => isPresent(person, call.now));
    return pageAnswer(
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

function findGroup(call: Call) {
  const found = call.world.directory.groups[call.world.ids.indexOf('group', call.path[0]!) ?? -1];
  if (!found) throw notFound('Group not found.');
  return found;
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
