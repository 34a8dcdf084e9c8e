import { beforeEach, expect, test } from 'vitest';
import { createHandler } from '../../../functions/cancel-scan/handler.ts';
import { routes } from '../../../shared/api/routes.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';
import { anIntegration, aScan, auditOf, given } from '../builders.ts';
import { apiDepsOf, send } from '../request.ts';

let world: MemoryWorld;

beforeEach(() => {
  world = memoryWorld({ now: Date.parse('2026-10-01T12:00:00Z') });
});

const cancel = (scanId = 'scan_0001') =>
  send(createHandler(apiDepsOf(world)), routes.cancelScan, { path: { scanId } });

test('a running scan ends as cancelled, whatever its step, and the next one may start', async () => {
  given.integration(world, anIntegration({ currentScanId: 'scan_0001' }));
  given.scan(world, aScan({ step: 17, phase: 'items' }));

  const { status, json } = await cancel();

  expect([status, json]).toEqual([202, { scanId: 'scan_0001', status: 'cancelled' }]);
  expect(await world.scans.find('acme', 'scan_0001')).toMatchObject({
    status: 'cancelled',
    endedAt: '2026-10-01T12:00:00.000Z',
  });
  expect(await world.integrations.find('acme')).toMatchObject({
    currentScanId: null,
    lastScan: { scanId: 'scan_0001', status: 'cancelled' },
  });
  expect(await auditOf(world)).toMatchObject([{ action: 'cancel-scan', outcome: 'done' }]);
});

test.each(['completed', 'completed_with_gaps', 'failed', 'cancelled'] as const)(
  'a scan that is %s has nothing to cancel',
  async (ended) => {
    given.scan(world, aScan({ status: ended }));

    const { status, json } = await cancel();

    expect([status, json.code]).toEqual([409, 'SCAN_NOT_RUNNING']);
    expect((await world.scans.find('acme', 'scan_0001'))?.status).toBe(ended);
  },
);

test('a scan that ends at the same moment stays as it ended', async () => {
  world = memoryWorld({
    onCall: ({ method, when }) => {
      if (method === 'finish' && when === 'before') given.scan(world, aScan({ status: 'completed' }));
    },
  });
  given.scan(world, aScan());

  const { status, json } = await cancel();

  expect([status, json.code]).toEqual([409, 'SCAN_NOT_RUNNING']);
  expect((await world.scans.find('acme', 'scan_0001'))?.status).toBe('completed');
});

test('a scan that is not there is not found', async () => {
  const { status, json } = await cancel('scan_unknown');

  expect([status, json.code]).toEqual([404, 'SCAN_NOT_FOUND']);
});
