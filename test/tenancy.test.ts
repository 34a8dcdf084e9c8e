import type { Context, SQSEvent } from 'aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler as deadLetter } from '../functions/dead-letter/handler.ts';
import { createHandler as inspectContent } from '../functions/inspect-content/handler.ts';
import { createHandler as purgeTenantData } from '../functions/purge-tenant-data/handler.ts';
import { createHandler as runScan } from '../functions/run-scan/handler.ts';
import { createHandler as sendNotices } from '../functions/send-notices/handler.ts';
import { startScheduledScan } from '../functions/start-scan/start-scan.ts';
import { type Route, routes } from '../shared/api/routes.ts';
import type { PurgeQueueTask } from '../shared/messages.ts';
import * as messages from '../shared/messages.ts';
import { personHash } from '../shared/privacy/person-hash.ts';
import { accessKey, anAgent, anEvent, anIntegration, aScan, given } from './functions/builders.ts';
import { everyHandler, GOOD, SECRET } from './functions/every-handler.ts';
import { type Received, type Sent, STRANGER, send } from './functions/request.ts';
import { rowKey, write } from './support/memory/state.ts';
import { scanWorld } from './support/scan-world.ts';

// Every route and every message, with the ids of a tenant who is not the caller's or the message's. A route or a message
// that is added needs a case here.

type World = Awaited<ReturnType<typeof scanWorld>>;
let world: World;

/** Words that stand in what belongs to the tenant, and nowhere else. */
const MARKS = /ada@|user_1|cards\.xlsx|scan_0001|evt_|file_1|purge_1|x7Qa|Quarry|arn:aws:sns|secret\/acme/;

const ids = () => ({
  scanId: 'scan_0001',
  eventId: anEvent().eventId,
  agentId: 'user_1.desktop',
  purgeId: 'purge_1',
});

/** A tenant with something of every kind, and a scan at work. */
beforeEach(async () => {
  world = await scanWorld();
  const organizations = [{ uuid: 'org-9', name: 'Quarry' }];
  given.integration(world, anIntegration({ currentScanId: 'scan_0001', organizations }));
  given.scan(world, aScan());
  given.agent(world, 'acme', anAgent());
  given.event(world, anEvent());
  const item = {
    id: 'file_1',
    kind: 'file_upload',
    at: '2026-10-01T10:00:00.000Z',
    userId: 'user_1',
    email: 'ada@example.com',
    interface: 'desktop',
    chatId: null,
    projectId: null,
  } as const;
  write(world.state, world.state.chunks, rowKey('acme', 'scan_0001', 'c1'), {
    scanId: 'scan_0001',
    chunkId: 'c1',
    items: [item],
    staged: new Set([0]),
    outcomes: new Map(),
  });
  const content = { body: new TextEncoder().encode('x'), name: 'cards.xlsx', mimeType: null };
  world.staging.objects.set('staging/acme/scan_0001/c1/0', content);
  world.staging.objects.set('exports/acme/1', content);
  world.archive.files.set('facts/acme/2026-10-01/a.ndjson', '{"userId":"user_1"}\n');
  await world.audit.record('acme', {
    at: world.clock.iso(),
    actor: 'ada@example.com',
    action: 'x',
    outcome: 'done',
    details: {},
  });
  await world.notices.save('acme', {
    targets: [
      { topicArn: 'arn:aws:sns:eu-central-1:111122223333:claude-notices-acme', notices: ['scan_failed'] },
    ],
    savedAt: 'a',
    savedBy: 'b',
  });
  await world.privacy.begin('acme', {
    purgeId: 'purge_1',
    scope: 'person',
    person: personHash(SECRET, 'acme', 'user_1'),
    userId: 'user_1',
    afterwards: 'nothing',
    status: 'running',
    requestedAt: '2026-10-01T11:00:00.000Z',
    requestedBy: 'ada@example.com',
    completedAt: null,
    removed: {},
  });
});

/** Everything that belongs to the tenant, wherever it is. */
const belongings = () => ({
  rows: Object.values(world.state).flatMap((rows) =>
    rows instanceof Map ? [...rows].filter(([key]) => key === 'acme' || key.startsWith('acme#')) : [],
  ),
  objects: [...world.staging.objects.keys()],
  archived: [...world.archive.files],
  secrets: [...world.vault.secrets].filter(([id]) => id.includes('/acme/')),
  schedules: [...world.schedule.schedules].filter(([tenant]) => tenant === 'acme'),
  sent: [world.lane.sent, world.inspectionQueue.sent, world.purgeQueue.sent]
    .flat()
    .filter(({ tenant }) => tenant === 'acme'),
  told: [...world.topics.told],
});

describe('a route that is asked by another tenant, with ids of this one,', () => {
  interface Case {
    readonly sent?: Sent;
    readonly status: number;
    /** Problem code, where it is one. */
    readonly code?: string;
  }
  const cases: Readonly<Record<keyof typeof routes, Case>> = {
    getIntegration: { status: 200 },
    configureIntegration: { sent: { body: { apiKey: accessKey('y8Rb') } }, status: 201 },
    estimateScan: { sent: { body: { apiKey: accessKey('y8Rb') } }, status: 200 },
    deleteIntegration: { sent: { query: { purge: 'true' } }, status: 404, code: 'NOT_CONFIGURED' },
    scanNow: { status: 404, code: 'NOT_CONFIGURED' },
    listScans: { status: 200 },
    getScan: { status: 404, code: 'SCAN_NOT_FOUND' },
    cancelScan: { status: 404, code: 'SCAN_NOT_FOUND' },
    setSchedule: { status: 404, code: 'NOT_CONFIGURED' },
    setCoverage: { status: 404, code: 'NOT_CONFIGURED' },
    setBudget: { status: 404, code: 'NOT_CONFIGURED' },
    listAgents: { status: 200 },
    exportAgents: { status: 200 },
    getAgent: { status: 404, code: 'AGENT_NOT_FOUND' },
    listEvents: { sent: { query: { user: 'user_1', scanId: 'scan_0001' } }, status: 200 },
    exportEvents: { status: 200 },
    getEvent: { status: 404, code: 'EVENT_NOT_FOUND' },
    triageEvent: { status: 404, code: 'EVENT_NOT_FOUND' },
    revealEvent: { status: 404, code: 'EVENT_NOT_FOUND' },
    getPolicies: { status: 200 },
    setPolicies: { status: 200 },
    tryPolicy: { status: 200 },
    getOverview: { status: 200 },
    listAudit: { status: 200 },
    getRetention: { status: 200 },
    setRetention: { sent: { body: { eventDays: 1, auditDays: 30, usageDays: 28 } }, status: 200 },
    purgePerson: { status: 202 },
    listPurges: { sent: { query: { userId: 'user_1' } }, status: 200 },
    getPurge: { status: 404, code: 'PURGE_NOT_FOUND' },
    getNotices: { status: 200 },
    setNotices: { status: 200 },
  };

  test.each(Object.entries(cases) as [keyof typeof routes, Case][])(
    '%s, finds nothing and changes nothing of it',
    async (name, { sent = GOOD[name] ?? {}, status, code }) => {
      const before = belongings();
      const route: Route = routes[name];
      const handler = everyHandler(world)[route.function];

      const answer: Received = await send(handler, route, { path: ids(), ...sent, claims: STRANGER });

      expect([answer.status, answer.json.code]).toEqual([status, code]);
      expect(answer.text).not.toMatch(MARKS);
      expect(belongings()).toEqual(before);
    },
  );

  test('and the same ids find something for the tenant itself', async () => {
    for (const name of ['getScan', 'getAgent', 'getEvent', 'getPurge'] as const) {
      const route: Route = routes[name];
      const answer = await send(everyHandler(world)[route.function], route, { path: ids() });
      expect([name, answer.status]).toEqual([name, 200]);
    }
  });
});

describe('a message of another tenant, with ids of this one,', () => {
  const deliver = async (handler: (event: SQSEvent, context: Context) => Promise<unknown>, body: unknown) => {
    const record = {
      messageId: '1',
      body: JSON.stringify(body),
      attributes: { ApproximateReceiveCount: '1', MessageGroupId: 'other' },
      eventSourceARN: 'arn:aws:sqs:eu-central-1:1:queue',
    };
    return handler(
      { Records: [record] } as unknown as SQSEvent,
      {
        getRemainingTimeInMillis: () => 900_000,
      } as Context,
    );
  };
  const from = { v: 1, tenant: 'other', generation: 1 } as const;
  const step = { ...from, scanId: 'scan_0001', step: 1 };
  const task = { ...from, scanId: 'scan_0001', chunkId: 'c1', index: 0 };
  const purges: Readonly<Record<PurgeQueueTask['scope'], object>> = {
    staging: { ...from, requestedBy: 'a', removed: {} },
    everything: { ...from, requestedBy: 'a', purgeId: 'purge_1', removed: {} },
    person: { v: 1, tenant: 'other', purgeId: 'purge_1', after: null, removed: {} },
    retention: { v: 1, tenant: 'other', after: null },
  };

  const cases: Readonly<Record<string, () => Promise<unknown>>> = {
    parseScanStep: async () => {
      await deliver(runScan(world.runDeps), step);
      await deliver(deadLetter(world), step);
    },
    parseInspectionTask: async () => {
      for (const stagedKey of ['staging/acme/scan_0001/c1/0', 'staging/other/../acme/scan_0001/c1/0']) {
        await deliver(inspectContent(world.inspectDeps), { ...task, stagedKey });
        await deliver(deadLetter(world), { ...task, stagedKey });
      }
    },
    parsePurgeQueueTask: async () => {
      for (const [scope, body] of Object.entries(purges)) {
        await deliver(purgeTenantData(world), { ...body, scope });
      }
    },
    parseScheduledStart: () =>
      startScheduledScan(world, { tenant: 'other', generation: 1, scheduledAt: '2026-10-01T12:00:00Z' }),
    /** Facts come from the bus and not from messages.ts. */
    fact: () =>
      deliver(sendNotices(world), {
        id: '1',
        time: '2026-10-01T12:00:00Z',
        'detail-type': 'ScanFailed',
        detail: { tenant: 'other', scanId: 'scan_0001' },
      }),
  };

  test.each(Object.entries(cases))('%s, finds nothing and changes nothing of it', async (_, perform) => {
    const before = belongings();

    await perform();

    expect(belongings()).toEqual(before);
    expect(world.facts.published.filter(({ detail }) => detail.tenant === 'acme')).toEqual([]);
  });

  test('is covered for every parser there is', () => {
    const parsers = Object.keys(messages).filter((name) => name.startsWith('parse'));

    expect(Object.keys(cases)).toEqual(expect.arrayContaining(parsers));
    expect(parsers).toHaveLength(4);
  });
});
