import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, problemOf, startCaller } from './caller.ts';

let caller: Caller;
beforeAll(async () => {
  caller = await startCaller();
});
afterAll(() => caller.simulator.stop());

const BARE: readonly [number, string, string] = [404, 'not_found_error', 'Not found'];
const settingsPath = () => `organizations/${caller.simulator.world.organizations[0]!.uuid}/settings`;

describe('a request without a usable key', () => {
  it('gets the answer of a wrong path when it carries no key or a key of a foreign type', async () => {
    const { keys } = caller.simulator;
    expect(problemOf(await caller.get('activities', null))).toEqual(BARE);
    expect(problemOf(await caller.get('activities', keys.foreign))).toEqual(BARE);
    expect(problemOf(await caller.get('no-such-path'))).toEqual(BARE);
  });

  it('gets 401 instead on the settings endpoint', async () => {
    expect((await caller.get(settingsPath(), null)).status).toBe(401);
    expect((await caller.get(settingsPath(), caller.simulator.keys.foreign)).status).toBe(401);
  });

  it.each([
    ['unknown', 'API key is invalid.'],
    ['disabled', 'API key has been deactivated.'],
    ['expired', 'API key has expired.'],
  ] as const)('is told when its key is %s', async (name, message) => {
    const answered = await caller.get('activities', caller.simulator.keys[name]);
    expect(problemOf(answered)).toEqual([401, 'authentication_error', message]);
    expect(answered.headers.get('request-id')).toMatch(/^req_/);
    expect(answered.headers.get('anthropic-ratelimit-requests-limit')).toBeNull();
  });

  it('loses access at once when its key is revoked', async () => {
    const revoked = await startCaller();
    expect((await revoked.get('activities?limit=1')).status).toBe(200);
    revoked.simulator.revoke('parent');
    expect(problemOf(await revoked.get('activities?limit=1'))[2]).toBe('API key has been deactivated.');
    await revoked.simulator.stop();
  });

  it('may send its key as a bearer token', async () => {
    const { url, keys } = caller.simulator;
    const response = await fetch(`${url}/v1/compliance/organizations`, {
      headers: { authorization: `Bearer ${keys.parent}` },
    });
    expect(response.status).toBe(200);
  });
});

describe('a key that lacks the scope', () => {
  it.each([
    ['withoutActivities', 'activities', 'read:compliance_activities'],
    ['withoutUserData', 'apps/chats', 'read:compliance_user_data'],
    ['withoutOrgData', 'organizations', 'read:compliance_org_data'],
  ] as const)('%s is refused on %s and told which scopes would do', async (name, path, scope) => {
    const [status, type, message] = problemOf(await caller.get(path, caller.simulator.keys[name]));
    expect([status, type]).toEqual([403, 'permission_error']);
    expect(message).toMatch(/^Missing required scopes\. Got: \['read:compliance_/);
    expect(message.endsWith(`Needed one of: ['${scope}', 'read:org_audit']`)).toBe(true);
  });

  it('is an Admin key on anything but the feed', async () => {
    const { admin } = caller.simulator.keys;
    expect((await caller.get('activities?limit=1', admin)).status).toBe(200);
    expect(problemOf(await caller.get('apps/chats', admin))).toEqual([
      403,
      'permission_error',
      "Missing required scopes. Got: ['api:admin', 'read:compliance_activities'] Needed one of: ['read:compliance_user_data', 'read:org_audit']",
    ]);
  });

  it('is never the audit key', async () => {
    const organization = caller.simulator.world.organizations[0]!.uuid;
    for (const path of [
      'activities?limit=1',
      'apps/chats',
      'organizations',
      `organizations/${organization}/users`,
    ]) {
      expect((await caller.get(path, caller.simulator.keys.audit)).status).toBe(200);
    }
  });
});

describe('coverage of a key', () => {
  it('of one organization ends at that organization', async () => {
    const { keys, world } = caller.simulator;
    const [own, other] = world.organizations;
    const listed = await caller.get('organizations', keys.singleOrganization);
    expect(listed.body.data.map(({ uuid }) => uuid)).toEqual([own!.uuid]);
    const foreign = await caller.get(`organizations/${other!.uuid}/users`, keys.singleOrganization);
    expect(problemOf(foreign)).toEqual([
      404,
      'not_found_error',
      `The "${other!.uuid}" organization does not exist or the requester is not authorized to access it.`,
    ]);
    const feed = await caller.get('activities?limit=1000', keys.singleOrganization);
    const seen = new Set(feed.body.data.map((entry) => entry.organization_uuid));
    expect([...seen]).toEqual([own!.uuid]);
  });

  it('of another tenant shows other organizations and other people', async () => {
    const { keys, world, otherWorld } = caller.simulator;
    const listed = await caller.get('organizations', keys.otherTenant);
    expect(listed.body.data.map(({ uuid }) => uuid)).toEqual([otherWorld.organizations[0]!.uuid]);
    const chat = world.ids.tagged('chat', 0);
    expect((await caller.get(`apps/chats/${chat}/messages`, keys.otherTenant)).status).toBe(404);
  });
});

it('answers 400 to every valid key while the API is switched off, and counts that as a human matter', async () => {
  const off = await startCaller();
  off.simulator.setEnabled(false);
  const refused = [400, 'invalid_request_error', 'Compliance API is not enabled for this organization'];
  expect(problemOf(await off.get('activities'))).toEqual(refused);
  expect(problemOf(await off.get('apps/chats', off.simulator.keys.withoutUserData))).toEqual(refused);
  expect((await off.get('organizations', off.simulator.keys.otherTenant)).status).toBe(200);
  await off.simulator.stop();
});

it('answers 403 first when the order of the two checks is switched', async () => {
  const off = await startCaller({ behaviour: { disabledBeforeScope: false } });
  off.simulator.setEnabled(false);
  expect((await off.get('apps/chats', off.simulator.keys.withoutUserData)).status).toBe(403);
  await off.simulator.stop();
});
