import { beforeEach, expect, test } from 'vitest';
import { createHandler } from '../../../functions/scan-now/handler.ts';
import { routes } from '../../../shared/api/routes.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';
import { anIntegration, aScan, auditOf, given } from '../builders.ts';
import { apiDepsOf, type Sent, send } from '../request.ts';

let world: MemoryWorld;

beforeEach(() => {
  world = memoryWorld();
});

const scanNow = (sent: Sent = {}) => send(createHandler(apiDepsOf(world)), routes.scanNow, sent);

test('a scan starts, and the answer names it', async () => {
  given.integration(world, anIntegration());

  const { status, json } = await scanNow();

  const scanId = String(json.scanId);
  expect([status, json]).toEqual([202, { scanId, status: 'scanning' }]);
  expect(await world.scans.find('acme', scanId)).toMatchObject({
    trigger: 'manual',
    startedBy: 'admin@example.com',
  });
  expect(world.lane.sent).toMatchObject([{ tenant: 'acme', scanId, step: 1 }]);
  expect(await auditOf(world)).toMatchObject([{ action: 'scan-now', outcome: 'done', details: { scanId } }]);
});

test('while a scan runs another one is refused with the running one', async () => {
  given.integration(world, anIntegration());
  const { json: first } = await scanNow();
  world.clock.advance(5_000);

  const { status, json } = await scanNow();

  expect([status, json.code, json.scanId]).toEqual([409, 'SCAN_IN_PROGRESS', first.scanId]);
  expect(world.lane.sent).toHaveLength(1);
  expect((await auditOf(world))[0]).toMatchObject({
    outcome: 'refused',
    details: { code: 'SCAN_IN_PROGRESS' },
  });
});

test('a pause that the provider asked the scan before for holds for the next one, and not longer', async () => {
  const resumeAt = '2026-10-01T12:05:00.000Z';
  given.scan(world, aScan({ scanId: 'scan_0001', status: 'cancelled', resumeAt }));
  const lastScan = {
    scanId: 'scan_0001',
    status: 'cancelled',
    startedAt: '',
    endedAt: '',
    error: null,
  } as const;
  given.integration(world, anIntegration({ lastScan }));
  world.clock.advance(4 * 60_000);

  const { json: early } = await scanNow();
  given.integration(world, anIntegration({ lastScan }));
  world.clock.advance(60_000);
  const { json: late } = await scanNow();

  expect((await world.scans.find('acme', String(early.scanId)))?.resumeAt).toBe(resumeAt);
  expect((await world.scans.find('acme', String(late.scanId)))?.resumeAt).toBeNull();
});

test('of two requests in the same millisecond one starts the scan and the other learns which', async () => {
  given.integration(world, anIntegration());

  const [one, two] = await Promise.all([scanNow(), scanNow()]);

  expect([one.status, two.status].sort()).toEqual([202, 409]);
  expect(one.json.scanId).toBe(two.json.scanId);
});

test('the same idempotency key starts one scan', async () => {
  given.integration(world, anIntegration());
  const headers = { 'idempotency-key': 'click-1' };

  const first = await scanNow({ headers });
  const again = await scanNow({ headers, body: {} });

  expect(again).toMatchObject({ status: 202, json: first.json });
  expect(world.lane.sent).toHaveLength(1);
});

test('an invalid key starts nothing', async () => {
  given.integration(
    world,
    anIntegration({ status: 'invalid_api_key', statusReason: 'Deleted in claude.ai' }),
  );

  const { status, json } = await scanNow();

  expect([status, json.code]).toEqual([409, 'INVALID_API_KEY']);
  expect(world.lane.sent).toEqual([]);
});

test.each([
  ['never configured', undefined],
  ['deleted', anIntegration({ status: 'not_configured' })],
])('an integration that was %s starts nothing', async (_, integration) => {
  if (integration) given.integration(world, integration);

  const { status, json } = await scanNow();

  expect([status, json.code]).toEqual([404, 'NOT_CONFIGURED']);
});
