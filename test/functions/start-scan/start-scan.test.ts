import { describe, expect, test } from 'vitest';
import { startScheduledScan } from '../../../functions/start-scan/start-scan.ts';
import { scanWorld, TENANT } from '../../support/scan-world.ts';

const due = { tenant: TENANT, generation: 1, scheduledAt: '2026-10-20T12:00:00Z' };

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

  test('with an event of another shape is an error, so that it is noticed', async () => {
    const { deps } = await aScheduledTenant();

    await expect(startScheduledScan(deps, { tenant: TENANT })).rejects.toMatchObject({ code: 'BAD_MESSAGE' });
  });
});
