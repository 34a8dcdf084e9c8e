import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../../functions/manage-privacy/handler.ts';
import { routes } from '../../../shared/api/routes.ts';
import { personHash } from '../../../shared/privacy/person-hash.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';
import { auditOf } from '../builders.ts';
import { apiDepsOf, type Sent, STRANGER, send } from '../request.ts';

const SECRET = 'a-secret';
let world: MemoryWorld;

beforeEach(() => {
  world = memoryWorld({ now: Date.parse('2026-10-01T12:00:00Z') });
});

const ask = (
  name: 'getRetention' | 'setRetention' | 'purgePerson' | 'listPurges' | 'getPurge',
  sent: Sent = {},
) =>
  send(
    createHandler({
      ...apiDepsOf(world),
      inspectionSecret: async () => SECRET,
      cursorSecret: async () => 'cursors',
    }),
    routes[name],
    sent,
  );

const retention = { eventDays: 90, auditDays: 365, usageDays: 28 };

describe('retention', () => {
  test('is the same for everybody at first', async () => {
    expect((await ask('getRetention')).json).toEqual({
      eventDays: 180,
      auditDays: null,
      usageDays: 35,
      savedAt: null,
      savedBy: null,
    });
  });

  test('that was set is in force, audited, and brought to what is there by a job', async () => {
    const set = await ask('setRetention', { body: retention });

    expect([set.status, set.json]).toEqual([
      200,
      { ...retention, savedAt: '2026-10-01T12:00:00.000Z', savedBy: 'admin@example.com' },
    ]);
    expect((await ask('getRetention')).json).toEqual(set.json);
    expect(world.purgeQueue.sent).toEqual([{ v: 1, tenant: 'acme', scope: 'retention', after: null }]);
    expect(await auditOf(world)).toMatchObject([
      { action: 'set-retention', outcome: 'done', details: retention },
    ]);
  });

  test.each([
    ['no days of events', { eventDays: 0 }],
    ['events for longer than Anthropic keeps activities', { eventDays: 2_191 }],
    ['an audit of a few days', { auditDays: 29 }],
    ['less use than usage is made of', { usageDays: 27 }],
    ['more use than the overview shows', { usageDays: 93 }],
    ['half a day', { eventDays: 1.5 }],
    ['nothing about the audit', { auditDays: undefined }],
  ])('is refused with %s', async (_, changes) => {
    const answer = await ask('setRetention', { body: { ...retention, ...changes } });

    expect([answer.status, answer.json.code]).toEqual([400, 'VALIDATION']);
    expect(world.purgeQueue.sent).toEqual([]);
  });
});

describe('the purge of a person', () => {
  test('begins, and leaves the rest to a job', async () => {
    const { status, json } = await ask('purgePerson', { body: { userId: 'user_1' } });

    expect(status).toBe(202);
    expect(json).toEqual({
      purgeId: expect.stringMatching(/^purge_[0-9a-z]{25}$/),
      scope: 'person',
      person: personHash(SECRET, 'acme', 'user_1'),
      afterwards: 'new_activity',
      status: 'running',
      requestedAt: '2026-10-01T12:00:00.000Z',
      requestedBy: 'admin@example.com',
      completedAt: null,
      removed: {},
    });
    expect(world.purgeQueue.sent).toEqual([
      { v: 1, tenant: 'acme', scope: 'person', purgeId: json.purgeId, after: null, removed: {} },
    ]);
    expect(await world.privacy.forgotten('acme')).toEqual(
      new Map([[personHash(SECRET, 'acme', 'user_1'), '2026-10-01T12:00:00.000Z']]),
    );
  });

  test('names the person neither in the answer nor in the queue nor in the audit', async () => {
    const { text } = await ask('purgePerson', { body: { userId: 'user_1' } });

    expect(text).not.toContain('user_1');
    expect(JSON.stringify(world.purgeQueue.sent)).not.toContain('user_1');
    expect(JSON.stringify(await auditOf(world))).not.toContain('user_1');
    expect(await auditOf(world)).toMatchObject([{ action: 'purge-person', outcome: 'done' }]);
  });

  test('can ask that nothing is recorded of the person ever again', async () => {
    await ask('purgePerson', { body: { userId: 'user_1', afterwards: 'nothing' } });

    expect([...(await world.privacy.forgotten('acme')).values()]).toEqual([null]);
  });

  test('is done once for one idempotency key', async () => {
    const headers = { 'idempotency-key': 'a-key-of-this-request' };
    const first = await ask('purgePerson', { body: { userId: 'user_1' }, headers });
    world.clock.advance(5_000);
    const second = await ask('purgePerson', { body: { userId: 'user_1' }, headers });

    expect(second.json).toEqual(first.json);
    expect(world.purgeQueue.sent).toHaveLength(1);
  });

  test('that the queue did not take has not begun', async () => {
    world.purgeQueue.failNext('upstream-busy');

    expect((await ask('purgePerson', { body: { userId: 'user_1' } })).status).toBe(503);

    expect((await ask('listPurges')).json.items).toEqual([]);
    expect((await world.privacy.forgotten('acme')).size).toBe(0);
  });
});

describe('purges', () => {
  const purge = async (userId: string) => {
    world.clock.advance(1_000);
    return (await ask('purgePerson', { body: { userId } })).json.purgeId as unknown as string;
  };
  const idsIn = async (sent: Sent) =>
    ((await ask('listPurges', sent)).json.items as unknown as { purgeId: string }[]).map(
      ({ purgeId }) => purgeId,
    );

  test('are listed newest first, page after page', async () => {
    const ids = [await purge('user_1'), await purge('user_2'), await purge('user_3')];

    const first = await ask('listPurges', { query: { limit: '2' } });
    const cursor = String(first.json.nextCursor);

    expect(await idsIn({ query: { limit: '2' } })).toEqual([ids[2], ids[1]]);
    expect(await idsIn({ query: { limit: '2', cursor } })).toEqual([ids[0]]);
  });

  test('of one person are found by whoever knows the id', async () => {
    const id = await purge('user_1');
    await purge('user_2');

    expect(await idsIn({ query: { userId: 'user_1' } })).toEqual([id]);
    expect(await idsIn({ query: { userId: 'user_9' } })).toEqual([]);
  });

  test('belong to their tenant', async () => {
    const purgeId = await purge('user_1');

    const own = await ask('getPurge', { path: { purgeId } });
    const theirs = await ask('getPurge', { path: { purgeId }, claims: STRANGER });

    expect([own.status, own.json.purgeId]).toEqual([200, purgeId]);
    expect([theirs.status, theirs.json.code]).toEqual([404, 'PURGE_NOT_FOUND']);
    expect((await ask('listPurges', { claims: STRANGER })).json.items).toEqual([]);
  });
});
