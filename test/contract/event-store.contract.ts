import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EventState, MAX_HISTORY, type SecurityEvent } from '../../shared/domain/event.ts';
import type { EventQuery } from '../../shared/ports/event-store.ts';
import type { PageKey } from '../../shared/ports/page.ts';
import { aFinding, anItem, aResult, aTenant, collect, type ResultParts } from './samples.ts';
import { type OpenStores, runningScan, type Stores } from './stores.ts';

export const eventStoreContract = (name: string, open: OpenStores) =>
  describe(`event store on ${name}`, () => {
    let stores: Stores;

    beforeAll(async () => {
      stores = await open();
    });
    afterAll(() => stores.close());

    /** Settles one item per entry; the item's id is its key. */
    const record = async (
      tenant: string,
      entries: Readonly<Record<string, ResultParts>>,
    ): Promise<SecurityEvent[]> => {
      const scan = await runningScan(stores, tenant);
      const items = Object.entries(entries).map(([id, parts]) => anItem(id, parts.item));
      await stores.scans.putChunks(scan, 'a', [{ chunkId: 'a', items }]);
      const results = Object.entries(entries).map(([id, parts], index) =>
        aResult(tenant, id, { ...parts, index }),
      );
      for (let at = 0; at < results.length; at += 20) {
        await stores.scans.settle(scan, 'a', results.slice(at, at + 20), scan.startedAt);
      }
      return results.flatMap(({ events }) => events);
    };
    const listed = async (tenant: string, query: EventQuery, limit = 50) => {
      const pages: string[][] = [];
      let after: PageKey | null = null;
      do {
        const page = await stores.events.list(tenant, query, { limit, after });
        pages.push(page.items.map(({ item }) => item.id));
        after = page.next;
      } while (after);
      return pages;
    };

    test('an event is found by its id, and by its own tenant only', async () => {
      const tenant = aTenant();
      const entry = {
        item: { at: '2026-09-01T10:00:00Z' },
        event: { risk: 'high', findings: [aFinding('iban', 2)] },
      };
      const [event] = await record(tenant, { one: entry as ResultParts });

      expect(await stores.events.find(tenant, event!.eventId)).toEqual(event);
      expect(await stores.events.find(aTenant(), event!.eventId)).toBeUndefined();
      expect(await stores.events.find(tenant, 'evt_0kzzzzzzz0123456789abcdef')).toBeUndefined();
      expect(await stores.events.find(tenant, 'ITEM#one')).toBeUndefined();
    });

    describe('a move of an event', () => {
      const move = (state: EventState, note: string | null = null) => ({
        at: stores.clock.iso(),
        by: 'admin@example.com',
        state,
        note,
      });

      test('sets its state and is added to its history', async () => {
        const tenant = aTenant();
        const [event] = await record(tenant, { one: {} });
        const first = move('in_progress', 'Asked Ada');
        await stores.events.move(tenant, event!.eventId, first);
        stores.clock.advance(1_000);
        const second = move('resolved');

        const moved = await stores.events.move(tenant, event!.eventId, second);

        expect(moved).toEqual({ ...event, state: 'resolved', history: [first, second] });
        expect(await stores.events.find(tenant, event!.eventId)).toEqual(moved);
        expect((await stores.events.list(tenant, {}, { limit: 1, after: null })).items).toEqual([moved]);
      });

      test('is made once, however often it is sent', async () => {
        const tenant = aTenant();
        const [event] = await record(tenant, { one: {} });
        const once = move('resolved', 'done');
        await stores.events.move(tenant, event!.eventId, once);

        expect(await stores.events.move(tenant, event!.eventId, once)).toMatchObject({ history: [once] });
      });

      test('needs an event, of the same tenant, that has not expired', async () => {
        const tenant = aTenant();
        const [event] = await record(tenant, { one: {} });

        expect(await stores.events.move(aTenant(), event!.eventId, move('resolved'))).toBe('missing');
        expect(await stores.events.move(tenant, 'evt_0kzzzzzzz0123456789abcdef', move('new'))).toBe(
          'missing',
        );
        expect(await stores.events.move(tenant, 'ITEM#one', move('new'))).toBe('missing');
        stores.clock.advance(181 * 86_400_000);
        expect(await stores.events.move(tenant, event!.eventId, move('resolved'))).toBe('missing');
      });

      test('is refused where the history is full', async () => {
        const tenant = aTenant();
        const [event] = await record(tenant, { one: {} });
        for (let nr = 0; nr < MAX_HISTORY; nr += 1) {
          await stores.events.move(tenant, event!.eventId, move('in_progress', `nr ${nr}`));
        }

        expect(await stores.events.move(tenant, event!.eventId, move('resolved'))).toBe('full');
        expect(await stores.events.find(tenant, event!.eventId)).toMatchObject({ state: 'in_progress' });
      });
    });

    describe('a list', () => {
      const at = (day: number) => `2026-09-0${day}T10:00:00.000Z`;
      let tenant: string;

      beforeAll(async () => {
        tenant = aTenant();
        const bob = { userId: 'bob', email: 'Bob@Example.com' };
        const other = aTenant();
        await record(other, { foreign: { item: { at: at(3) }, event: { risk: 'low' } } });
        await record(tenant, {
          one: { item: { at: at(1), interface: 'mobile' } },
          two: { item: { at: at(2), ...bob }, event: { risk: 'high', findings: [aFinding('iban', 1)] } },
          three: {
            item: { at: at(3), ...bob, kind: 'project_file' },
            event: { risk: 'low', scanId: 'scan_9' },
          },
          four: { item: { at: '2026-09-04T10:00:00Z' }, outcome: { status: 'skipped', reason: 'too_large' } },
          five: {
            item: { at: at(5) },
            event: {
              risk: 'high',
              findings: [aFinding('iban', 1), aFinding('payment-card', 1)],
              item: {
                id: 'five',
                name: 'Plan 2027.XLSX',
                mimeType: null,
                format: null,
                sizeBytes: null,
                sha256: null,
              },
            },
          },
        });
      });

      test('is newest first, page after page', async () => {
        expect(await listed(tenant, {}, 2)).toEqual([['five', 'four'], ['three', 'two'], ['one']]);
        expect(await listed(tenant, {}, 5)).toEqual([['five', 'four', 'three', 'two', 'one']]);
      });

      test.each<[string, EventQuery, string[]]>([
        ['a first time, included', { from: at(4) }, ['five', 'four']],
        ['a last time, not included', { to: '2026-09-03T10:00:00Z' }, ['two', 'one']],
        ['a span', { from: '2026-09-02T10:00:00Z', to: at(4) }, ['three', 'two']],
        ['an empty span', { from: at(4), to: at(4) }, []],
        ['user', { userId: 'bob' }, ['three', 'two']],
        ['user and span', { userId: 'bob', from: at(3) }, ['three']],
        ['risk', { risk: 'high' }, ['five', 'two']],
        ['risk and span', { risk: 'high', to: at(5) }, ['two']],
        ['user and risk', { userId: 'bob', risk: 'high' }, ['two']],
        ['interface', { type: 'mobile' }, ['one']],
        ['event type', { eventType: 'project_file' }, ['three']],
        ['data type', { dataType: 'payment-card' }, ['five']],
        ['risk and data type', { risk: 'high', dataType: 'iban' }, ['five', 'two']],
        ['status', { status: 'skipped' }, ['four']],
        ['scan', { scanId: 'scan_9' }, ['three']],
        ['part of the file name, in any case', { text: 'plan' }, ['five']],
        ['part of the address, in any case', { text: 'BOB@' }, ['three', 'two']],
        ['nothing that matches', { text: 'nowhere' }, []],
      ])('is filtered by %s', async (_, query, expected) => {
        expect((await listed(tenant, query)).flat()).toEqual(expected);
        expect((await listed(tenant, query, 1)).flat()).toEqual(expected);
      });
    });

    test('a selective filter fills its pages', async () => {
      const tenant = aTenant();
      const entries = Array.from({ length: 60 }, (_, index) => {
        const at = new Date(Date.parse('2026-09-01T00:00:00Z') + index * 60_000).toISOString();
        const entry: ResultParts = { item: { at, interface: index % 20 === 0 ? 'mobile' : 'browser' } };
        return [`item-${index}`, entry];
      });
      await record(tenant, Object.fromEntries(entries));

      expect(await listed(tenant, { type: 'mobile' }, 2)).toEqual([['item-40', 'item-20'], ['item-0']]);
    });

    test('summaries hold what is counted, newest first, from a time on', async () => {
      const tenant = aTenant();
      const at = (day: number) => `2026-09-0${day}T10:00:00.000Z`;
      await record(tenant, {
        old: { item: { at: at(1) } },
        edge: { item: { at: '2026-09-02T10:00:00Z' }, outcome: { status: 'failed', reason: 'gone' } },
        new: { item: { at: at(3) }, event: { risk: 'high', findings: [aFinding('iban', 2)] } },
      });
      await record(aTenant(), { foreign: { item: { at: at(3) } } });
      const rest = { user: { userId: 'user-1', email: 'ada@example.com' }, state: 'new' };

      expect(await collect(stores.events.summaries(tenant, at(2)))).toEqual([
        {
          ...rest,
          time: at(3),
          risk: 'high',
          status: 'flagged',
          findings: [{ dataType: 'iban', name: 'iban', count: 2 }],
        },
        { ...rest, time: '2026-09-02T10:00:00Z', risk: null, status: 'failed', findings: [] },
      ]);
    });

    test('what is known of items is told by id', async () => {
      const tenant = aTenant();
      await record(tenant, { clean: {}, 'odd#id': { event: { risk: 'low' } } });

      const known = await stores.events.known(tenant, ['odd#id', 'clean', 'unknown', 'clean']);
      const at = anItem('clean').at;
      const common = { policyVersion: 'policy-1', reason: null, version: null, events: {}, at };

      expect(known).toEqual(
        new Map([
          ['clean', { id: 'clean', status: 'clean', risk: null, ...common }],
          ['odd#id', { id: 'odd#id', status: 'flagged', risk: 'low', ...common }],
        ]),
      );
      expect((await stores.events.known(aTenant(), ['clean'])).size).toBe(0);
      expect((await stores.events.known(tenant, [])).size).toBe(0);
    });

    test('events expire after 180 days, what is known of their items after 400', async () => {
      const tenant = aTenant();
      const [event] = await record(tenant, { one: { event: { risk: 'high' } } });

      stores.clock.advance(181 * 86_400_000);

      expect(await stores.events.find(tenant, event!.eventId)).toBeUndefined();
      expect((await listed(tenant, {})).flat()).toEqual([]);
      expect((await listed(tenant, { risk: 'high' })).flat()).toEqual([]);
      expect(await collect(stores.events.summaries(tenant, event!.time))).toEqual([]);
      expect((await stores.events.known(tenant, ['one'])).size).toBe(1);
      stores.clock.advance(220 * 86_400_000);
      expect((await stores.events.known(tenant, ['one'])).size).toBe(0);
    });
  });
