import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FindingCounts, NO_FINDINGS } from '../../shared/domain/agent.ts';
import { eventId } from '../../shared/domain/event.ts';
import { NOTHING_SETTLED } from '../../shared/domain/scan.ts';
import { digest } from '../../shared/hash.ts';
import type { ItemResult } from '../../shared/ports/scan-store.ts';
import { aFinding, aNewAgent, anEnd, anEvent, anItem, aResult, aTenant, collect } from './samples.ts';
import { type OpenStores, runningScan, type Stores } from './stores.ts';

const LATER = '2026-10-01T12:05:00.000Z';
const CHUNK = 'a-01';

export const scanSettleContract = (name: string, open: OpenStores) =>
  describe(`settling items on ${name}`, () => {
    let stores: Stores;

    beforeAll(async () => {
      stores = await open();
    });
    afterAll(() => stores.close());

    /** A running scan with one chunk of `count` items, and the agent behind them. */
    const scanOf = async (count: number, tenant = aTenant(), scanId = 'scan_1') => {
      const scan = await runningScan(stores, tenant, scanId);
      const items = Array.from({ length: count }, (_, index) => anItem(`item-${index}`));
      await stores.scans.putChunks(scan, CHUNK, [{ chunkId: CHUNK, items }]);
      await stores.agents.update(tenant, [aNewAgent('user-1', 'desktop')]);
      return { tenant, scan };
    };
    const settle = ({ scan }: Awaited<ReturnType<typeof scanOf>>, ...results: ItemResult[]) =>
      stores.scans.settle(scan, CHUNK, results, LATER);
    const settledOf = async (tenant: string, scanId = 'scan_1') =>
      (await stores.scans.find(tenant, scanId))?.settled;
    const findingsOf = async (tenant: string) =>
      (await stores.agents.find(tenant, 'user-1', 'desktop'))?.findings;
    const flagged = (tenant: string, index: number, risk: 'high' | 'low', policyVersion = 'policy-1') =>
      aResult(tenant, `item-${index}`, {
        index,
        event: {
          risk,
          findings: [aFinding('payment-card', 2), aFinding('iban', 1)],
          inspection: { ...anEvent(tenant, anItem('x')).inspection, status: 'flagged', policyVersion },
        },
      });

    test('moves item, counters, event, memory and finding count together', async () => {
      const world = await scanOf(4);
      const { tenant } = world;
      const results = [
        aResult(tenant, 'item-0', { index: 0 }),
        flagged(tenant, 1, 'high'),
        aResult(tenant, 'item-2', { index: 2, outcome: { status: 'skipped', reason: 'too_large' } }),
        aResult(tenant, 'item-3', { index: 3, outcome: { status: 'failed', reason: 'corrupt' } }),
      ];

      expect(await settle(world, ...results)).toBe('settled');

      expect((await stores.scans.findChunk(world.scan, CHUNK))?.outcomes).toEqual(
        new Map(results.map(({ index, outcome }) => [index, outcome])),
      );
      expect(await stores.scans.find(tenant, 'scan_1')).toMatchObject({
        heartbeatAt: LATER,
        settled: {
          clean: 1,
          flagged: 1,
          skipped: 1,
          failed: 1,
          findings: 3,
          skippedReasons: { too_large: 1 },
          failedReasons: { corrupt: 1 },
        },
      });
      const { items } = await stores.events.list(tenant, {}, { limit: 10, after: null });
      expect(new Set(items)).toEqual(new Set(results.flatMap(({ events }) => events)));
      expect((await stores.events.known(tenant, ['item-1', 'item-2', 'item-9'])).size).toBe(2);
      expect((await stores.events.known(tenant, ['item-1'])).get('item-1')).toEqual({
        id: 'item-1',
        policyVersion: 'policy-1',
        status: 'flagged',
        reason: null,
        risk: 'high',
        version: null,
        at: anItem('item-1').at,
        events: {},
      });
      expect(await findingsOf(tenant)).toEqual({ ...NO_FINDINGS, high: 1 });
    });

    test('again changes nothing', async () => {
      const world = await scanOf(2);
      const { tenant } = world;
      await settle(world, flagged(tenant, 0, 'high'));

      expect(await settle(world, flagged(tenant, 0, 'low'))).toBe('settled');

      expect(await settledOf(tenant)).toEqual({ ...NOTHING_SETTLED, flagged: 1, findings: 3 });
      expect(await findingsOf(tenant)).toEqual({ ...NO_FINDINGS, high: 1 });
      const { items } = await stores.events.list(tenant, {}, { limit: 10, after: null });
      expect(items.map(({ risk }) => risk)).toEqual(['high']);
    });

    test('leaves the settled ones as they are and does the others', async () => {
      const world = await scanOf(3);
      const { tenant } = world;
      await settle(world, aResult(tenant, 'item-1', { index: 1 }));

      const results = [flagged(tenant, 0, 'low'), flagged(tenant, 1, 'low'), flagged(tenant, 2, 'low')];
      expect(await settle(world, ...results)).toBe('settled');

      expect(await settledOf(tenant)).toEqual({ ...NOTHING_SETTLED, clean: 1, flagged: 2, findings: 6 });
      expect((await stores.scans.findChunk(world.scan, CHUNK))?.outcomes.get(1)?.status).toBe('clean');
      expect(await findingsOf(tenant)).toEqual({ ...NO_FINDINGS, low: 2 });
    });

    test('adds reasons up', async () => {
      const world = await scanOf(5);
      const { tenant } = world;
      const skipped = (index: number, reason: string) =>
        aResult(tenant, `item-${index}`, { index, outcome: { status: 'skipped', reason } });

      await settle(world, skipped(0, 'too_large'), skipped(1, 'too_large'), skipped(2, 'gone'));
      await settle(world, skipped(3, 'gone'), skipped(4, 'encrypted'));

      expect((await settledOf(tenant))?.skippedReasons).toEqual({ too_large: 2, gone: 2, encrypted: 1 });
    });

    test('writes nothing when the scan is over', async () => {
      const world = await scanOf(1);
      const { tenant } = world;
      await stores.scans.finish(world.scan, 1, anEnd({ status: 'cancelled' }));

      expect(await settle(world, flagged(tenant, 0, 'high'))).toBe('over');

      expect(await settledOf(tenant)).toEqual(NOTHING_SETTLED);
      expect((await stores.scans.findChunk(world.scan, CHUNK))?.outcomes.size).toBe(0);
      expect((await stores.events.list(tenant, {}, { limit: 10, after: null })).items).toEqual([]);
      expect((await stores.events.known(tenant, ['item-0'])).size).toBe(0);
      expect(await findingsOf(tenant)).toEqual(NO_FINDINGS);
    });

    test('in a chunk that is gone says so and writes nothing', async () => {
      const world = await scanOf(1);
      const { tenant, scan } = world;

      const settling = stores.scans.settle(scan, 'b-01', [flagged(tenant, 0, 'high')], LATER);

      await expect(settling).rejects.toMatchObject({ code: 'CHUNK_NOT_FOUND' });
      expect(await settledOf(tenant)).toEqual(NOTHING_SETTLED);
      expect(await stores.scans.findChunk(scan, 'b-01')).toBeUndefined();
    });

    test('of an item that an earlier scan has counted moves its agent by the difference', async () => {
      const first = await scanOf(3);
      const { tenant } = first;
      await settle(first, flagged(tenant, 0, 'high'), flagged(tenant, 1, 'high'), flagged(tenant, 2, 'low'));
      await stores.scans.finish(first.scan, 1, anEnd());
      const second = await scanOf(3, tenant, 'scan_2');

      await settle(
        second,
        flagged(tenant, 0, 'low', 'policy-2'),
        aResult(tenant, 'item-1', { index: 1 }),
        flagged(tenant, 2, 'low', 'policy-2'),
      );

      expect(await findingsOf(tenant)).toEqual({ ...NO_FINDINGS, low: 2 });
      expect((await stores.events.known(tenant, ['item-0'])).get('item-0')).toMatchObject({
        policyVersion: 'policy-2',
        risk: 'low',
      });
      expect(await settledOf(tenant, 'scan_2')).toMatchObject({ clean: 1, flagged: 2, findings: 6 });
      const events = await stores.events.list(tenant, {}, { limit: 10, after: null });
      expect(events.items).toHaveLength(3);
      const high = await stores.events.list(tenant, { risk: 'high' }, { limit: 10, after: null });
      expect(high.items).toEqual([]);
    });

    test('leaves alone how far people have worked on an event', async () => {
      const first = await scanOf(1);
      const { tenant } = first;
      const result = flagged(tenant, 0, 'high');
      const eventId = result.events[0]?.eventId ?? '';
      await settle(first, result);
      const move = {
        at: stores.clock.iso(),
        by: 'admin@example.com',
        state: 'resolved',
        note: null,
      } as const;
      await stores.events.move(tenant, eventId, move);
      await stores.scans.finish(first.scan, 1, anEnd());
      const second = await scanOf(1, tenant, 'scan_2');

      await settle(second, flagged(tenant, 0, 'low', 'policy-2'));

      expect(await stores.events.find(tenant, eventId)).toMatchObject({
        state: 'resolved',
        history: [move],
        risk: 'low',
      });
    });

    test('counts for an agent that comes later, which is not listed before', async () => {
      const world = await scanOf(1);
      const { tenant } = world;
      const result = flagged(tenant, 0, 'high');
      const late = { ...result, item: { ...result.item, userId: 'late' } };
      await settle(world, late);

      const before = await stores.agents.find(tenant, 'late', 'desktop');
      await stores.agents.update(tenant, [aNewAgent('late', 'desktop')]);
      const after = await stores.agents.find(tenant, 'late', 'desktop');

      expect(before).toBeUndefined();
      expect(after?.findings).toEqual({ ...NO_FINDINGS, high: 1 });
    });

    test('many at once adds up', async () => {
      const world = await scanOf(60);
      const { tenant } = world;
      const groups = Array.from({ length: 12 }, (_, group) =>
        Array.from({ length: 5 }, (_, index) => flagged(tenant, group * 5 + index, 'high')),
      );

      const outcomes = await Promise.all(groups.map((results) => settle(world, ...results)));

      expect(new Set(outcomes)).toEqual(new Set(['settled']));
      expect(await settledOf(tenant)).toEqual({ ...NOTHING_SETTLED, flagged: 60, findings: 180 });
      expect(await findingsOf(tenant)).toEqual({ ...NO_FINDINGS, high: 60 } satisfies FindingCounts);
    });

    test('the same items by several at once counts them once', async () => {
      const world = await scanOf(20);
      const { tenant } = world;
      const results = Array.from({ length: 20 }, (_, index) => flagged(tenant, index, 'high'));

      await Promise.all([
        settle(world, ...results),
        settle(world, ...results.slice(5)),
        settle(world, ...results),
      ]);

      expect(await settledOf(tenant)).toEqual({ ...NOTHING_SETTLED, flagged: 20, findings: 60 });
      expect(await findingsOf(tenant)).toEqual({ ...NO_FINDINGS, high: 20 });
    });

    test('an item that a chunk holds twice has one event and one count', async () => {
      const world = await scanOf(2);
      const { tenant } = world;
      const result = flagged(tenant, 0, 'high');

      await settle(world, result, { ...result, index: 1 });

      expect(await settledOf(tenant)).toMatchObject({ flagged: 2 });
      expect(await findingsOf(tenant)).toEqual({ ...NO_FINDINGS, high: 1 });
    });

    /** A transcript as a scan reads it: what was found, by day and side. */
    const transcript = (
      tenant: string,
      version: string,
      found: Readonly<Record<string, 'high' | 'low' | null>>,
    ): ItemResult => {
      const item = anItem('item-0', {
        kind: 'chat',
        transcript: { version, since: '2026-09-01', title: 'A chat', deleted: false },
      });
      const events = Object.entries(found).map(([key, risk]) => {
        const [day = '', side] = key.split('.');
        const time = `${day}T08:00:00.000Z`;
        return anEvent(tenant, item, undefined, {
          eventId: eventId(time, digest(tenant, key)),
          eventType: side as 'prompt' | 'response',
          time,
          risk,
          findings: risk ? [aFinding('iban', 1)] : [],
        });
      });
      const status = events.some(({ risk }) => risk) ? 'flagged' : 'clean';
      return { index: 0, item, outcome: { status, reason: null }, policyVersion: 'policy-1', events };
    };

    test('a transcript has an event for each side and day, and each counts', async () => {
      const world = await scanOf(1);
      const { tenant } = world;
      const result = transcript(tenant, 'v1', {
        '2026-09-01.prompt': 'high',
        '2026-09-01.response': 'low',
        '2026-09-02.prompt': 'high',
      });

      await settle(world, result);

      expect(await settledOf(tenant)).toMatchObject({ flagged: 1, findings: 3 });
      expect(await findingsOf(tenant)).toEqual({ ...NO_FINDINGS, high: 2, low: 1 });
      const { items } = await stores.events.list(tenant, {}, { limit: 10, after: null });
      expect(new Set(items)).toEqual(new Set(result.events));
      expect((await stores.events.known(tenant, ['item-0'])).get('item-0')).toMatchObject({
        status: 'flagged',
        risk: 'high',
        version: 'v1',
        events: { '2026-09-01.response': { eventId: result.events[1]?.eventId, risk: 'low' } },
      });
    });

    test('a transcript that is read again keeps the events of days that were not', async () => {
      const first = await scanOf(1);
      const { tenant } = first;
      const before = { '2026-09-01.prompt': 'high', '2026-09-02.prompt': 'high' } as const;
      await settle(first, transcript(tenant, 'v1', before));
      await stores.scans.finish(first.scan, 1, anEnd());
      const second = await scanOf(1, tenant, 'scan_2');

      await settle(
        second,
        transcript(tenant, 'v2', { '2026-09-02.prompt': null, '2026-09-03.response': 'low' }),
      );

      expect(await settledOf(tenant, 'scan_2')).toMatchObject({ flagged: 1, findings: 1 });
      expect(await findingsOf(tenant)).toEqual({ ...NO_FINDINGS, high: 1, low: 1 });
      const known = (await stores.events.known(tenant, ['item-0'])).get('item-0');
      expect(
        Object.entries(known?.events ?? {})
          .map(([key, { risk }]) => `${key} ${risk}`)
          .sort(),
      ).toEqual(['2026-09-01.prompt high', '2026-09-02.prompt null', '2026-09-03.response low']);
      expect(known).toMatchObject({ version: 'v2', risk: 'high' });
    });

    test('a transcript of forty days fits in one go', async () => {
      const world = await scanOf(1);
      const { tenant } = world;
      const days = Array.from({ length: 40 }, (_, n) =>
        new Date(Date.UTC(2026, 7, 1 + n)).toISOString().slice(0, 10),
      );
      const found = days.flatMap(
        (day) =>
          [
            [`${day}.prompt`, 'high'],
            [`${day}.response`, 'high'],
          ] as const,
      );

      expect(await settle(world, transcript(tenant, 'v1', Object.fromEntries(found)))).toBe('settled');

      expect(await findingsOf(tenant)).toEqual({ ...NO_FINDINGS, high: 80 });
    });

    test('the same bytes lead to the event that tells of them to their end', async () => {
      const world = await scanOf(4);
      const { tenant } = world;
      const bytes = (digit: string) => digit.repeat(64);
      const withBytes = (
        index: number,
        digit: string,
        status: 'clean' | 'skipped',
        partial: string[] = [],
      ) => {
        const result = aResult(tenant, `item-${index}`, { index, outcome: { status, reason: null } });
        const [event = anEvent(tenant, result.item)] = result.events;
        const item = { ...event.item, sha256: bytes(digit) };
        return { ...result, events: [{ ...event, item, inspection: { ...event.inspection, partial } }] };
      };

      await settle(
        world,
        withBytes(0, 'a', 'clean'),
        withBytes(1, 'a', 'clean'),
        withBytes(2, 'b', 'skipped'),
        withBytes(3, 'c', 'clean', ['too_large']),
      );

      const told = await stores.events.withBytes(tenant, ['a', 'b', 'c', 'd'].map(bytes));
      expect([...told.keys()]).toEqual([bytes('a')]);
      expect(told.get(bytes('a'))?.item.id).toBe('item-1');
      expect((await stores.events.withBytes(aTenant(), [bytes('a')])).size).toBe(0);
      expect((await stores.events.withBytes(tenant, [])).size).toBe(0);
    });

    test('what people wrote in a transcript is set, at the scan’s own step, and never by an older version', async () => {
      const { tenant, scan } = await scanOf(1);
      const count = (version: string, day: string, messages: number) => ({
        transcriptId: 'chat-1',
        userId: 'user-1',
        interface: null,
        version,
        days: { [day]: messages },
      });
      const counted = () => collect(stores.agents.messageCounts(tenant));

      expect(await stores.scans.saveMessageCounts(scan, [count('v2', '2026-09-02', 2)])).toBe('stored');
      expect(await stores.scans.saveMessageCounts(scan, [count('v1', '2026-09-01', 1)])).toBe('stored');
      expect(await counted()).toEqual([count('v2', '2026-09-02', 2)]);

      expect(await stores.scans.saveMessageCounts(scan, [count('v3', '2026-09-03', 3)])).toBe('stored');
      const past = { ...scan, step: scan.step - 1 };
      expect(await stores.scans.saveMessageCounts(past, [count('v4', '2026-09-04', 4)])).toBe('stale');
      expect(await counted()).toEqual([count('v3', '2026-09-03', 3)]);

      stores.clock.advance(41 * 86_400_000);
      expect(await counted()).toEqual([]);
    });

    test('twenty items of twenty agents fit in one go', async () => {
      const world = await scanOf(20);
      const { tenant } = world;
      const results = Array.from({ length: 20 }, (_, index) => {
        const result = flagged(tenant, index, 'high');
        return { ...result, item: { ...result.item, userId: `user-${index}` } };
      });

      expect(await settle(world, ...results)).toBe('settled');

      expect(await settledOf(tenant)).toMatchObject({ flagged: 20 });
    });
  });
