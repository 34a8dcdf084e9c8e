import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_COUNTS } from '../../shared/domain/scan.ts';
import { aNewAgent, anEnd, anIntegration, anItem, aScan, aTenant } from './samples.ts';
import { type OpenStores, runningScan, type Stores } from './stores.ts';

const LATER = '2026-10-01T12:05:00.000Z';

export const scanStoreContract = (name: string, open: OpenStores) =>
  describe(`scan store on ${name}`, () => {
    let stores: Stores;

    beforeAll(async () => {
      stores = await open();
    });
    afterAll(() => stores.close());

    describe('starting', () => {
      test('stores the scan and takes the lock of the integration', async () => {
        const tenant = aTenant();
        await stores.integrations.configure(anIntegration(tenant), 0);

        expect(await stores.scans.start(aScan(tenant))).toEqual({ outcome: 'started' });

        expect(await stores.scans.find(tenant, 'scan_1')).toEqual(aScan(tenant));
        expect(await stores.integrations.find(tenant)).toEqual(
          anIntegration(tenant, { currentScanId: 'scan_1' }),
        );
      });

      test('a second scan is told which one is running', async () => {
        const tenant = aTenant();
        await runningScan(stores, tenant);

        expect(await stores.scans.start(aScan(tenant, { scanId: 'scan_2' }))).toEqual({
          outcome: 'already-running',
          scanId: 'scan_1',
        });

        expect(await stores.scans.find(tenant, 'scan_2')).toBeUndefined();
      });

      test('the same scan starts once, also after it has ended', async () => {
        const tenant = aTenant();
        const scan = await runningScan(stores, tenant);

        expect(await stores.scans.start(scan)).toEqual({ outcome: 'repeated' });
        await stores.scans.finish(scan, 1, anEnd());
        expect(await stores.scans.start(scan)).toEqual({ outcome: 'repeated' });

        expect(await stores.scans.find(tenant, scan.scanId)).toMatchObject({ status: 'completed' });
      });

      test.each([
        ['never configured', undefined],
        ['of another generation', { generation: 2 }],
        ['without a valid key', { status: 'invalid_api_key' }],
        ['deleted', { status: 'not_configured' }],
      ] as const)('does not happen for an integration that is %s', async (_, over) => {
        const tenant = aTenant();
        if (over) await stores.integrations.configure(anIntegration(tenant, over), 0);

        expect(await stores.scans.start(aScan(tenant))).toEqual({ outcome: 'not-active' });

        expect(await stores.scans.find(tenant, 'scan_1')).toBeUndefined();
      });

      test('of several at once exactly one starts', async () => {
        const tenant = aTenant();
        await stores.integrations.configure(anIntegration(tenant), 0);
        const ids = ['scan_a', 'scan_b', 'scan_c', 'scan_d'];

        const outcomes = await Promise.all(
          ids.map((scanId) => stores.scans.start(aScan(tenant, { scanId }))),
        );

        const winner = ids[outcomes.findIndex(({ outcome }) => outcome === 'started')];
        expect(outcomes.filter(({ outcome }) => outcome === 'started')).toHaveLength(1);
        expect(outcomes.filter(({ outcome }) => outcome === 'already-running')).toHaveLength(3);
        expect(await stores.integrations.find(tenant)).toMatchObject({ currentScanId: winner });
      });
    });

    describe('a checkpoint', () => {
      test('moves the scan to the next step with its changes', async () => {
        const tenant = aTenant();
        const scan = await runningScan(stores, tenant);
        const counts = { ...NO_COUNTS, activities: 7, pages: 1 };
        const changes = {
          phase: 'activities',
          phasePosition: { nextDay: '2026-09-02' },
          window: { from: '2026-09-01T00:00:00Z', to: LATER },
          counts,
        } as const;

        expect(await stores.scans.checkpoint(scan, 1, LATER, changes)).toBe('moved');

        expect(await stores.scans.find(tenant, scan.scanId)).toEqual({
          ...scan,
          ...changes,
          liveCounts: counts,
          step: 2,
          heartbeatAt: LATER,
        });
      });

      test('of a step that is past changes nothing', async () => {
        const tenant = aTenant();
        const scan = await runningScan(stores, tenant);
        await stores.scans.checkpoint(scan, 1, LATER, { phase: 'activities' });

        expect(await stores.scans.checkpoint(scan, 1, LATER, { phase: 'close' })).toBe('stale');
        expect(await stores.scans.checkpoint(scan, 3, LATER, { phase: 'close' })).toBe('stale');
        expect(await stores.scans.checkpoint({ tenant, scanId: 'none' }, 1, LATER, {})).toBe('stale');

        expect(await stores.scans.find(tenant, scan.scanId)).toMatchObject({ step: 2, phase: 'activities' });
        expect(await stores.scans.find(tenant, 'none')).toBeUndefined();
      });

      test('of an ended scan changes nothing', async () => {
        const tenant = aTenant();
        const scan = await runningScan(stores, tenant);
        await stores.scans.finish(scan, 1, anEnd());

        expect(await stores.scans.checkpoint(scan, 1, LATER, {})).toBe('stale');

        expect(await stores.scans.find(tenant, scan.scanId)).toMatchObject({ status: 'completed', step: 1 });
      });

      test('succeeds for one of several that do the same step', async () => {
        const scan = await runningScan(stores, aTenant());

        const outcomes = await Promise.all([1, 2, 3].map(() => stores.scans.checkpoint(scan, 1, LATER, {})));

        expect(outcomes.filter((outcome) => outcome === 'moved')).toHaveLength(1);
      });
    });

    test('a heartbeat shows counts without committing them, and only of the current step', async () => {
      const tenant = aTenant();
      const scan = await runningScan(stores, tenant);
      const live = { ...NO_COUNTS, activities: 3 };

      expect(await stores.scans.heartbeat(scan, 1, LATER, live)).toBe('alive');

      expect(await stores.scans.find(tenant, scan.scanId)).toEqual({
        ...scan,
        liveCounts: live,
        heartbeatAt: LATER,
      });
    });

    test('a heartbeat that its own checkpoint overtook is alive and shows nothing', async () => {
      const tenant = aTenant();
      const scan = await runningScan(stores, tenant);
      const claimed = await stores.scans.claim(scan, 1);
      if (claimed === 'stale') throw new Error('stale');
      await stores.scans.checkpoint(claimed, 1, LATER, {});
      const before = await stores.scans.find(tenant, scan.scanId);
      const live = { ...NO_COUNTS, activities: 3 };

      expect(await stores.scans.heartbeat(claimed, 1, '2026-10-01T12:06:00.000Z', live)).toBe('alive');

      expect(await stores.scans.find(tenant, scan.scanId)).toEqual(before);
    });

    test('a heartbeat of a scan that is over, or gone, is stale', async () => {
      const tenant = aTenant();
      const scan = await runningScan(stores, tenant);
      await stores.scans.finish(scan, null, anEnd({ status: 'cancelled' }));

      expect(await stores.scans.heartbeat(scan, 1, LATER, NO_COUNTS)).toBe('stale');
      expect(await stores.scans.heartbeat({ tenant, scanId: 'none' }, 1, LATER, NO_COUNTS)).toBe('stale');
    });

    describe('finishing', () => {
      test('ends the scan and releases the lock with the result and the new position', async () => {
        const tenant = aTenant();
        const scan = await runningScan(stores, tenant);
        const counts = { ...NO_COUNTS, listed: 2 };
        const position = {
          scanStartedAt: '2026-09-30T12:00:00.000Z',
          readUpTo: LATER,
          chatsUpTo: LATER,
          collectedFrom: '2026-09-01',
          recordHash: 'h',
        };
        const end = anEnd({ status: 'completed_with_gaps', counts });

        expect(await stores.scans.finish(scan, 1, end, { position })).toBe('finished');

        expect(await stores.scans.find(tenant, scan.scanId)).toEqual({
          ...scan,
          status: 'completed_with_gaps',
          endedAt: end.endedAt,
          counts,
          liveCounts: counts,
        });
        expect(await stores.integrations.find(tenant)).toEqual(
          anIntegration(tenant, {
            position,
            lastScan: {
              scanId: scan.scanId,
              status: 'completed_with_gaps',
              startedAt: scan.startedAt,
              endedAt: end.endedAt,
              error: null,
            },
          }),
        );
        expect(await stores.scans.start(aScan(tenant, { scanId: 'scan_2' }))).toEqual({ outcome: 'started' });
      });

      test('with an error keeps the counts of the last checkpoint, and changes the integration in the same breath', async () => {
        const tenant = aTenant();
        const scan = await runningScan(stores, tenant);
        const error = { code: 'KEY_INVALID', message: 'The key was revoked.' };
        const changes = { status: 'invalid_api_key', statusReason: error.message } as const;

        await stores.scans.finish(scan, 1, anEnd({ status: 'failed', error }), changes);

        expect(await stores.scans.find(tenant, scan.scanId)).toMatchObject({ status: 'failed', error });
        expect(await stores.integrations.find(tenant)).toMatchObject({
          ...changes,
          lastScan: { status: 'failed', error: error.message },
        });
      });

      test('happens once, and only from the given step', async () => {
        const tenant = aTenant();
        const scan = await runningScan(stores, tenant);

        expect(await stores.scans.finish(scan, 2, anEnd())).toBe('stale');
        expect(await stores.integrations.find(tenant)).toMatchObject({
          currentScanId: scan.scanId,
          lastScan: null,
        });
        expect(await stores.scans.finish(scan, null, anEnd({ status: 'cancelled' }))).toBe('finished');
        expect(await stores.scans.finish(scan, 1, anEnd())).toBe('stale');
        expect(await stores.scans.finish({ tenant, scanId: 'none' }, null, anEnd())).toBe('stale');

        expect(await stores.scans.find(tenant, scan.scanId)).toMatchObject({ status: 'cancelled' });
      });
    });

    test('whoever begins to work on it ends the attempts before', async () => {
      const tenant = aTenant();
      const scan = await runningScan(stores, tenant);
      const first = await stores.scans.claim(scan, 1);
      const second = await stores.scans.claim(scan, 1);
      if (first === 'stale' || second === 'stale') throw new Error('stale');
      expect(second).toEqual({ ...first, attempt: first.attempt + 1 });
      const count = { transcriptId: 'chat-1', userId: 'ada', interface: null, version: LATER, days: {} };

      expect(await stores.scans.heartbeat(first, 1, LATER, NO_COUNTS)).toBe('stale');
      expect(await stores.scans.putChunks(first, 'a', [{ chunkId: 'a', items: [anItem('1')] }])).toBe(
        'stale',
      );
      expect(await stores.scans.saveMessageCounts(first, [count])).toBe('stale');
      expect(await stores.agents.update(tenant, [aNewAgent('ada')], first)).toBe('stale');
      expect(await stores.scans.checkpoint(first, 1, LATER, {})).toBe('stale');
      expect(await stores.scans.finish(first, 1, anEnd())).toBe('stale');

      expect(await stores.scans.heartbeat(second, 1, LATER, NO_COUNTS)).toBe('alive');
      expect(await stores.scans.checkpoint(second, 1, LATER, {})).toBe('moved');
      expect(await stores.scans.claim(scan, 1)).toBe('stale');
      expect(await stores.scans.finish(second, 2, anEnd())).toBe('finished');
      expect(await stores.scans.claim(scan, 2)).toBe('stale');
    });

    test('open scans with an old heartbeat are found, oldest first, and those that are over until they are cleared', async () => {
      const tenants = [aTenant(), aTenant(), aTenant(), aTenant()];
      const beats = [
        '2026-10-01T12:03:00.000Z',
        '2026-10-01T12:01:00.000Z',
        LATER,
        '2026-10-01T12:00:30.000Z',
      ];
      for (const [index, tenant] of tenants.entries()) {
        const scan = await runningScan(stores, tenant);
        await stores.scans.heartbeat(scan, 1, beats[index] ?? '', NO_COUNTS);
        await stores.scans.cleared(scan);
        if (index === 3) await stores.scans.finish(scan, 1, anEnd());
      }
      const over = { tenant: tenants[3] ?? '', scanId: 'scan_1' };

      const found = await stores.scans.openSince('2026-10-01T12:04:00.000Z', 100);
      const first = await stores.scans.openSince('2026-10-01T12:04:00.000Z', 1);

      const open = [
        { tenant: tenants[1], scanId: 'scan_1' },
        { tenant: tenants[0], scanId: 'scan_1' },
      ];
      expect(found.filter(({ tenant }) => tenants.includes(tenant))).toEqual([over, ...open]);
      expect(first).toHaveLength(1);

      await stores.scans.cleared(over);
      await stores.scans.cleared({ tenant: over.tenant, scanId: 'none' });
      const rest = await stores.scans.openSince('2026-10-01T12:04:00.000Z', 100);
      expect(rest.filter(({ tenant }) => tenants.includes(tenant))).toEqual(open);
    });

    test('a tenant reads its own scans, newest first, in pages', async () => {
      const tenant = aTenant();
      await stores.integrations.configure(anIntegration(tenant), 0);
      for (const scanId of ['scan_1', 'scan_2', 'scan_3']) {
        await stores.scans.start(aScan(tenant, { scanId }));
        await stores.scans.finish({ tenant, scanId }, 1, anEnd());
      }
      await runningScan(stores, aTenant());

      const first = await stores.scans.list(tenant, { limit: 2, after: null });
      const second = await stores.scans.list(tenant, { limit: 2, after: first.next });

      expect(first.items.map(({ scanId }) => scanId)).toEqual(['scan_3', 'scan_2']);
      expect(second.items.map(({ scanId }) => scanId)).toEqual(['scan_1']);
      expect(second.next).toBeNull();
      expect((await stores.scans.list(tenant, { limit: 3, after: null })).next).toBeNull();
    });
  });
