import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  aFinding,
  aNewAgent,
  anEnd,
  anIntegration,
  anItem,
  aResult,
  aTenant,
  collect,
  someItems,
} from './samples.ts';
import { type OpenStores, runningScan, type Stores } from './stores.ts';

const PERSON = { userId: 'user-1', email: null, name: null, active: true, organizations: [] };
const ORIGIN = {
  chatId: 'chat-1',
  userId: 'user-1',
  interface: 'desktop',
  by: 'named',
  at: '2026-09-01',
} as const;
const POLICY = { version: 'v1', savedAt: '2026-09-01', savedBy: 'admin', reinspectAskedAt: null };
const NO_POLICY = {
  version: 'v1',
  types: {},
  minConfidence: 'medium',
  exclusions: [],
  dictionaries: [],
  patterns: [],
  exactData: [],
  labels: [],
} as const;

export const tenantDataContract = (name: string, open: OpenStores) =>
  describe(`tenant data on ${name}`, () => {
    let stores: Stores;

    beforeAll(async () => {
      stores = await open();
    });
    afterAll(() => stores.close());

    /** A tenant with a row of every kind, and its last scan ended. */
    const fill = async (tenant: string) => {
      const scan = await runningScan(stores, tenant);
      await stores.scans.putChunks(scan, 'a', [{ chunkId: 'a', items: [anItem('item-0')] }]);
      const result = aResult(tenant, 'item-0', { event: { risk: 'high', findings: [aFinding('iban', 1)] } });
      await stores.scans.settle(scan, 'a', [result], scan.startedAt);
      await stores.agents.update(tenant, [aNewAgent('user-1', 'desktop')]);
      await stores.agents.saveUsers(tenant, [PERSON]);
      await stores.agents.saveChatOrigins(tenant, [ORIGIN]);
      await stores.scans.saveRetries(tenant, someItems(2));
      const position = {
        scanStartedAt: '2026-09-30T12:00:00.000Z',
        readUpTo: 'a',
        chatsUpTo: 'b',
        collectedFrom: '2026-09-01',
        recordHash: null,
      };
      await stores.scans.finish(scan, null, anEnd(), { position });
      await stores.policies.save(tenant, POLICY, { policy: NO_POLICY, exclusionLabels: {} }, null);
      await stores.audit.record(tenant, {
        at: stores.clock.iso(),
        actor: 'admin',
        action: 'configure',
        outcome: 'done',
        details: {},
      });
    };
    const erase = async (tenant: string) => {
      await stores.integrations.remove(tenant, 1, stores.clock.iso());
      await stores.integrations.forget(tenant, 2);
    };
    /** What is there of a tenant, by kind. */
    const contents = async (tenant: string) => ({
      agents: (await collect(stores.agents.all(tenant))).length,
      users: (await collect(stores.agents.users(tenant))).length,
      chats: (await stores.agents.chatOrigins(tenant, ['chat-1'])).size,
      events: (await stores.events.list(tenant, {}, { limit: 10, after: null })).items.length,
      known: (await stores.events.known(tenant, ['item-0'])).size,
      scans: (await stores.scans.list(tenant, { limit: 10, after: null })).items.length,
      chunks: (await collect(stores.scans.chunks({ tenant, scanId: 'scan_1' }))).length,
      retries: (await stores.scans.retries(tenant)).length,
      policy: (await stores.policies.inForce(tenant))?.version,
      policyVersion: (await stores.policies.find(tenant, 'v1'))?.policy.version,
    });
    const everything = {
      agents: 1,
      users: 1,
      chats: 1,
      events: 1,
      known: 1,
      scans: 1,
      chunks: 1,
      retries: 2,
      policy: 'v1',
      policyVersion: 'v1',
    };
    const nothing = {
      agents: 0,
      users: 0,
      chats: 0,
      events: 0,
      known: 0,
      scans: 0,
      chunks: 0,
      retries: 0,
      policy: undefined,
      policyVersion: undefined,
    };

    test('of a deleted integration goes, but for its generation and the record of who did what', async () => {
      const tenant = aTenant();
      const other = aTenant();
      await fill(tenant);
      await fill(other);
      expect(await contents(tenant)).toEqual(everything);
      await erase(tenant);

      expect(await stores.tenantData.purge(tenant)).toEqual({
        removed: {
          agents: 1,
          people: 1,
          chats: 1,
          events: 1,
          rememberedItems: 1,
          scanItems: 1,
          scans: 1,
          retries: 1,
          others: 2,
        },
        done: true,
      });

      expect(await contents(tenant)).toEqual(nothing);
      expect((await stores.audit.list(tenant, { limit: 10, after: null })).items).toHaveLength(1);
      expect(await contents(other)).toEqual(everything);
      expect(await stores.integrations.find(other)).toMatchObject({ position: { readUpTo: 'a' } });
      expect(await stores.tenantData.purge(tenant)).toEqual({ removed: {}, done: true });
    });

    test('stays where nobody asked for it to be erased', async () => {
      const tenant = aTenant();
      await fill(tenant);
      expect(await stores.tenantData.purge(tenant)).toEqual({ removed: {}, done: true });
      await stores.integrations.remove(tenant, 1, stores.clock.iso());

      expect(await stores.tenantData.purge(tenant)).toEqual({ removed: {}, done: true });

      expect(await contents(tenant)).toEqual(everything);
    });

    test('of the next integration stays: nothing is configured before the erasing has ended', async () => {
      const tenant = aTenant();
      await fill(tenant);
      await erase(tenant);
      const again = anIntegration(tenant, { generation: 4, secretId: 'new' });
      expect(await stores.integrations.configure(again, 2)).toBe('changed');
      await stores.tenantData.purge(tenant);
      await stores.integrations.erased(tenant, 2);
      expect(await stores.integrations.configure(again, 3)).toBe('stored');
      await stores.agents.update(tenant, [aNewAgent('user-2', 'mobile')]);

      expect(await stores.tenantData.purge(tenant)).toEqual({ removed: {}, done: true });

      expect(await contents(tenant)).toEqual({ ...nothing, agents: 1 });
      expect(await stores.integrations.find(tenant)).toEqual(again);
    });

    test('of a large tenant goes in several bounded parts', async () => {
      const tenant = aTenant();
      await fill(tenant);
      await erase(tenant);
      const people = Array.from({ length: 1_100 }, (_, index) => ({ ...PERSON, userId: `user-${index}` }));
      await stores.agents.saveUsers(tenant, people);

      const parts = [await stores.tenantData.purge(tenant)];
      while (!parts.at(-1)?.done) parts.push(await stores.tenantData.purge(tenant));

      expect(parts.length).toBeGreaterThan(1);
      expect(parts.reduce((sum, { removed }) => sum + (removed.people ?? 0), 0)).toBe(1_100);
      expect(await contents(tenant)).toEqual(nothing);
    });
  });
