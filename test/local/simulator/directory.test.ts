import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, END, problemOf, startCaller } from './caller.ts';

let caller: Caller;
beforeAll(async () => {
  caller = await startCaller();
});
afterAll(() => caller.simulator.stop());

const home = () => caller.simulator.world.organizations[0]!.uuid;

it('shows times in four shapes', async () => {
  const [organization] = (await caller.read('organizations')).data;
  const [user] = (await caller.read(`organizations/${home()}/users`)).data;
  const [role] = (await caller.read(`organizations/${home()}/roles`)).data;
  const [activity] = (await caller.read('activities?limit=1')).data;
  expect(activity!.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  expect(user!.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  expect(organization!.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
  expect(role!.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/);
});

describe('the users of an organization', () => {
  it('come in pages, by the date of joining, and include people of several organizations', async () => {
    const { world } = caller.simulator;
    const seen: string[] = [];
    for (const { uuid } of world.organizations) {
      let page = await caller.read(`organizations/${uuid}/users?limit=7`);
      seen.push(...page.data.map(({ id }) => id));
      while (page.has_more) {
        page = await caller.read(`organizations/${uuid}/users?limit=7&page=${page.next_page}`);
        seen.push(...page.data.map(({ id }) => id));
      }
    }
    const present = world.people.filter(({ leftAt }) => leftAt === null).map(({ id }) => id);
    expect(new Set(seen)).toEqual(new Set(present));
    expect(seen.length).toBeGreaterThan(present.length);
  });

  it('lose whoever leaves, while their activities stay', async () => {
    const { world } = caller.simulator;
    const leaver = world.people.find(({ leftAt, habit }) => leftAt !== null && habit === 'uses')!;
    const moving = await startCaller();
    const uuid = world.organizations[leaver.organizations[0]!]!.uuid;
    const members = async () => (await moving.read(`organizations/${uuid}/users`)).data.map(({ id }) => id);
    moving.clock.now = (leaver.leftAt! - 60) * 1000;
    expect(await members()).toContain(leaver.id);
    moving.clock.now = END;
    expect(await members()).not.toContain(leaver.id);
    const { data } = await moving.read(`activities?limit=10&user_ids[]=${leaver.id}`);
    expect(data.length).toBeGreaterThan(0);
    await moving.simulator.stop();
  });

  it('are asked with a page token of this list alone', async () => {
    const { next_page } = await caller.read(`organizations/${home()}/users?limit=1`);
    expect((await caller.get(`organizations/${home()}/roles?page=${next_page}`)).status).toBe(400);
  });
});

describe('roles, groups and settings', () => {
  it('answer in detail and by their own words when missing', async () => {
    const { world } = caller.simulator;
    const [role] = (await caller.read(`organizations/${home()}/roles`)).data;
    expect(await caller.read(`organizations/${home()}/roles/${role!.id}`)).toEqual(role);
    const permissions = await caller.read(`organizations/${home()}/roles/${role!.id}/permissions`);
    expect(permissions.data[0]).toMatchObject({ resource_type: 'organization', resource_id: home() });
    const [group] = (await caller.read('groups?name_prefix=Leg')).data;
    expect(group!.name).toBe('Legal');
    const members = await caller.read(`groups/${group!.id}/members`);
    expect(Object.keys(members.data[0]!)).toEqual(['user_id', 'email', 'created_at', 'updated_at']);
    expect(
      problemOf(await caller.get(`organizations/${home()}/roles/${world.ids.tagged('role', 99)}`))[2],
    ).toBe('Role not found.');
    expect(problemOf(await caller.get(`groups/${world.ids.tagged('group', 99)}`))[2]).toBe(
      'Group not found.',
    );
  });

  it('list every key of the parent, without secrets', async () => {
    interface Settings {
      readonly organization_id: string;
      readonly api_keys: readonly { readonly name: string; readonly is_active: boolean }[];
    }
    const settings = await caller.read<Settings>(`organizations/${home()}/settings`);
    expect(settings.organization_id).toBe(home());
    expect(settings.api_keys.find(({ name }) => name === 'disabled')?.is_active).toBe(false);
    for (const secret of Object.values(caller.simulator.keys))
      expect(JSON.stringify(settings)).not.toContain(secret);
    expect(problemOf(await caller.get('organizations/nowhere/settings'))[2]).toBe(
      "organization `nowhere` not found in this organization's hierarchy",
    );
  });
});
