import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler as cancelScan } from '../../functions/cancel-scan/handler.ts';
import { createHandler as configureIntegration } from '../../functions/configure-integration/handler.ts';
import { createHandler as deleteIntegration } from '../../functions/delete-integration/handler.ts';
import { createHandler as exportList } from '../../functions/export-list/handler.ts';
import { createHandler as manageNotices } from '../../functions/manage-notices/handler.ts';
import { createHandler as managePolicies } from '../../functions/manage-policies/handler.ts';
import { createHandler as managePrivacy } from '../../functions/manage-privacy/handler.ts';
import { createHandler as portalQueries } from '../../functions/portal-queries/handler.ts';
import { createHandler as scanNow } from '../../functions/scan-now/handler.ts';
import { createHandler as setCoverage } from '../../functions/set-coverage/handler.ts';
import { createHandler as setSchedule } from '../../functions/set-schedule/handler.ts';
import { createHandler as triageEvent } from '../../functions/triage-event/handler.ts';
import { createHandler as tryPolicy } from '../../functions/try-policy/handler.ts';
import { MAX_BODY_BYTES } from '../../shared/api/json-body.ts';
import { type ApiFunction, type Route, routes } from '../../shared/api/routes.ts';
import { inspect } from '../../shared/inspection/inspect.ts';
import { DEFAULT_LIMITS } from '../../shared/inspection/limits.ts';
import type { InspectionPolicy } from '../../shared/inspection/policy.ts';
import { inspectionPolicies } from '../../shared/policies/inspection-policies.ts';
import type { ApiHandler } from '../../shared/runtime/api.ts';
import { type MemoryWorld, memoryWorld } from '../support/memory/world.ts';
import { accessKey, anAgent, anEvent, anIntegration, aScan, given } from './builders.ts';
import { ADMIN, apiDepsOf, type Sent, STRANGER, send, VIEWER } from './request.ts';

let world: MemoryWorld;
let handlers: Readonly<Record<ApiFunction, ApiHandler>>;

const everyRoute = Object.entries(routes) as [keyof typeof routes, Route][];
const withBody = everyRoute.filter(([, route]) => route.body);

const NOTHING_CHANGED = { chats: 0, madePerChat: 0, projects: 0, sessions: 0 };

/** A request that each route takes. */
const good: Partial<Record<keyof typeof routes, Sent>> = {
  configureIntegration: { body: { apiKey: accessKey() } },
  estimateScan: { body: { apiKey: accessKey() } },
  setSchedule: { body: { frequency: 'daily' } },
  setCoverage: { body: { files: true, projects: true } },
  setBudget: { body: { calls: 1_000, minutes: null } },
  triageEvent: { body: { state: 'resolved' } },
  setPolicies: { body: { version: 'default', policy: {} } },
  tryPolicy: { body: { text: 'nothing' } },
  setRetention: { body: { eventDays: 90, auditDays: null, usageDays: 35 } },
  purgePerson: { body: { userId: 'user_1' } },
  setNotices: { body: { targets: [] } },
};

beforeEach(() => {
  world = memoryWorld();
  const deps = {
    ...apiDepsOf(world),
    probe: async () => ({ organizations: [{ uuid: 'org-1', name: 'Halcyon' }] }),
    survey: () => ({
      probe: async () => ({ organizations: [] }),
      sample: async () => [],
      contents: async () => NOTHING_CHANGED,
    }),
    cursorSecret: async () => 'a-secret',
    inspectionSecret: async () => 'a-secret',
    policyOf: inspectionPolicies(world.policies, async () => 'a-secret'),
    inspect: (bytes: Uint8Array, policy: InspectionPolicy, signal: AbortSignal) =>
      inspect({ bytes }, policy, DEFAULT_LIMITS, signal),
    exports: { put: async () => Promise.reject(new Error('Nothing is large here.')) },
  };
  handlers = {
    'configure-integration': configureIntegration(deps),
    'delete-integration': deleteIntegration(deps),
    'scan-now': scanNow(deps),
    'cancel-scan': cancelScan(deps),
    'set-schedule': setSchedule(deps),
    'set-coverage': setCoverage(deps),
    'triage-event': triageEvent(deps),
    'manage-policies': managePolicies(deps),
    'try-policy': tryPolicy(deps),
    'manage-privacy': managePrivacy(deps),
    'manage-notices': manageNotices(deps),
    'portal-queries': portalQueries(deps),
    'export-list': exportList(deps),
  };
});

const ask = (name: keyof typeof routes, sent: Sent = {}) =>
  send(handlers[(routes[name] as Route).function], routes[name], { ...good[name], ...sent });

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
    const roles = route.role === 'admin' ? '[viewer content-viewer]' : '[content-viewer]';

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

describe('what belongs to another tenant is not found', () => {
  beforeEach(() => {
    given.integration(world, anIntegration({ currentScanId: 'scan_0001' }));
    given.scan(world, aScan());
  });

  test.each(['getScan', 'cancelScan'] as const)('%s', async (name) => {
    const path = { scanId: 'scan_0001' };

    const theirs = await ask(name, { path, claims: STRANGER });
    const own = await ask(name, { path });

    expect([theirs.status, theirs.json.code]).toEqual([404, 'SCAN_NOT_FOUND']);
    expect(own.status).toBeLessThan(300);
  });

  test('getAgent', async () => {
    const path = { agentId: given.agent(world, 'acme', anAgent()) };

    const theirs = await ask('getAgent', { path, claims: STRANGER });

    expect([theirs.status, theirs.json.code]).toEqual([404, 'AGENT_NOT_FOUND']);
    expect((await ask('getAgent', { path })).status).toBe(200);
  });

  test.each(['getEvent', 'triageEvent'] as const)('%s', async (name) => {
    const path = { eventId: given.event(world, anEvent()) };

    const theirs = await ask(name, { path, claims: STRANGER });

    expect([theirs.status, theirs.json.code]).toEqual([404, 'EVENT_NOT_FOUND']);
    expect((await ask('getEvent', { path })).json.state).toBe('new');
  });

  test.each(['deleteIntegration', 'scanNow', 'setSchedule', 'setCoverage', 'setBudget'] as const)(
    '%s',
    async (name) => {
      const theirs = await ask(name, { claims: STRANGER });

      expect([theirs.status, theirs.json.code]).toEqual([404, 'NOT_CONFIGURED']);
      expect(await world.integrations.find('acme')).toEqual(anIntegration({ currentScanId: 'scan_0001' }));
    },
  );

  test('lists and exports show nothing of it', async () => {
    given.agent(world, 'acme', anAgent());
    given.event(world, anEvent());
    await world.audit.record('acme', {
      at: world.clock.iso(),
      actor: 'a',
      action: 'x',
      outcome: 'done',
      details: {},
    });

    for (const name of ['listScans', 'listAgents', 'listEvents', 'listAudit'] as const) {
      const theirs = await ask(name, { claims: STRANGER });
      expect([name, theirs.json.items]).toEqual([name, []]);
    }
    expect((await ask('getIntegration', { claims: STRANGER })).json.status).toBe('not_configured');
    for (const name of ['exportAgents', 'exportEvents'] as const) {
      const theirs = await ask(name, { claims: STRANGER });
      expect(theirs.text.split('\r\n')).toHaveLength(2);
    }
  });
});

test('a viewer may read and export, and an admin may do everything', async () => {
  for (const [name, route] of everyRoute) {
    const { status } = await ask(name, { claims: VIEWER });
    expect([name, status === 403]).toEqual([name, route.role === 'admin']);
    expect((await ask(name, { claims: { ...ADMIN, roles: ['admin'] } })).status).not.toBe(403);
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
