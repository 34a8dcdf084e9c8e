import { describe, expect, test } from 'vitest';
import { startScheduledScan } from '../../../functions/start-scan/start-scan.ts';
import { scanWorld, TENANT } from '../../support/scan-world.ts';

const due = { tenant: TENANT, generation: 1, scheduledAt: '2026-10-20T12:00:00Z' };

const readUpTo = (time: string) => ({
  scanStartedAt: time,
  readUpTo: time,
  chatsUpTo: time,
  collectedFrom: '2026-09-01',
  recordHash: null,
});

async function aScheduledTenant() {
  const world = await scanWorld();
  return { world, deps: world };
}

describe('a periodic scan that is due', () => {
  test('starts and is written down', async () => {
    const { world, deps } = await aScheduledTenant();

    expect(await startScheduledScan(deps, due)).toMatchObject({ outcome: 'started' });
    expect((await world.audit.list(TENANT, { limit: 10, after: null })).items).toMatchObject([
      { actor: 'schedule', action: 'scheduled-scan', outcome: 'done' },
    ]);
  });

  test('during a scan is skipped and recorded as already running', async () => {
    const { world, deps } = await aScheduledTenant();
    await world.start();

    expect(await startScheduledScan(deps, due)).toMatchObject({ outcome: 'already-running' });
    expect((await world.audit.list(TENANT, { limit: 10, after: null })).items).toMatchObject([
      { outcome: 'refused', details: { reason: 'already running' } },
    ]);
  });

  test('of an integration that was deleted or configured anew starts nothing', async () => {
    const { deps } = await aScheduledTenant();

    expect(await startScheduledScan(deps, { ...due, generation: 7 })).toMatchObject({
      outcome: 'not-active',
    });
    expect(await startScheduledScan(deps, { ...due, tenant: 'nobody' })).toMatchObject({
      outcome: 'not-active',
    });
  });

  test.each([
    ['was read yesterday', { position: readUpTo('2026-10-19T12:00:00.000Z') }, []],
    ['was read two days ago', { position: readUpTo('2026-10-18T12:00:00.000Z') }, ['ScanStale']],
    ['was never read, as it is new', { configuredAt: '2026-10-19T12:00:00.000Z' }, []],
    ['was never read in two days', { configuredAt: '2026-10-18T12:00:00.000Z' }, ['ScanStale']],
    [
      'has a key that is not accepted',
      { configuredAt: '2026-10-01', status: 'invalid_api_key' as const },
      [],
    ],
  ])('of a tenant that %s tells how far behind scans are', async (_, changes, told) => {
    const world = await scanWorld({ integration: { frequency: 'daily', ...changes } });

    await startScheduledScan(world, due);

    const types = world.facts.published.map(({ type }) => type);
    expect(types.filter((type) => type === 'ScanStale')).toEqual(told);
  });

  test('starts although the bus fails to hear that scans are behind', async () => {
    const world = await scanWorld({
      integration: { frequency: 'daily', configuredAt: '2026-10-01T00:00:00.000Z' },
    });
    world.facts.failNext('upstream-busy');

    expect(await startScheduledScan(world, due)).toMatchObject({ outcome: 'started' });
    expect(world.log.entries.map(({ code }) => code)).toContain('FACT_LOST');
  });

  test('with an event of another shape is an error, so that it is noticed', async () => {
    const { deps } = await aScheduledTenant();

    await expect(startScheduledScan(deps, { tenant: TENANT })).rejects.toMatchObject({ code: 'BAD_MESSAGE' });
  });
});
