import { beforeEach, describe, expect, test } from 'vitest';
import { MAX_BODY_BYTES } from '../../shared/api/json-body.ts';
import { type ApiFunction, type Route, routes } from '../../shared/api/routes.ts';
import type { ApiHandler } from '../../shared/runtime/api.ts';
import { type MemoryWorld, memoryWorld } from '../support/memory/world.ts';
import { everyHandler, GOOD } from './every-handler.ts';
import { ADMIN, type Sent, send, VIEWER } from './request.ts';

let world: MemoryWorld;
let handlers: Readonly<Record<ApiFunction, ApiHandler>>;

const everyRoute = Object.entries(routes) as [keyof typeof routes, Route][];
const withBody = everyRoute.filter(([, route]) => route.body);

beforeEach(() => {
  world = memoryWorld();
  handlers = everyHandler(world);
});

const ask = (name: keyof typeof routes, sent: Sent = {}) =>
  send(handlers[(routes[name] as Route).function], routes[name], { ...GOOD[name], ...sent });

describe.each(everyRoute)('%s', (name, route) => {
  test('refuses a request without claims', async () => {
    const answer = await ask(name, { claims: null });

    expect(answer.status).toBe(403);
    expect(answer.json.code).toBe('NO_TENANT');
  });

  test.each([
    ['no tenant', { ...ADMIN, tenant_id: undefined }],
    ['a tenant that could reach into other keys', { ...ADMIN, tenant_id: 'acme#INTEGRATION' }],
    ['a list as tenant', { ...ADMIN, tenant_id: ['acme'] }],
  ])('refuses a token with %s', async (_, claims) => {
    const answer = await ask(name, { claims });

    expect([answer.status, answer.json.code]).toEqual([403, 'NO_TENANT']);
  });

  test('refuses a caller without its role', async () => {
    const roles = {
      viewer: '[content-viewer]',
      'content-viewer': '[viewer admin]',
      admin: '[viewer content-viewer]',
    }[route.role];

    const answer = await ask(name, { claims: { ...ADMIN, roles } });

    expect([answer.status, answer.json.code]).toEqual([403, 'FORBIDDEN']);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  test('refuses query parameters that it does not know', async () => {
    const answer = await ask(name, { query: { tenant_id: 'other' } });

    expect([answer.status, answer.json.code]).toEqual([400, 'VALIDATION']);
    expect(answer.json.errors).toEqual([{ path: 'tenant_id', message: 'Unknown field' }]);
  });

  test('answers our own bugs without details', async () => {
    const { integrations, scans, agents, events, audit, policies, privacy, notices } = world;
    for (const port of [integrations, scans, agents, events, audit, policies, privacy, notices]) {
      port.failNext(new TypeError('x is undefined in /var/task'), { times: 9 });
    }
    const answer = await ask(name, { path: { scanId: 'scan_1', agentId: 'u.desktop', eventId: 'evt_1' } });

    expect(answer.status).toBe(500);
    expect(answer.json).toEqual({
      type: 'urn:problem:internal-error',
      title: 'Internal error',
      status: 500,
      detail: 'Something went wrong on our side.',
      code: 'INTERNAL_ERROR',
      requestId: 'request-1',
    });
  });
});

describe.each(withBody)('%s', (name, route) => {
  test.each([
    ['text that is not JSON', { rawBody: '{"frequency": daily}' }, 400],
    ['a list', { rawBody: '[]' }, 400],
    ['a text', { rawBody: '"daily"' }, 400],
    ['null', { rawBody: 'null' }, 400],
    ['an unknown field', { rawBody: '{"admin":true}' }, 400],
    ['a key to the prototype', { rawBody: '{"__proto__":{"files":true}}' }, 400],
    ['a key to the constructor', { rawBody: '{"constructor":{"prototype":{}}}' }, 400],
    ['deep nesting', { rawBody: `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}` }, 400],
  ] satisfies [string, Sent, number][])('refuses a body with %s', async (_, sent, status) => {
    const answer = await ask(name, sent);

    expect([answer.status, answer.json.code]).toEqual([status, 'VALIDATION']);
  });

  test.each([
    ['as it is', (bytes: number) => ({ rawBody: `{"a":"${'é'.repeat(bytes / 2)}"}` })],
    ['in Base64', (bytes: number) => ({ rawBody: 'QUFB'.repeat(bytes / 3 + 1), isBase64Encoded: true })],
  ])('refuses a body larger than it takes, %s', async (_, sent) => {
    const answer = await ask(name, sent(route.maxBodyBytes ?? MAX_BODY_BYTES));

    expect([answer.status, answer.json.code]).toEqual([413, 'BODY_TOO_LARGE']);
  });
});

test('a viewer may read and export, and an admin may do everything but see samples', async () => {
  for (const [name, route] of everyRoute) {
    const { status } = await ask(name, { claims: VIEWER });
    expect([name, status === 403]).toEqual([name, route.role !== 'viewer']);
    const asAdmin = await ask(name, { claims: { ...ADMIN, roles: ['admin'] } });
    expect([name, asAdmin.status === 403]).toEqual([name, route.role === 'content-viewer']);
  }
});

test('every answer carries headers that keep browsers from guessing and storing', async () => {
  const done = await ask('getIntegration');
  const refused = await ask('getIntegration', { claims: null });

  for (const { headers } of [done, refused]) {
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
  }
});
