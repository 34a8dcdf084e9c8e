import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../../functions/portal-queries/handler.ts';
import { agentDetail, agentList } from '../../../shared/api/agent.ts';
import { eventAnswer } from '../../../shared/api/event.ts';
import { integrationCard } from '../../../shared/api/integration.ts';
import { type OperationId, routes } from '../../../shared/api/routes.ts';
import { scanAnswer } from '../../../shared/api/scan.ts';
import { NO_FINDINGS } from '../../../shared/domain/agent.ts';
import { NO_COUNTS, NOTHING_SETTLED } from '../../../shared/domain/scan.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';
import { anAgent, anEvent, anIntegration, aScan, given } from '../builders.ts';
import { apiDepsOf, type Json, type Sent, STRANGER, send } from '../request.ts';

let world: MemoryWorld;
let secret: string;

beforeEach(() => {
  world = memoryWorld({ now: Date.parse('2026-10-01T12:00:00Z') });
  secret = 'a-secret';
});

const get = (name: OperationId, sent: Sent = {}) =>
  send(createHandler({ ...apiDepsOf(world), cursorSecret: async () => secret }), routes[name], sent);

const itemsOf = (json: Json) => json.items as unknown as Json[];

describe('the integration card', () => {
  test('shows an integration with its scan, its schedule and its last result', async () => {
    const lastScan = {
      scanId: 'scan_0',
      status: 'completed',
      startedAt: '2026-09-30T12:00:00.000Z',
      endedAt: '2026-09-30T12:10:00.000Z',
      error: null,
    } as const;
    given.integration(
      world,
      anIntegration({
        currentScanId: 'scan_1',
        frequency: 'weekly',
        scheduledFrom: '2026-09-28T12:00:00.000Z',
        lastScan,
      }),
    );

    const { status, json, text } = await get('getIntegration');

    expect(status).toBe(200);
    expect(integrationCard.parse(json)).toEqual(json);
    expect(json).toMatchObject({
      status: 'active',
      keyHint: '…x7Qa',
      scanning: true,
      currentScanId: 'scan_1',
      lastScan,
      schedule: { frequency: 'weekly', nextScanAt: '2026-10-05T12:00:00.000Z' },
    });
    expect(text).not.toMatch(/secret|generation/);
  });

  test('says why a key is invalid', async () => {
    const statusReason = 'The key was deleted in claude.ai';
    given.integration(world, anIntegration({ status: 'invalid_api_key', statusReason, frequency: 'daily' }));

    expect((await get('getIntegration')).json).toMatchObject({
      status: 'invalid_api_key',
      statusReason,
      schedule: { frequency: 'daily', nextScanAt: null },
    });
  });

  test.each([
    ['never configured', undefined],
    ['deleted', anIntegration({ status: 'not_configured', position: null })],
  ])('is empty for an integration that was %s', async (_, integration) => {
    if (integration) given.integration(world, integration);

    const { json } = await get('getIntegration');

    expect(integrationCard.parse(json)).toEqual(json);
    expect(json).toMatchObject({
      status: 'not_configured',
      keyHint: null,
      organizations: [],
      lastScan: null,
    });
  });
});

describe('a scan', () => {
  test('shows progress and counts while it runs', async () => {
    given.scan(
      world,
      aScan({
        phase: 'items',
        window: { from: '2026-09-01T00:00:00.000Z', to: '2026-10-01T10:58:00.000Z' },
        liveCounts: {
          ...NO_COUNTS,
          activities: 9,
          agents: 3,
          listed: 100,
          requests: 7,
          rateLimitWaitMs: 2_400,
        },
        settled: {
          ...NOTHING_SETTLED,
          clean: 20,
          flagged: 4,
          skipped: 1,
          findings: 9,
          skippedReasons: { too_large: 1 },
        },
      }),
    );

    const { status, json } = await get('getScan', { path: { scanId: 'scan_0001' } });

    expect(status).toBe(200);
    expect(scanAnswer.parse(json)).toEqual(json);
    expect(json).toMatchObject({
      status: 'scanning',
      phase: 'items',
      progress: { percent: 40, etaSeconds: 10_800 },
      counts: {
        activities: 9,
        agents: 3,
        items: { listed: 100, clean: 20, flagged: 4, skipped: 1, failed: 0 },
        findings: 9,
        requests: 7,
        rateLimitWaitSeconds: 2,
      },
      skippedReasons: { too_large: 1 },
      completeness: null,
    });
  });

  test('shows its completeness record unchanged, so that its hash can be checked', async () => {
    const completeness = {
      scanId: 'scan_0001',
      window: { from: '2026-09-01T00:00:00.000Z', to: '2026-10-01T10:58:00.000Z' },
      phases: [
        {
          phase: 'activities' as const,
          from: null,
          to: null,
          pages: 3,
          items: 9,
          firstId: 'a',
          lastId: 'z',
          requestId: 'req_1',
          gaps: ['a day'],
          missingFrom: '2026-09-30',
        },
      ],
      listed: 1,
      clean: 1,
      flagged: 0,
      skipped: 0,
      failed: 0,
      reconciled: true,
      gaps: [],
      previousHash: null,
      hash: 'ff'.repeat(32),
    };
    given.scan(world, aScan({ status: 'completed', phase: 'close', completeness }));

    const { json } = await get('getScan', { path: { scanId: 'scan_0001' } });

    expect(json.completeness).toEqual(completeness);
    expect(scanAnswer.parse(json)).toEqual(json);
    expect(json.progress).toEqual({ percent: 100, etaSeconds: 0 });
  });

  test('is listed newest first', async () => {
    for (const scanId of ['scan_1', 'scan_3', 'scan_2']) given.scan(world, aScan({ scanId }));

    const { json } = await get('listScans');

    expect(itemsOf(json).map(({ scanId }) => scanId)).toEqual(['scan_3', 'scan_2', 'scan_1']);
    expect(json.nextCursor).toBeNull();
  });
});

describe('an agent', () => {
  test('has its name, level, models by last use and worst risk', async () => {
    given.agent(world, 'acme', anAgent({ findings: { ...NO_FINDINGS, medium: 2, low: 1 } }));

    const { json } = await get('listAgents');

    expect(agentList.parse(json)).toEqual(json);
    expect(itemsOf(json)).toEqual([
      {
        agentId: 'user_1.desktop',
        name: 'Claude Desktop (Compliance API)',
        type: 'desktop',
        vendor: 'Anthropic',
        owner: { userId: 'user_1', email: 'ada@example.com', name: 'Ada', active: true },
        usage: { level: 'High', perWeek: 41.5, basis: 'estimated', days: 28 },
        models: [
          { name: 'Claude Sonnet 4.5', id: 'claude-sonnet-4-5', lastUsedAt: '2026-10-01T10:00:00.000Z' },
          { name: 'Claude Opus 5', id: 'claude-opus-5', lastUsedAt: '2026-09-30T10:00:00.000Z' },
        ],
        risk: 'medium',
        findings: { critical: 0, high: 0, medium: 2, low: 1, info: 0 },
        firstSeenAt: '2026-09-01T08:00:00.000Z',
        lastSeenAt: '2026-10-01T10:00:00.000Z',
      },
    ]);
  });

  test('has its days, oldest first, and the evidence for its interface in the details', async () => {
    const agentId = given.agent(world, 'acme', anAgent({ unattributed: 4 }));

    const { status, json } = await get('getAgent', { path: { agentId } });

    expect(status).toBe(200);
    expect(agentDetail.parse(json)).toEqual(json);
    expect(json).toMatchObject({
      days: [
        { date: '2026-09-29', chats: 1, files: 0, messages: null },
        { date: '2026-09-30', chats: 2, files: 1, messages: null },
      ],
      evidence: [{ userAgent: 'Claude/1.0 Electron', rule: 'desktop-app@1' }],
      unattributed: 4,
    });
  });

  test.each([
    'user_1',
    'user_1.',
    '.desktop',
    'user_1.watch',
    'user_1.toString',
    'a#b.desktop',
    '%00.desktop',
  ])('%j is not found', async (agentId) => {
    given.agent(world, 'acme', anAgent());

    const { status, json } = await get('getAgent', { path: { agentId } });

    expect([status, json.code]).toEqual([404, 'AGENT_NOT_FOUND']);
  });

  const owners = async (query: Record<string, string>) =>
    itemsOf((await get('listAgents', { query })).json).map(({ owner }) => String(owner?.userId));

  test('is found by every filter and in every order', async () => {
    const owner = (userId: string, email: string) => ({ userId, email, name: userId, active: true });
    given.agent(world, 'acme', anAgent({ owner: owner('u1', 'zoe@example.com'), perWeek: 0, models: {} }));
    given.agent(
      world,
      'acme',
      anAgent({
        owner: owner('u2', 'bob@example.com'),
        interface: 'mobile',
        perWeek: 400,
        lastSeenAt: '2026-10-01T11:00:00.000Z',
        findings: { ...NO_FINDINGS, critical: 1 },
      }),
    );
    given.agent(
      world,
      'acme',
      anAgent({ owner: owner('u3', 'Ann@example.com'), perWeek: 4.99, lastSeenAt: null }),
    );

    expect(await owners({})).toEqual(['u3', 'u2', 'u1']);
    expect(await owners({ order: 'desc' })).toEqual(['u1', 'u2', 'u3']);
    expect(await owners({ sort: 'usage' })).toEqual(['u2', 'u3', 'u1']);
    expect(await owners({ sort: 'usage', order: 'asc' })).toEqual(['u1', 'u3', 'u2']);
    expect(await owners({ sort: 'lastSeenAt' })).toEqual(['u2', 'u1', 'u3']);
    expect(await owners({ type: 'mobile' })).toEqual(['u2']);
    expect(await owners({ owner: 'ANN@' })).toEqual(['u3']);
    expect(await owners({ usage: 'No usage' })).toEqual(['u1']);
    expect(await owners({ usage: 'Low' })).toEqual(['u3']);
    expect(await owners({ usage: 'Extreme' })).toEqual(['u2']);
    expect(await owners({ model: 'claude-opus-5' })).toEqual(['u3', 'u2']);
    expect(await owners({ risk: 'critical' })).toEqual(['u2']);
    expect(await owners({ q: 'zoe' })).toEqual(['u1']);
  });
});

describe('an event', () => {
  test('has its finding, masked, and where it came from', async () => {
    const eventId = given.event(world, anEvent());

    const { status, json } = await get('getEvent', { path: { eventId } });

    expect(status).toBe(200);
    expect(eventAnswer.parse(json)).toEqual(json);
    expect(json).toMatchObject({
      eventId,
      application: 'Claude Enterprise',
      type: 'desktop',
      eventType: 'file_upload',
      agentId: 'user_1.desktop',
      action: 'detect',
      risk: 'high',
      dataTypes: [{ id: 'payment-card', name: 'Payment card number', count: 3, confidence: 'high' }],
      inspection: { status: 'flagged', reason: null },
      findings: [{ dataType: 'payment-card', samples: null }],
      chat: { id: 'claude_chat_1' },
      state: 'new',
    });
    expect(json).not.toHaveProperty('tenant');
  });

  test.each(['evt_', 'evt_nothing', '2026-10-01T10:00:00.000Z#evt_1', '../x'])(
    '%j is not found',
    async (eventId) => {
      const { status, json } = await get('getEvent', { path: { eventId } });

      expect([status, json.code]).toEqual([404, 'EVENT_NOT_FOUND']);
    },
  );

  test('is found by every filter, newest first', async () => {
    const item = (id: string, name: string) => ({ ...anEvent().item, id, name });
    given.event(world, anEvent({ item: item('f1', 'cards.xlsx') }));
    given.event(
      world,
      anEvent({
        time: '2026-10-01T11:00:00.000Z',
        item: item('f2', 'notes.txt'),
        eventType: 'project_file',
        interface: 'browser',
        user: { userId: 'user_2', email: 'bob@example.com' },
        risk: null,
        findings: [],
        inspection: { ...anEvent().inspection, status: 'clean' },
        scanId: 'scan_0002',
      }),
    );
    const names = async (query: Record<string, string>) =>
      itemsOf((await get('listEvents', { query })).json).map((event) => event.item?.name as unknown);

    expect(await names({})).toEqual(['notes.txt', 'cards.xlsx']);
    expect(await names({ from: '2026-10-01T10:30:00Z' })).toEqual(['notes.txt']);
    expect(await names({ from: '2026-10-01', to: '2026-10-01T13:00:00+02:00' })).toEqual(['cards.xlsx']);
    expect(await names({ to: '2026-10-01' })).toEqual([]);
    expect(await names({ user: 'user_2' })).toEqual(['notes.txt']);
    expect(await names({ type: 'desktop' })).toEqual(['cards.xlsx']);
    expect(await names({ eventType: 'project_file' })).toEqual(['notes.txt']);
    expect(await names({ risk: 'high' })).toEqual(['cards.xlsx']);
    expect(await names({ dataType: 'payment-card' })).toEqual(['cards.xlsx']);
    expect(await names({ status: 'clean' })).toEqual(['notes.txt']);
    expect(await names({ scanId: 'scan_0002' })).toEqual(['notes.txt']);
    expect(await names({ q: 'CARDS' })).toEqual(['cards.xlsx']);
  });
});

test('the audit is listed newest first', async () => {
  for (const action of ['configure', 'scan-now']) {
    await world.audit.record('acme', {
      at: world.clock.iso(),
      actor: 'ada',
      action,
      outcome: 'done',
      details: { n: 1 },
    });
    world.clock.advance(1_000);
  }

  const { json } = await get('listAudit');

  expect(itemsOf(json).map(({ action }) => action)).toEqual(['scan-now', 'configure']);
  expect(itemsOf(json)[0]).toMatchObject({ actor: 'ada', outcome: 'done', details: { n: 1 } });
});

describe('pages', () => {
  beforeEach(() => {
    for (let n = 0; n < 7; n += 1) {
      const time = `2026-10-01T10:0${n}:00.000Z`;
      given.event(world, anEvent({ time, item: { ...anEvent().item, id: `f${n}`, name: `f${n}` } }));
    }
  });

  const walk = async (query: Record<string, string>) => {
    const pages: unknown[][] = [];
    for (let cursor: unknown = ''; cursor !== null; ) {
      const { json } = await get('listEvents', {
        query: { ...query, ...(cursor ? { cursor: String(cursor) } : {}) },
      });
      pages.push(itemsOf(json).map((event) => event.item?.name as unknown));
      cursor = json.nextCursor;
    }
    return pages;
  };

  test('follow each other without gap or repeat until the cursor is null', async () => {
    expect(await walk({ limit: '3' })).toEqual([['f6', 'f5', 'f4'], ['f3', 'f2', 'f1'], ['f0']]);
    expect(await walk({ limit: '7' })).toEqual([['f6', 'f5', 'f4', 'f3', 'f2', 'f1', 'f0']]);
  });

  test('may change their size on the way', async () => {
    const { json } = await get('listEvents', { query: { limit: '2' } });

    const next = await get('listEvents', { query: { limit: '5', cursor: String(json.nextCursor) } });

    expect(itemsOf(next.json)).toHaveLength(5);
  });

  test.each<[string, (cursor: string) => Promise<{ status: number; json: Json }>]>([
    ['another tenant', (cursor) => get('listEvents', { query: { cursor }, claims: STRANGER })],
    ['another list', (cursor) => get('listScans', { query: { cursor } })],
    ['other filters', (cursor) => get('listEvents', { query: { cursor, risk: 'high' } })],
    ['a changed character', (cursor) => get('listEvents', { query: { cursor: `${cursor.slice(0, -2)}AA` } })],
    ['something made up', () => get('listEvents', { query: { cursor: 'bm90.aGVyZQ' } })],
    [
      'another deployment',
      (cursor) => {
        secret = 'another-secret';
        return get('listEvents', { query: { cursor } });
      },
    ],
  ])('with a cursor of %s are refused', async (_, ask) => {
    const { json: first } = await get('listEvents', { query: { limit: '2' } });

    const { status, json } = await ask(String(first.nextCursor));

    expect([status, json.code]).toEqual([400, 'INVALID_CURSOR']);
  });
});
