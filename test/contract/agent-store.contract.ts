import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_FINDINGS } from '../../shared/domain/agent.ts';
import { boundsOf } from '../../shared/domain/usage.ts';
import type { AgentQuery } from '../../shared/ports/agent-store.ts';
import type { PageKey } from '../../shared/ports/page.ts';
import { aFinding, aNewAgent, anItem, aResult, aTenant, collect } from './samples.ts';
import { type OpenStores, runningScan, type Stores } from './stores.ts';

const BY_OWNER: AgentQuery = { sort: 'owner', descending: false };

export const agentStoreContract = (name: string, open: OpenStores) =>
  describe(`agent store on ${name}`, () => {
    let stores: Stores;

    beforeAll(async () => {
      stores = await open();
    });
    afterAll(() => stores.close());

    /** Owners of one page after the other. */
    const pagesOf = async (tenant: string, query: AgentQuery, limit: number) => {
      const pages: string[][] = [];
      let after: PageKey | null = null;
      do {
        const page = await stores.agents.list(tenant, query, { limit, after });
        pages.push(page.items.map(({ owner }) => owner.userId));
        after = page.next;
      } while (after);
      return pages;
    };
    const ownersOf = async (tenant: string, query: Partial<AgentQuery>) =>
      (await pagesOf(tenant, { ...BY_OWNER, ...query }, 50)).flat();

    test('an agent is found as it was written', async () => {
      const tenant = aTenant();
      const set = {
        owner: { userId: 'ada', email: 'Ada@Example.com', name: 'Ada', active: false },
        perWeek: 12.25,
        basis: 'messages',
        basisDays: 14,
        clients: [{ userAgent: 'Claude/1', rule: 'desktop-app@1', lastSeenAt: '2026-09-02T00:00:00Z' }],
        unattributed: 3,
        firstSeenAt: '2026-09-01T00:00:00Z',
        lastSeenAt: '2026-09-02T00:00:00Z',
      } as const;
      const days = {
        '2026-09-01': { chats: 2, files: 1 },
        '2026-09-02': { chats: 0, files: 0, messages: 4 },
      };
      const models = { 'claude-sonnet-4-5': '2026-09-02T00:00:00Z' };

      await stores.agents.update(tenant, [
        { userId: 'ada', interface: 'desktop', create: true, set, days, models },
      ]);

      const agent = { ...set, interface: 'desktop', days, models, findings: NO_FINDINGS };
      expect(await stores.agents.find(tenant, 'ada', 'desktop')).toEqual(agent);
      expect(await collect(stores.agents.all(tenant))).toEqual([agent]);
      expect(await stores.agents.find(tenant, 'ada', 'browser')).toBeUndefined();
      expect(await stores.agents.find(aTenant(), 'ada', 'desktop')).toBeUndefined();
    });

    test('a change sets days and models it names, drops days it names, and leaves the others', async () => {
      const tenant = aTenant();
      const days = { '2026-08-01': { chats: 1, files: 0 }, '2026-09-01': { chats: 2, files: 0 } };
      await stores.agents.update(tenant, [
        aNewAgent('ada', 'browser', {}, { days, models: { a: '1', b: '1' } }),
      ]);

      await stores.agents.update(tenant, [
        {
          userId: 'ada',
          interface: 'browser',
          create: false,
          set: { perWeek: 3 },
          days: { '2026-09-01': { chats: 5, files: 1 }, '2026-09-02': { chats: 1, files: 1 } },
          dropDays: ['2026-08-01', '2026-09-02', '2026-07-01'],
          models: { b: '2', 'c.with#odd signs': '2' },
        },
      ]);

      expect(await stores.agents.find(tenant, 'ada', 'browser')).toMatchObject({
        perWeek: 3,
        basisDays: 28,
        days: { '2026-09-01': { chats: 5, files: 1 }, '2026-09-02': { chats: 1, files: 1 } },
        models: { a: '1', b: '2', 'c.with#odd signs': '2' },
      });
      const [agent] = await collect(stores.agents.all(tenant));
      expect(Object.keys(agent?.days ?? {})).toHaveLength(2);
    });

    test('a caller that read too early to know whether there is an agent is served all the same', async () => {
      const tenant = aTenant();
      await stores.agents.update(tenant, [
        aNewAgent('ada', 'browser', {}, { days: { '2026-09-01': { chats: 1, files: 0 } } }),
      ]);

      await stores.agents.update(tenant, [
        aNewAgent('ada', 'browser', { perWeek: 2 }, { days: { '2026-09-02': { chats: 1, files: 0 } } }),
        { ...aNewAgent('bob', 'mobile', { perWeek: 4 }), create: false },
      ]);

      const ada = await stores.agents.find(tenant, 'ada', 'browser');
      expect(Object.keys(ada?.days ?? {})).toEqual(['2026-09-01', '2026-09-02']);
      expect(ada?.perWeek).toBe(2);
      expect(await stores.agents.find(tenant, 'bob', 'mobile')).toMatchObject({ perWeek: 4, days: {} });
    });

    test('only Browser agents that were never seen in use are removed as unused', async () => {
      const tenant = aTenant();
      const seen = { firstSeenAt: '2026-09-01T00:00:00Z' };
      await stores.agents.update(tenant, [
        aNewAgent('ada', 'browser', { firstSeenAt: null }),
        aNewAgent('ada', 'desktop', seen),
        aNewAgent('bob', 'browser', seen),
        aNewAgent('cy', 'browser', { firstSeenAt: null }),
      ]);

      await stores.agents.removeUnused(
        tenant,
        ['ada', 'bob', 'nobody'].map((userId) => ({ userId, interface: 'browser' as const })),
      );

      const left = await collect(stores.agents.all(tenant));
      expect(left.map((agent) => `${agent.owner.userId} ${agent.interface}`).sort()).toEqual([
        'ada desktop',
        'bob browser',
        'cy browser',
      ]);
    });

    test('hundreds of changes in one call all arrive', async () => {
      const tenant = aTenant();
      const users = Array.from({ length: 120 }, (_, index) => `user-${String(index).padStart(3, '0')}`);

      await stores.agents.update(
        tenant,
        users.map((userId) => aNewAgent(userId)),
      );

      expect(await collect(stores.agents.all(tenant))).toHaveLength(120);
      expect(await ownersOf(tenant, {})).toEqual(users);
      expect(await ownersOf(tenant, { text: 'user-11' })).toEqual(users.slice(110));
    });

    test('ids that hold separators cannot run into each other', async () => {
      const tenant = aTenant();
      await stores.agents.update(tenant, [
        aNewAgent('a#browser', 'mobile'),
        aNewAgent('a', 'browser'),
        aNewAgent('ä/☃ '),
      ]);

      expect((await stores.agents.find(tenant, 'a#browser', 'mobile'))?.owner.userId).toBe('a#browser');
      expect((await stores.agents.find(tenant, 'ä/☃ ', 'browser'))?.owner.userId).toBe('ä/☃ ');
      expect(await collect(stores.agents.all(tenant))).toHaveLength(3);
    });

    describe('a list', () => {
      const people = [
        aNewAgent(
          'ada',
          'desktop',
          {
            owner: { userId: 'ada', email: 'Ada@Example.com', name: 'Countess Lovelace', active: true },
            perWeek: 300,
            lastSeenAt: '2026-09-03T00:00:00Z',
          },
          { models: { opus: 'x' } },
        ),
        aNewAgent(
          'bob',
          'browser',
          {
            owner: { userId: 'bob', email: 'bob@example.com', name: null, active: true },
            perWeek: 24.99,
            lastSeenAt: '2026-09-05T00:00:00Z',
          },
          { models: { opus: 'x', sonnet: 'y' } },
        ),
        aNewAgent('cy', 'mobile', {
          owner: { userId: 'cy', email: null, name: 'Cy', active: true },
          perWeek: 0.01,
          lastSeenAt: '2026-09-04T00:00:00Z',
        }),
        aNewAgent('dee', 'browser', {
          owner: { userId: 'dee', email: 'dee@other.org', name: 'Dee', active: true },
        }),
      ];
      let tenant: string;

      beforeAll(async () => {
        tenant = aTenant();
        await stores.agents.update(tenant, people);
        await stores.agents.update(aTenant(), people);
        const scan = await runningScan(stores, tenant);
        const items = [anItem('i-0'), anItem('i-1'), anItem('i-2')];
        await stores.scans.putChunks(scan, 'a', [{ chunkId: 'a', items }]);
        const found = (index: number, item: object, risk: 'high' | 'low') =>
          aResult(tenant, `i-${index}`, { index, item, event: { risk, findings: [aFinding('iban', 1)] } });
        const ada = { userId: 'ada', interface: 'desktop' } as const;
        const bob = { userId: 'bob', interface: 'browser' } as const;
        await stores.scans.settle(
          scan,
          'a',
          [found(0, ada, 'high'), found(1, ada, 'low'), found(2, bob, 'low')],
          scan.startedAt,
        );
      });

      test.each([
        ['owner', ['ada', 'bob', 'dee', 'cy']],
        ['usage', ['dee', 'cy', 'bob', 'ada']],
        ['lastSeenAt', ['dee', 'ada', 'cy', 'bob']],
      ] as const)('is sorted by %s, either way, page after page', async (sort, order) => {
        expect(await pagesOf(tenant, { sort, descending: false }, 3)).toEqual([
          order.slice(0, 3),
          order.slice(3),
        ]);
        expect(await pagesOf(tenant, { sort, descending: true }, 1)).toEqual(
          order.toReversed().map((one) => [one]),
        );
        expect(await pagesOf(tenant, { sort, descending: true }, 4)).toEqual([order.toReversed()]);
      });

      test.each<[string, Partial<AgentQuery>, string[]]>([
        ['interface', { type: 'browser' }, ['bob', 'dee']],
        ['part of the address, in any case', { owner: 'EXAMPLE.com' }, ['ada', 'bob']],
        [
          'use per week, lower bound included and upper bound not',
          { perWeek: { from: 0.01, to: 24.99 } },
          ['cy'],
        ],
        ['no use', { perWeek: boundsOf('No usage') }, ['dee']],
        ['low use', { perWeek: boundsOf('Low') }, ['cy']],
        ['extreme use', { perWeek: boundsOf('Extreme') }, ['ada']],
        ['model', { model: 'sonnet' }, ['bob']],
        ['worst risk', { risk: 'low' }, ['bob']],
        ['a worse risk', { risk: 'high' }, ['ada']],
        ['a risk that nobody has', { risk: 'critical' }, []],
        ['part of name or address, in any case', { text: 'LOVE' }, ['ada']],
        ['several at once', { type: 'browser', text: 'other.org' }, ['dee']],
      ])('is filtered by %s', async (_, query, expected) => {
        expect(await ownersOf(tenant, query)).toEqual(expected);
      });

      test('is filled up to the limit although few match', async () => {
        const large = aTenant();
        const many = Array.from({ length: 90 }, (_, index) =>
          aNewAgent(`user-${String(index).padStart(2, '0')}`, index % 30 === 0 ? 'mobile' : 'browser'),
        );
        await stores.agents.update(large, many);

        expect(await pagesOf(large, { ...BY_OWNER, type: 'mobile' }, 2)).toEqual([
          ['user-00', 'user-30'],
          ['user-60'],
        ]);
      });

      test('refuses a position of another kind of list', async () => {
        const page = { limit: 1, after: { sort: 'x' } };

        await expect(
          stores.agents.list(tenant, { sort: 'usage', descending: false }, page),
        ).rejects.toMatchObject({
          code: 'INVALID_CURSOR',
        });
      });
    });

    test('people are kept as they were last saved', async () => {
      const tenant = aTenant();
      const people = Array.from({ length: 60 }, (_, index) => ({
        userId: `user-${String(index).padStart(2, '0')}`,
        email: null,
        name: null,
        active: true,
        organizations: ['org-1', 'org-2'],
      }));
      await stores.agents.saveUsers(tenant, people);
      await stores.agents.update(tenant, [aNewAgent('user-00')]);

      await stores.agents.saveUsers(tenant, [{ ...people[7]!, active: false }]);

      const expected = people.map((person, index) => ({ ...person, active: index !== 7 }));
      expect(await collect(stores.agents.users(tenant))).toEqual(expected);
      expect(await collect(stores.agents.users(aTenant()))).toEqual([]);
    });

    test('what people wrote is set by transcript, and an older version replaces no newer one', async () => {
      const tenant = aTenant();
      const scan = await runningScan(stores, tenant);
      const ofChat = {
        transcriptId: 'chat-1',
        userId: 'ada',
        interface: null,
        version: '2026-09-02T00:00:00.000Z',
        days: { '2026-09-01': 3 },
      };
      const ofSession = {
        ...ofChat,
        transcriptId: 'clls_1',
        interface: 'claude_code' as const,
        models: { 'claude-opus-5': '2026-09-01T10:00:00.000Z' },
        firstAt: '2026-09-01T09:00:00.000Z',
        lastAt: '2026-09-01T11:00:00.000Z',
      };
      expect(await stores.scans.saveMessageCounts(scan, [ofChat, ofSession])).toBe('stored');

      const older = { ...ofChat, version: '2026-09-01T00:00:00.000Z', days: { '2026-09-01': 1 } };
      const newer = { ...ofSession, version: '2026-09-03T00:00:00.000Z', days: { '2026-09-01': 4 } };
      expect(await stores.scans.saveMessageCounts(scan, [older, newer])).toBe('stored');

      expect(await collect(stores.agents.messageCounts(tenant))).toEqual([ofChat, newer]);
      expect(await collect(stores.agents.messageCounts(aTenant()))).toEqual([]);
      const stale = { ...scan, step: scan.step + 1 };
      expect(await stores.scans.saveMessageCounts(stale, [{ ...ofChat, days: {} }])).toBe('stale');
    });

    test('what a worker writes that another one has taken over from is refused', async () => {
      const tenant = aTenant();
      const scan = await runningScan(stores, tenant);
      const origin = {
        chatId: 'chat-1',
        userId: 'ada',
        interface: 'mobile' as const,
        by: 'named' as const,
        at: '2026-09-01T00:00:00Z',
      };
      expect(await stores.agents.update(tenant, [aNewAgent('ada')], scan)).toBe('stored');
      expect(await stores.agents.saveChatOrigins(tenant, [origin], scan)).toBe('stored');
      await stores.scans.checkpoint(scan, scan.step, '2026-10-01T12:00:01.000Z', {});

      expect(await stores.agents.update(tenant, [aNewAgent('bo')], scan)).toBe('stale');
      const other = { ...origin, chatId: 'chat-2' };
      expect(await stores.agents.saveChatOrigins(tenant, [other], scan)).toBe('stale');

      expect((await collect(stores.agents.all(tenant))).map(({ owner }) => owner.userId)).toEqual(['ada']);
      expect([...(await stores.agents.chatOrigins(tenant, ['chat-1', 'chat-2'])).keys()]).toEqual(['chat-1']);
    });

    test('chats keep their interface for 400 days', async () => {
      const tenant = aTenant();
      const origins = Array.from({ length: 130 }, (_, index) => ({
        chatId: `chat-${index}`,
        userId: 'ada',
        interface: 'mobile' as const,
        by: 'named' as const,
        at: '2026-09-01T00:00:00Z',
      }));
      await stores.agents.saveChatOrigins(tenant, origins);
      await stores.agents.saveChatOrigins(tenant, [{ ...origins[0]!, interface: 'desktop', by: 'created' }]);

      const ids = [...origins.map(({ chatId }) => chatId), 'chat-0', 'unknown'];
      const found = await stores.agents.chatOrigins(tenant, ids);
      stores.clock.advance(401 * 86_400_000);
      const late = await stores.agents.chatOrigins(tenant, ids);

      expect(found.size).toBe(130);
      expect(found.get('chat-0')).toEqual({ ...origins[0], interface: 'desktop', by: 'created' });
      expect(found.get('chat-129')).toEqual(origins[129]);
      expect(late.size).toBe(0);
    });
  });
