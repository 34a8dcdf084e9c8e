import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_RETENTION } from '../../shared/domain/retention.ts';
import type { RunningPurge } from '../../shared/ports/privacy-store.ts';
import { aFinding, aNewAgent, anEnd, anItem, aResult, aTenant, collect } from './samples.ts';
import { type OpenStores, runningScan, type Stores } from './stores.ts';

const aPurge = (given: Partial<RunningPurge> = {}): RunningPurge => ({
  purgeId: 'purge_1',
  scope: 'person',
  person: 'hash-1',
  userId: 'user-1',
  afterwards: 'new_activity',
  status: 'running',
  requestedAt: '2026-10-01T12:00:00.000Z',
  requestedBy: 'admin@example.com',
  completedAt: null,
  removed: {},
  ...given,
});
const page = { limit: 10, after: null };
const noStaged = async () => 0;

export const privacyStoreContract = (name: string, open: OpenStores) =>
  describe(`privacy on ${name}`, () => {
    let stores: Stores;

    beforeAll(async () => {
      stores = await open();
    });
    afterAll(() => stores.close());

    test('everybody begins with the same retention, and has their own from then on', async () => {
      const [tenant, other] = [aTenant(), aTenant()];
      const inForce = { eventDays: 30, auditDays: 365, usageDays: 92, savedAt: 'a', savedBy: 'b' };

      await stores.privacy.saveRetention(tenant, inForce);

      expect(await stores.privacy.retention(tenant)).toEqual(inForce);
      expect(await stores.privacy.retention(other)).toEqual({
        ...DEFAULT_RETENTION,
        savedAt: null,
        savedBy: null,
      });
    });

    test('a purge knows whose it is until it is over, and is a certificate then', async () => {
      const tenant = aTenant();
      const { userId: _, ...known } = aPurge();
      await stores.privacy.begin(tenant, aPurge());
      expect(await stores.privacy.find(tenant, 'purge_1')).toEqual(aPurge());

      await stores.privacy.complete(tenant, 'purge_1', '2026-10-01T12:05:00.000Z', { events: 3 });
      await stores.privacy.complete(tenant, 'purge_1', '2026-10-01T12:09:00.000Z', { events: 0 });
      await stores.privacy.begin(tenant, aPurge());

      const certificate = {
        ...known,
        status: 'completed',
        completedAt: '2026-10-01T12:05:00.000Z',
        removed: { events: 3 },
      };
      expect(await stores.privacy.find(tenant, 'purge_1')).toEqual({ ...certificate, userId: null });
      expect((await stores.privacy.list(tenant, null, page)).items).toEqual([certificate]);
      expect(await stores.privacy.find(aTenant(), 'purge_1')).toBeUndefined();
    });

    test('purges are listed newest first, those of one person by the hash', async () => {
      const tenant = aTenant();
      await stores.privacy.begin(tenant, aPurge());
      await stores.privacy.begin(tenant, aPurge({ purgeId: 'purge_2', person: 'hash-2' }));
      await stores.privacy.begin(tenant, aPurge({ purgeId: 'purge_3', scope: 'tenant', person: null }));
      const ids = async (person: string | null) =>
        (await stores.privacy.list(tenant, person, page)).items.map(({ purgeId }) => purgeId);

      expect(await ids(null)).toEqual(['purge_3', 'purge_2', 'purge_1']);
      expect(await ids('hash-1')).toEqual(['purge_1']);
      const first = await stores.privacy.list(tenant, null, { limit: 2, after: null });
      const rest = await stores.privacy.list(tenant, null, { limit: 2, after: first.next });
      expect(rest.items.map(({ purgeId }) => purgeId)).toEqual(['purge_1']);
    });

    test('whom scans ignore is remembered by hash, as the last purge said', async () => {
      const tenant = aTenant();
      await stores.privacy.begin(tenant, aPurge());
      await stores.privacy.begin(
        tenant,
        aPurge({ purgeId: 'purge_2', person: 'hash-2', afterwards: 'nothing' }),
      );
      await stores.privacy.begin(tenant, aPurge({ purgeId: 'purge_3', scope: 'tenant', person: null }));

      expect(await stores.privacy.forgotten(tenant)).toEqual(
        new Map([
          ['hash-1', '2026-10-01T12:00:00.000Z'],
          ['hash-2', null],
        ]),
      );
      expect((await stores.privacy.forgotten(aTenant())).size).toBe(0);

      await stores.privacy.begin(tenant, aPurge({ purgeId: 'purge_4', person: 'hash-2' }));
      expect((await stores.privacy.forgotten(tenant)).get('hash-2')).toBe('2026-10-01T12:00:00.000Z');
    });

    test("a tenant's notices are its own", async () => {
      const tenant = aTenant();
      const settings = {
        targets: [{ topicArn: 'arn', notices: ['scan_failed' as const] }],
        savedAt: 'a',
        savedBy: 'b',
      };

      await stores.notices.save(tenant, settings);

      expect(await stores.notices.find(tenant)).toEqual(settings);
      expect(await stores.notices.find(aTenant())).toBeUndefined();
    });

    /** Two people with a row of every kind, in a scan that has ended. */
    const fill = async (tenant: string) => {
      const scan = await runningScan(stores, tenant);
      const items = [anItem('item-1', { userId: 'user-1' }), anItem('item-2', { userId: 'user-2' })];
      await stores.scans.putChunks(scan, 'a', [{ chunkId: 'a', items }]);
      for (const [index, item] of items.entries()) {
        const result = aResult(tenant, item.id, {
          index,
          item,
          event: {
            risk: 'high',
            findings: [aFinding('iban', 1)],
            user: { userId: item.userId, email: `${item.userId}@example.com` },
          },
        });
        await stores.scans.settle(scan, 'a', [result], scan.startedAt);
      }
      for (const userId of ['user-1', 'user-2']) {
        await stores.agents.update(tenant, [aNewAgent(userId, 'desktop')]);
        await stores.agents.saveUsers(tenant, [
          { userId, email: `${userId}@example.com`, name: userId, active: true, organizations: [] },
        ]);
        await stores.agents.saveChatOrigins(tenant, [
          { chatId: `chat-${userId}`, userId, interface: 'desktop', by: 'named', at: '2026-09-01' },
        ]);
      }
      await stores.scans.saveRetries(tenant, items);
      await stores.scans.finish(scan, null, anEnd(), {});
      for (const details of [{ owner: 'user-1@example.com', n: 1 }, { owner: 'user-2' }]) {
        await stores.audit.record(tenant, {
          at: stores.clock.iso(),
          actor: 'admin',
          action: 'export',
          outcome: 'done',
          details,
        });
        stores.clock.advance(1_000);
      }
      return scan;
    };
    const tracesOf = async (tenant: string, userId: string) => {
      const text = JSON.stringify([
        await collect(stores.agents.all(tenant)),
        await collect(stores.agents.users(tenant)),
        [...(await stores.agents.chatOrigins(tenant, ['chat-user-1', 'chat-user-2'])).values()],
        (await stores.events.list(tenant, {}, page)).items,
        (await stores.scans.list(tenant, page)).items,
        await stores.scans.retries(tenant),
        (await collect(stores.scans.chunks({ tenant, scanId: 'scan_1' }))).map(({ items }) => items),
        (await stores.audit.list(tenant, page)).items,
      ]);
      const known = (await stores.events.known(tenant, [userId.replace('user', 'item')])).size;
      return text.split(userId).length - 1 + known;
    };
    const purgeAll = async (tenant: string, userId: string, untouched: string | null = null) => {
      const keys: string[] = [];
      const all: Record<string, number>[] = [];
      let after = null;
      do {
        const part = await stores.tenantData.purgePerson(
          { tenant, userId },
          untouched,
          after,
          async (staged) => {
            keys.push(...staged);
            return staged.length;
          },
        );
        all.push(part.removed);
        after = part.next;
      } while (after);
      const removed: Record<string, number> = {};
      for (const [kind, count] of all.flatMap((part) => Object.entries(part)))
        removed[kind] = (removed[kind] ?? 0) + count;
      return { removed, keys };
    };

    test('every trace of a person goes, counted, and nothing of another person or tenant', async () => {
      const [tenant, other] = [aTenant(), aTenant()];
      await fill(tenant);
      await fill(other);
      const before = [await tracesOf(tenant, 'user-2'), await tracesOf(other, 'user-1')];

      const { removed, keys } = await purgeAll(tenant, 'user-1');

      expect(removed).toEqual({
        agents: 1,
        people: 1,
        chats: 1,
        events: 1,
        rememberedItems: 1,
        retries: 1,
        scanItems: 1,
        auditMentions: 1,
        stagedObjects: 1,
      });
      expect(keys).toEqual([`staging/${tenant}/scan_1/a/0`]);
      expect(await tracesOf(tenant, 'user-1')).toBe(0);
      expect([await tracesOf(tenant, 'user-2'), await tracesOf(other, 'user-1')]).toEqual(before);
    });

    test('the items of a scan stay as numbers, so that its record adds up', async () => {
      const tenant = aTenant();
      const scan = await fill(tenant);

      await purgeAll(tenant, 'user-1');

      const chunk = await stores.scans.findChunk(scan, 'a');
      expect(chunk?.items).toMatchObject([
        { id: 'forgotten', userId: 'forgotten', email: null, chatId: null, projectId: null },
        { id: 'item-2', userId: 'user-2' },
      ]);
      expect(chunk?.outcomes.size).toBe(2);
    });

    test('what is open in a running scan is left to it', async () => {
      const tenant = aTenant();
      const scan = await fill(tenant);

      const { removed, keys } = await purgeAll(tenant, 'user-1', scan.scanId);

      expect(removed.scanItems).toBeUndefined();
      expect(keys).toEqual([]);
      expect((await stores.scans.findChunk(scan, 'a'))?.items[0]?.userId).toBe('user-1');
    });

    test('repeated, it finds nothing more', async () => {
      const tenant = aTenant();
      await fill(tenant);
      await purgeAll(tenant, 'user-1');

      expect((await purgeAll(tenant, 'user-1')).removed).toEqual({});
    });

    test('a large tenant is walked in several parts', async () => {
      const tenant = aTenant();
      const long = 'x'.repeat(2_000);
      const people = Array.from({ length: 700 }, (_, n) => ({
        userId: `user-${String(n).padStart(4, '0')}`,
        email: null,
        name: long,
        active: true,
        organizations: [],
      }));
      await stores.agents.saveUsers(tenant, people);

      await purgeAll(tenant, 'user-0699');
      await purgeAll(tenant, 'user-0000');

      expect(await collect(stores.agents.users(tenant))).toHaveLength(698);
    });

    const applyAll = async (tenant: string) => {
      let [changed, after] = [0, null as Parameters<typeof stores.tenantData.applyRetention>[2]];
      do {
        const retention = await stores.privacy.retention(tenant);
        const part = await stores.tenantData.applyRetention(tenant, retention, after);
        changed += part.changed;
        after = part.next;
      } while (after);
      return changed;
    };
    const keep = (tenant: string, changes: object) =>
      stores.privacy.saveRetention(tenant, {
        ...DEFAULT_RETENTION,
        savedAt: null,
        savedBy: null,
        ...changes,
      });

    test('new events and audit entries live as long as the retention says', async () => {
      const tenant = aTenant();
      await keep(tenant, { eventDays: 10, auditDays: 30 });
      await fill(tenant);

      stores.clock.advance(9 * 86_400_000);
      expect((await stores.events.list(tenant, {}, page)).items).toHaveLength(2);
      stores.clock.advance(2 * 86_400_000);
      expect((await stores.events.list(tenant, {}, page)).items).toHaveLength(0);
      expect((await stores.audit.list(tenant, page)).items).toHaveLength(2);
      stores.clock.advance(20 * 86_400_000);
      await applyAll(tenant);
      expect((await stores.audit.list(tenant, page)).items).toHaveLength(0);
    });

    test('what is there follows a changed retention, longer or shorter', async () => {
      const tenant = aTenant();
      await fill(tenant);
      stores.clock.advance(20 * 86_400_000);

      await keep(tenant, { eventDays: 400, auditDays: 30 });
      await applyAll(tenant);
      stores.clock.advance(8 * 86_400_000);
      expect((await stores.events.list(tenant, {}, page)).items).toHaveLength(2);
      expect((await stores.audit.list(tenant, page)).items).toHaveLength(2);

      await keep(tenant, { eventDays: 28, auditDays: null });
      await applyAll(tenant);
      expect((await stores.events.list(tenant, {}, page)).items).toHaveLength(0);
      stores.clock.advance(60 * 86_400_000);
      await applyAll(tenant);
      expect((await stores.audit.list(tenant, page)).items).toHaveLength(2);
    });

    test('agents lose the days that are older', async () => {
      const tenant = aTenant();
      const ago = (days: number) =>
        new Date(stores.clock.now() - days * 86_400_000).toISOString().slice(0, 10);
      const use = { chats: 1, files: 0 };
      await stores.agents.update(tenant, [
        { ...aNewAgent('user-1', 'desktop'), days: { [ago(1)]: use, [ago(27)]: use, [ago(30)]: use } },
      ]);
      await keep(tenant, { usageDays: 28 });

      expect(await applyAll(tenant)).toBe(1);

      const [agent] = await collect(stores.agents.all(tenant));
      expect(Object.keys(agent?.days ?? {}).sort()).toEqual([ago(27), ago(1)]);
      expect(await applyAll(tenant)).toBe(0);
    });

    test('nobody is purged who is not there', async () => {
      expect(
        await stores.tenantData.purgePerson({ tenant: aTenant(), userId: 'user-9' }, null, null, noStaged),
      ).toMatchObject({ removed: {} });
    });
  });
