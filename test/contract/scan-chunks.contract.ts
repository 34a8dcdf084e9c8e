import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScanRef } from '../../shared/ports/scan-store.ts';
import { anEnd, anItem, aTenant, collect, someItems } from './samples.ts';
import { type OpenStores, runningScan, type Stores } from './stores.ts';

const chunk = (chunkId: string, items = [anItem(`in-${chunkId}`)]) => ({ chunkId, items });

export const scanChunksContract = (name: string, open: OpenStores) =>
  describe(`chunks of the scan store on ${name}`, () => {
    let stores: Stores;

    beforeAll(async () => {
      stores = await open();
    });
    afterAll(() => stores.close());

    const aRef = () => runningScan(stores, aTenant());
    const ids = async (scan: ScanRef) =>
      (await collect(stores.scans.chunks(scan))).map(({ chunkId }) => chunkId);

    test('are found as they were put, with nothing staged or settled', async () => {
      const scan = await aRef();
      const items = someItems(100);

      await stores.scans.putChunks(scan, 'a-01', [chunk('a-01', items)]);

      expect(await stores.scans.findChunk(scan, 'a-01')).toEqual({
        scanId: 'scan_1',
        chunkId: 'a-01',
        items,
        staged: new Set(),
        outcomes: new Map(),
      });
      expect(await stores.scans.findChunk(scan, 'a-02')).toBeUndefined();
    });

    test('are walked in order of id, all at once or one after the other', async () => {
      const scan = await aRef();
      const written = Array.from(
        { length: 60 },
        (_, index) => `2026-09-01-${String(index).padStart(4, '0')}`,
      );
      await stores.scans.putChunks(
        scan,
        '2026-09-01',
        written.toReversed().map((id) => chunk(id)),
      );

      expect(await ids(scan)).toEqual(written);
      expect((await stores.scans.nextChunk(scan, null))?.chunkId).toBe(written[0]);
      expect((await stores.scans.nextChunk(scan, '2026-09-01-0007'))?.chunkId).toBe('2026-09-01-0008');
      expect((await stores.scans.nextChunk(scan, '2026-09-01-0007a'))?.chunkId).toBe('2026-09-01-0008');
      expect(await stores.scans.nextChunk(scan, '2026-09-01-0059')).toBeUndefined();
    });

    test('of scans and tenants with similar names are kept apart', async () => {
      const similar = await runningScan(stores, aTenant(), 'scan_10');
      await stores.scans.putChunks(similar, 'a', [chunk('a-01')]);
      await stores.scans.finish(similar, null, anEnd());
      const scan = await runningScan(stores, similar.tenant);
      const other = await runningScan(stores, `${scan.tenant}0`);
      for (const ref of [scan, other]) await stores.scans.putChunks(ref, 'a', [chunk('a-01')]);

      await stores.scans.putChunks(scan, 'a', []);

      expect(await ids(scan)).toEqual([]);
      expect(await stores.scans.nextChunk(scan, null)).toBeUndefined();
      expect(await ids(similar)).toEqual(['a-01']);
      expect(await ids(other)).toEqual(['a-01']);
    });

    test('that an interrupted attempt left are removed, earlier ones stay', async () => {
      const scan = await aRef();
      await stores.scans.putChunks(scan, 'a', [chunk('a-01'), chunk('a-02')]);
      await stores.scans.putChunks(scan, 'b', [chunk('b-01'), chunk('b-02'), chunk('b-03')]);
      await stores.scans.markStaged(scan, 'b-01', [0]);

      await stores.scans.putChunks(scan, 'b', [chunk('b-01'), chunk('b-02')]);

      expect(await ids(scan)).toEqual(['a-01', 'a-02', 'b-01', 'b-02']);
      expect((await stores.scans.findChunk(scan, 'b-01'))?.staged).toEqual(new Set());
    });

    test('are not written by a worker whose step is past, or whose scan is over', async () => {
      const scan = await aRef();
      expect(await stores.scans.putChunks(scan, 'a', [chunk('a-01')])).toBe('stored');
      await stores.scans.checkpoint(scan, scan.step, scan.startedAt, { phase: 'items' });
      await stores.scans.markStaged(scan, 'a-01', [0]);

      expect(await stores.scans.putChunks(scan, 'a', [chunk('a-01'), chunk('a-02')])).toBe('stale');

      expect(await ids(scan)).toEqual(['a-01']);
      expect((await stores.scans.findChunk(scan, 'a-01'))?.staged).toEqual(new Set([0]));
      await stores.scans.finish(scan, null, anEnd());
      const next = { ...scan, step: scan.step + 1 };
      expect(await stores.scans.putChunks(next, 'a', [])).toBe('stale');
      expect(await ids(scan)).toEqual(['a-01']);
    });

    test('of more than a hundred items are refused', async () => {
      const scan = await aRef();

      await expect(stores.scans.putChunks(scan, 'a', [chunk('a-01', someItems(101))])).rejects.toMatchObject({
        code: 'CHUNK_TOO_LARGE',
      });

      expect(await ids(scan)).toEqual([]);
    });

    test('remember the items that are staged', async () => {
      const scan = await aRef();
      await stores.scans.putChunks(scan, 'a', [chunk('a-01', someItems(5))]);

      await stores.scans.markStaged(scan, 'a-01', [0, 3]);
      await stores.scans.markStaged(scan, 'a-01', [3, 4]);
      await stores.scans.markStaged(scan, 'a-01', []);

      expect((await stores.scans.findChunk(scan, 'a-01'))?.staged).toEqual(new Set([0, 3, 4]));
    });

    test('that are gone are not brought back by staging', async () => {
      const scan = await aRef();

      await expect(stores.scans.markStaged(scan, 'a-01', [0])).rejects.toMatchObject({
        code: 'CHUNK_NOT_FOUND',
      });

      expect(await stores.scans.findChunk(scan, 'a-01')).toBeUndefined();
    });

    test('expire', async () => {
      const scan = await aRef();
      await stores.scans.putChunks(scan, 'a', [chunk('a-01')]);

      stores.clock.advance(91 * 86_400_000);

      expect(await stores.scans.findChunk(scan, 'a-01')).toBeUndefined();
      expect(await ids(scan)).toEqual([]);
    });

    test('items to try again are replaced as a whole', async () => {
      const tenant = aTenant();
      expect(await stores.scans.retries(tenant)).toEqual([]);

      await stores.scans.saveRetries(tenant, someItems(250));
      expect(await stores.scans.retries(tenant)).toEqual(someItems(250));
      await stores.scans.saveRetries(tenant, someItems(3));
      expect(await stores.scans.retries(tenant)).toEqual(someItems(3));
      await stores.scans.saveRetries(tenant, []);
      expect(await stores.scans.retries(tenant)).toEqual([]);
    });

    test('items to try again are added to, once each, until they are replaced', async () => {
      const scan = await aRef();
      const [first, second, third] = [anItem('1'), anItem('2'), anItem('3')];
      await stores.scans.saveRetries(scan.tenant, [first]);

      await stores.scans.addRetries(scan, 'made.a', [second]);
      await stores.scans.addRetries(scan, 'made.a', [second]);
      await stores.scans.addRetries(scan, 'made.b', [third]);
      await stores.scans.addRetries(scan, 'made.c', []);
      expect(await stores.scans.retries(scan.tenant)).toEqual([first, second, third]);

      await stores.scans.saveRetries(scan.tenant, [third]);
      expect(await stores.scans.retries(scan.tenant)).toEqual([third]);
    });
  });
