import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Caller, startCaller } from './caller.ts';

let caller: Caller;
beforeAll(async () => {
  caller = await startCaller();
});
afterAll(() => caller.simulator.stop());

async function control(method: string, path: string, body?: unknown) {
  const response = await fetch(`${caller.simulator.url}/simulator/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.text() };
}

it('takes faults by name and says what is wrong with a bad one', async () => {
  const added = await control('POST', 'faults', {
    kind: 'answer',
    status: 502,
    type: 'api_error',
    message: 'x',
  });
  expect(added.status).toBe(201);
  expect((await caller.get('organizations')).status).toBe(502);
  const refused = await control('POST', 'faults', { kind: 'earthquake' });
  expect(refused.status).toBe(400);
  expect(JSON.parse((await control('GET', 'faults')).body)).toHaveLength(1);
  await control('DELETE', 'faults');
  expect(JSON.parse((await control('GET', 'faults')).body)).toEqual([]);
});

it('counts and lists the calls without any credential', async () => {
  await caller.get('organizations?limit=5');
  await caller.get('organizations', caller.simulator.keys.unknown);
  const { body } = await control('GET', 'requests');
  const { counts, requests } = JSON.parse(body);
  expect(counts['/v1/compliance/organizations']['401']).toBe(1);
  expect(requests.at(-2)).toMatchObject({
    method: 'GET',
    path: '/v1/compliance/organizations',
    query: '?limit=5',
    status: 200,
    key: 'parent',
  });
  for (const secret of Object.values(caller.simulator.keys)) expect(body).not.toContain(secret);
  expect(body).not.toContain(caller.simulator.canaries.key);
});

it('tells the truth of a window', async () => {
  const { body } = await control('GET', 'truth?from=2026-09-28T00:00:00Z&to=2026-10-01T00:00:00Z');
  const truth = JSON.parse(body);
  expect(truth).toEqual(
    JSON.parse(JSON.stringify(caller.simulator.truth(Date.parse('2026-09-28'), Date.parse('2026-10-01')))),
  );
});

it('describes the world, revokes keys and switches the API', async () => {
  expect(JSON.parse((await control('GET', 'world')).body)).toMatchObject({ name: 'small', users: 50 });
  expect((await control('POST', 'keys/audit/revoke')).status).toBe(200);
  expect((await caller.get('organizations', caller.simulator.keys.audit)).status).toBe(401);
  expect((await control('POST', 'keys/nobody/revoke')).status).toBe(404);
  await control('POST', 'api/off');
  expect((await caller.get('organizations')).status).toBe(400);
  await control('POST', 'api/on');
  expect((await caller.get('organizations')).status).toBe(200);
});

it('leaves nothing of itself in the feed', async () => {
  await control('GET', 'world');
  caller.clock.now += 600_000;
  const { data } = await caller.read('activities?limit=100&activity_types[]=compliance_api_accessed');
  expect(data.some(({ url }) => String(url).includes('/simulator/'))).toBe(false);
});
