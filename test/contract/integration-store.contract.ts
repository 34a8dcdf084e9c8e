import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anEnd, anIntegration, aTenant } from './samples.ts';
import { type OpenStores, runningScan, type Stores } from './stores.ts';

export const integrationStoreContract = (name: string, open: OpenStores) =>
  describe(`integration store on ${name}`, () => {
    let stores: Stores;

    beforeAll(async () => {
      stores = await open();
    });
    afterAll(() => stores.close());

    test('a tenant that never configured has no integration', async () => {
      expect(await stores.integrations.find(aTenant())).toBeUndefined();
    });

    test('what was configured is found as it was', async () => {
      const tenant = aTenant();
      const integration = anIntegration(tenant, {
        lastScan: { scanId: 's', status: 'failed', startedAt: 'a', endedAt: 'b', error: 'No.' },
        position: {
          scanStartedAt: '2026-09-30T12:00:00.000Z',
          readUpTo: 'a',
          chatsUpTo: 'b',
          collectedFrom: '2026-09-01',
          recordHash: null,
        },
      });

      expect(await stores.integrations.configure(integration, 0)).toBe('stored');

      expect(await stores.integrations.find(tenant)).toEqual(integration);
      expect(await stores.integrations.find(aTenant())).toBeUndefined();
    });

    test('configuring takes the place of nothing or of a deleted integration only', async () => {
      const tenant = aTenant();
      const { integrations } = stores;
      await integrations.configure(anIntegration(tenant), 0);

      const other = { secretId: 'secret/other' };
      expect(await integrations.configure(anIntegration(tenant, other), 0)).toBe('changed');
      expect(await integrations.configure(anIntegration(tenant, other), 1)).toBe('changed');
      await integrations.remove(tenant, 1, '2026-10-01T14:00:00.000Z');
      expect(await integrations.configure(anIntegration(tenant, other), 1)).toBe('changed');
      expect(await integrations.configure(anIntegration(tenant, other), 0)).toBe('changed');
      expect(await integrations.configure(anIntegration(tenant, { ...other, generation: 3 }), 2)).toBe(
        'stored',
      );

      expect(await integrations.find(tenant)).toMatchObject({ generation: 3, secretId: 'secret/other' });
    });

    test('of two that configure at once one is told that it came too late', async () => {
      const tenant = aTenant();

      const outcomes = await Promise.all(
        ['a', 'b', 'c'].map((secretId) =>
          stores.integrations.configure(anIntegration(tenant, { secretId }), 0),
        ),
      );

      expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
    });

    test('an update sets the named fields and no others', async () => {
      const tenant = aTenant();
      const integration = anIntegration(tenant);
      await stores.integrations.configure(integration, 0);
      const changes = { status: 'invalid_api_key', statusReason: 'Revoked', requestShare: 0.5 } as const;

      expect(await stores.integrations.update(tenant, 1, changes)).toBe('stored');

      expect(await stores.integrations.find(tenant)).toEqual({ ...integration, ...changes });
    });

    test('an update of another generation, of a deleted or of no integration changes nothing', async () => {
      const tenant = aTenant();
      const { integrations } = stores;

      expect(await integrations.update(tenant, 0, { lookbackDays: 7 } as object)).toBe('changed');
      expect(await integrations.find(tenant)).toBeUndefined();
      await integrations.configure(anIntegration(tenant), 0);
      expect(await integrations.update(tenant, 2, { frequency: 'weekly' })).toBe('changed');
      await integrations.remove(tenant, 1, '2026-10-01T14:00:00.000Z');
      expect(await integrations.update(tenant, 2, { frequency: 'weekly' })).toBe('changed');

      expect(await integrations.find(tenant)).toMatchObject({ frequency: 'off' });
    });

    test('deleting removes key and schedule, and keeps what a rotation needs', async () => {
      const tenant = aTenant();
      const position = {
        scanStartedAt: '2026-09-30T12:00:00.000Z',
        readUpTo: 'a',
        chatsUpTo: 'b',
        collectedFrom: '2026-09-01',
        recordHash: 'c',
      };
      const lastScan = {
        scanId: 's',
        status: 'completed',
        startedAt: 'a',
        endedAt: 'b',
        error: null,
      } as const;
      const integration = anIntegration(tenant, { position, lastScan });
      await stores.integrations.configure(integration, 0);

      expect(await stores.integrations.remove(tenant, 1, '2026-10-01T14:00:00.000Z')).toBe('removed');

      expect(await stores.integrations.find(tenant)).toEqual({
        ...integration,
        status: 'not_configured',
        generation: 2,
        keyHint: null,
        secretId: null,
        frequency: 'off',
        scheduledFrom: null,
      });
      expect(await stores.integrations.remove(tenant, 1, '2026-10-01T14:00:00.000Z')).toBe('changed');
      expect(await stores.integrations.remove(tenant, 2, '2026-10-01T14:00:00.000Z')).toBe('changed');
      expect(await stores.integrations.remove(aTenant(), 1, '2026-10-01T14:00:00.000Z')).toBe('changed');
    });

    test('a deleted integration forgets its position, and no other does', async () => {
      const tenant = aTenant();
      const position = {
        scanStartedAt: '2026-09-30T12:00:00.000Z',
        readUpTo: 'a',
        chatsUpTo: 'b',
        collectedFrom: '2026-09-01',
        recordHash: 'c',
      };
      const { integrations } = stores;
      await integrations.configure(anIntegration(tenant, { position }), 0);

      expect(await integrations.forget(tenant, 1)).toBe('changed');
      expect(await integrations.find(tenant)).toMatchObject({ position });
      await integrations.remove(tenant, 1, '2026-10-01T14:00:00.000Z');
      expect(await integrations.forget(tenant, 1)).toBe('changed');
      expect(await integrations.forget(tenant, 2)).toBe('forgotten');
      expect(await integrations.find(tenant)).toMatchObject({ position: null, organizations: [{}] });
      expect(await integrations.forget(aTenant(), 1)).toBe('changed');
    });

    test('a deleted integration that is erased knows nothing but its generation', async () => {
      const tenant = aTenant();
      const { integrations } = stores;
      await integrations.configure(anIntegration(tenant), 0);
      expect(await integrations.erased(tenant, 1)).toBe('changed');
      await integrations.remove(tenant, 1, '2026-10-01T14:00:00.000Z');
      await integrations.forget(tenant, 2);
      expect((await integrations.find(tenant))?.erasing).toBe(true);

      expect(await integrations.erased(tenant, 2)).toBe('erased');

      expect(await integrations.find(tenant)).toMatchObject({
        status: 'not_configured',
        generation: 3,
        organizations: [],
        position: null,
        lastScan: null,
        configuredBy: null,
        erasing: false,
      });
    });

    test('a request to forget that comes when everything is erased begins nothing', async () => {
      const tenant = aTenant();
      const { integrations } = stores;
      await integrations.configure(anIntegration(tenant), 0);
      await integrations.remove(tenant, 1, '2026-10-01T14:00:00.000Z');
      await integrations.forget(tenant, 2);
      await integrations.erased(tenant, 2);

      expect(await integrations.forget(tenant, 2)).toBe('changed');

      expect((await integrations.find(tenant))?.erasing).toBe(false);
    });

    test('deleting cancels the running scan', async () => {
      const tenant = aTenant();
      const scan = await runningScan(stores, tenant);

      await stores.integrations.remove(tenant, 1, '2026-10-01T14:00:00.000Z');

      expect(await stores.scans.find(tenant, scan.scanId)).toMatchObject({
        status: 'cancelled',
        endedAt: '2026-10-01T14:00:00.000Z',
      });
      expect(await stores.integrations.find(tenant)).toMatchObject({ currentScanId: null });
      const uncleared = await stores.scans.openSince('2026-12-31T00:00:00.000Z', 100);
      expect(uncleared.filter((ref) => ref.tenant === tenant)).toHaveLength(1);
      expect(await stores.scans.checkpoint(scan, 1, '2026-10-01T14:00:01.000Z', {})).toBe('stale');
      expect(await stores.scans.finish(scan, null, anEnd())).toBe('stale');
    });
  });
