import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createActivityTally } from '../../../functions/run-scan/activity-tally.ts';
import type { Activity } from '../../../shared/domain/activity.ts';
import { createInterfaceClassifier } from '../../../shared/domain/client-interface.ts';
import { ANDROID_APP, anActivity, CHROME, DESKTOP } from '../../support/activities.ts';

function tallyOf(activities: readonly Activity[]) {
  const tally = createActivityTally(createInterfaceClassifier());
  for (const activity of activities) tally.add(activity);
  return tally;
}

/** Everything a tally says, in an order of its own. */
function facts(activities: readonly Activity[]) {
  const { agents, chats, items, counts } = tallyOf(activities);
  const sorted = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    agents: sorted(agents).map(([key, agent]) => ({
      key,
      ...agent,
      days: sorted(agent.days),
      clients: sorted(agent.clients),
    })),
    chats: sorted(chats),
    items: sorted(items),
    counts,
  };
}

describe('the tally of activity', () => {
  test('makes one agent per person and interface', () => {
    const { agents } = tallyOf([
      anActivity({ userAgent: CHROME }),
      anActivity({ userAgent: CHROME }),
      anActivity({ userAgent: DESKTOP }),
      anActivity({ userAgent: ANDROID_APP, userId: 'user_tomas' }),
    ]);

    expect([...agents.keys()].sort()).toEqual([
      'user_mira.browser',
      'user_mira.desktop',
      'user_tomas.mobile',
    ]);
  });

  test('lists documents of projects, of several versions the latest', () => {
    const document = { projectId: 'project_1', documentId: 'doc_1' };
    const uploaded = anActivity({
      type: 'claude_project_document_uploaded',
      ...document,
      at: '2026-10-01T08:00:00Z',
    });
    const [early, late] = ['2026-10-01T09:00:00Z', '2026-10-02T09:00:00Z'].map((at) =>
      anActivity({ type: 'claude_project_document_updated', ...document, at }),
    );
    const listed = (...activities: readonly (Activity | undefined)[]) =>
      [...tallyOf(activities.flatMap((activity) => activity ?? [])).items.values()].map(
        ({ id, kind, at }) => [id, kind, at],
      );

    expect(listed(uploaded)).toEqual([['doc_1', 'project_document', '2026-10-01T08:00:00.000Z']]);
    expect(listed(uploaded, late, early)).toEqual([
      ['doc_1@2026-10-02T09:00:00.000Z', 'project_document', '2026-10-02T09:00:00.000Z'],
    ]);
    expect(listed(anActivity({ type: 'claude_project_document_viewed', ...document }))).toEqual([]);
  });

  test('counts chats started and files uploaded on their days', () => {
    const { agents } = tallyOf([
      anActivity({ type: 'claude_chat_created', chatId: 'chat_1', at: '2026-10-01T23:59:59Z' }),
      anActivity({ type: 'claude_chat_created', chatId: 'chat_2', at: '2026-10-02T00:00:00Z' }),
      anActivity({ type: 'claude_file_uploaded', fileId: 'file_1', at: '2026-10-02T08:00:00Z' }),
      anActivity({ type: 'claude_chat_viewed', chatId: 'chat_1', at: '2026-10-02T09:00:00Z' }),
    ]);

    expect(Object.fromEntries(agents.get('user_mira.browser')?.days ?? [])).toEqual({
      '2026-10-01': { chats: 1, files: 0, unattributed: 0 },
      '2026-10-02': { chats: 1, files: 1, unattributed: 0 },
    });
  });

  test('counts an activity once, however often it is served', () => {
    const created = anActivity({ type: 'claude_chat_created', chatId: 'chat_1' });

    expect(facts([created, created, created])).toEqual(facts([created]));
  });

  test('depends on the set of activities alone, not on their order', () => {
    const anyActivity = fc
      .record({
        type: fc.constantFrom('claude_chat_created', 'claude_chat_viewed', 'claude_file_uploaded'),
        chatId: fc.constantFrom('chat_1', 'chat_2'),
        fileId: fc.constantFrom('file_1', 'file_2'),
        userId: fc.constantFrom('user_a', 'user_b'),
        userAgent: fc.constantFrom(CHROME, DESKTOP, null),
        email: fc.constantFrom('a@example.com', 'b@example.com', null),
        second: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 200_000 })),
      })
      .map(({ second, ...rest }) =>
        anActivity({ ...rest, at: new Date(1_790_000_000_000 + second * 1_000).toISOString() }),
      );

    fc.assert(
      fc.property(
        fc
          .array(anyActivity, { maxLength: 30 })
          .chain((list) =>
            fc.tuple(
              fc.constant(list),
              fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 }),
            ),
          ),
        ([list, shuffledTwice]) => {
          expect(facts(shuffledTwice)).toEqual(facts(list));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('takes the latest e-mail address, whatever comes without one', () => {
    const early = anActivity({ email: 'b@example.com', at: '2026-10-02T08:00:00Z' });
    const late = anActivity({ email: 'a@example.com', at: '2026-10-02T09:00:00Z' });
    const without = anActivity({ email: null, at: '2026-10-02T10:00:00Z' });

    for (const order of [
      [early, late, without],
      [without, early, late],
      [late, without, early],
    ]) {
      expect(tallyOf(order).agents.get('user_mira.browser')?.email).toBe('a@example.com');
    }
  });

  test('gives a chat to the interface that created it, whoever names it earlier', () => {
    const { chats } = tallyOf([
      anActivity({
        type: 'claude_chat_viewed',
        chatId: 'chat_1',
        userAgent: CHROME,
        at: '2026-10-02T08:00:00Z',
      }),
      anActivity({
        type: 'claude_chat_created',
        chatId: 'chat_1',
        userAgent: DESKTOP,
        at: '2026-10-02T09:00:00Z',
      }),
    ]);

    expect(chats.get('chat_1')).toMatchObject({ interface: 'desktop', by: 'created' });
  });

  test('counts missing and unknown client strings as Browser, and says how many', () => {
    const { agents, counts } = tallyOf([
      anActivity({ userAgent: null }),
      anActivity({ userAgent: 'Whatever/1.0' }),
      anActivity({ userAgent: CHROME }),
    ]);

    expect([...agents.keys()]).toEqual(['user_mira.browser']);
    expect(counts.unattributed).toBe(2);
  });

  test.each([
    ['an API key', { actorType: 'api_actor', userId: null }],
    ['directory sync', { actorType: 'scim_directory_sync_actor', userId: null }],
    ['Anthropic', { actorType: 'anthropic_actor', userId: null }],
    ['an actor of the future', { actorType: 'quantum_actor', userId: null }],
    ['a background process in a person’s name', { ip: '0.0.0.0' }],
  ])('makes no agent of %s', (_who, actor) => {
    const { agents, counts } = tallyOf([anActivity(actor)]);

    expect(agents.size).toBe(0);
    expect(counts).toMatchObject({ activities: 1, notPeople: 1 });
  });

  test('makes no agent of a sign-in', () => {
    expect(tallyOf([anActivity({ type: 'sso_login_succeeded' })]).agents.size).toBe(0);
  });

  test('leaves our own calls out altogether', () => {
    expect(tallyOf([anActivity({ type: 'compliance_api_accessed' })]).counts.activities).toBe(0);
  });

  test('passes unknown content types through and counts them', () => {
    expect(tallyOf([anActivity({ type: 'claude_chat_teleported' })]).counts.unknownTypes).toBe(1);
  });
});
