import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../../functions/delete-integration/handler.ts';
import { purgeTenantData } from '../../../functions/purge-tenant-data/purge-tenant-data.ts';
import { routes } from '../../../shared/api/routes.ts';
import type { PurgeTask } from '../../../shared/messages.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';
import { anAgent, anEvent, anIntegration, aScan, auditOf, given } from '../builders.ts';
import { apiDepsOf, send } from '../request.ts';

let world: MemoryWorld;

beforeEach(async () => {
  world = memoryWorld({ now: Date.parse('2026-10-01T12:00:00Z') });
  const secretId = await world.vault.put('acme', 'a-key');
  given.scan(world, aScan());
  given.agent(world, 'acme', anAgent());
  given.event(world, anEvent());
  given.integration(world, anIntegration({ secretId, frequency: 'daily', currentScanId: 'scan_0001' }));
  await world.schedule.set('acme', 1, 'daily', '2026-10-02T12:00:00.000Z');
});

const remove = (purge?: string) =>
  send(createHandler(apiDepsOf(world)), routes.deleteIntegration, purge ? { query: { purge } } : {});

const nothingLeft = async () => {
  expect(world.vault.secrets.size).toBe(0);
  expect(world.schedule.schedules.size).toBe(0);
  expect((await world.integrations.find('acme'))?.status).toBe('not_configured');
};

test('key and schedule go, the running scan ends, and staged content is left to the purge', async () => {
  const { status, text } = await remove();

  expect([status, text]).toEqual([204, '']);
  await nothingLeft();
  expect(await world.integrations.find('acme')).toMatchObject({
    generation: 2,
    keyHint: null,
    secretId: null,
    frequency: 'off',
    organizations: [{ uuid: 'org-1' }],
  });
  expect(await world.scans.find('acme', 'scan_0001')).toMatchObject({ status: 'cancelled' });
  expect(world.purgeQueue.sent).toEqual([
    {
      v: 1,
      tenant: 'acme',
      generation: 1,
      scope: 'staging',
      requestedBy: 'admin@example.com',
      deletedAt: '2026-10-01T12:00:00.000Z',
      removed: {},
    },
  ]);
});

test('with purge, nobody can connect before it has ended', async () => {
  const position = {
    scanStartedAt: '2026-09-30T12:00:00.000Z',
    readUpTo: '2026-09-30T12:00:00.000Z',
    chatsUpTo: '2026-09-30T12:00:00.000Z',
    collectedFrom: '2026-09-01',
    recordHash: null,
  };
  const { secretId } = (await world.integrations.find('acme')) ?? {};
  given.integration(world, anIntegration({ secretId: secretId ?? null, position }));

  await remove('true');

  expect(world.purgeQueue.waiting).toHaveLength(1);
  expect(await world.integrations.find('acme')).toMatchObject({ position: null, erasing: true });
});

test('a configuration that broke off can be deleted: its key goes', async () => {
  const { secretId } = (await world.integrations.find('acme')) ?? {};
  given.integration(world, anIntegration({ secretId: secretId ?? null, status: 'not_configured' }));

  expect((await remove()).status).toBe(204);

  expect(world.vault.secrets.size).toBe(0);
  expect((await world.integrations.find('acme'))?.secretId).toBeNull();
});

test('inventory and events stay', async () => {
  await remove();

  expect(await world.agents.find('acme', 'user_1', 'desktop')).toBeDefined();
  expect((await world.events.list('acme', {}, { limit: 5, after: null })).items).toHaveLength(1);
});

test('the audit says who deleted what', async () => {
  await remove('true');

  expect(await auditOf(world)).toMatchObject([
    { action: 'delete', outcome: 'done', details: { keyHint: 'x7Qa', purge: true } },
  ]);
});

test('with purge, everything is left to the purge', async () => {
  expect((await remove('true')).status).toBe(204);

  const [purge] = (await world.privacy.list('acme', null, { limit: 5, after: null })).items;
  expect(world.purgeQueue.sent).toMatchObject([
    { scope: 'everything', generation: 1, purgeId: purge?.purgeId },
  ]);
  expect(purge).toMatchObject({ scope: 'tenant', status: 'running', requestedBy: 'admin@example.com' });
});

test('without purge it is the same as with purge=false', async () => {
  await remove('false');

  expect(world.purgeQueue.sent).toMatchObject([{ scope: 'staging' }]);
});

describe('a deletion that was interrupted', () => {
  test.each([
    ['the schedule', () => world.schedule.failNext('upstream-busy')],
    ['the vault', () => world.vault.failNext('upstream-busy')],
    ['the record', () => world.integrations.failNext('upstream-busy', { method: 'remove' })],
    ['the answer of the vault', () => world.vault.failNext('upstream-busy', { when: 'after' })],
  ])('at %s can be repeated until nothing is left', async (_, interrupt) => {
    interrupt();

    const first = await remove();
    const second = await remove();

    expect([first.status, second.status]).toEqual([503, 204]);
    await nothingLeft();
    expect(world.purgeQueue.sent).toHaveLength(1);
  });

  test('before the purge was asked for can be repeated with purge', async () => {
    world.purgeQueue.failNext('upstream-busy');

    const first = await remove('true');
    const second = await remove('true');

    expect([first.status, second.status]).toEqual([503, 204]);
    expect(world.purgeQueue.sent).toMatchObject([{ scope: 'everything', generation: 1 }]);
  });
});

describe('with purge, once the purge was asked for', () => {
  const purgeNow = async () => {
    for (const task of world.purgeQueue.take(10)) await purgeTenantData(world, task as PurgeTask, () => true);
  };

  test('an interruption leaves nobody waiting for it', async () => {
    world.integrations.failNext('upstream-busy', { method: 'forget' });

    expect((await remove('true')).status).toBe(503);
    await purgeNow();

    expect(await world.integrations.find('acme')).toMatchObject({ position: null, erasing: false });
    expect((await world.events.list('acme', {}, { limit: 5, after: null })).items).toEqual([]);
    const [purge] = (await world.privacy.list('acme', null, { limit: 5, after: null })).items;
    expect(purge).toMatchObject({ scope: 'tenant', status: 'completed' });
  });

  test('asking twice has two certificates, and the second one removed nothing', async () => {
    await remove('true');
    world.clock.advance(1_000);
    expect((await remove('true')).status).toBe(204);

    await purgeNow();

    const purges = (await world.privacy.list('acme', null, { limit: 5, after: null })).items;
    expect(purges).toMatchObject([
      { status: 'completed', removed: {} },
      { status: 'completed', removed: { events: 1 } },
    ]);
    expect((await auditOf(world)).filter(({ action }) => action === 'purge')).toHaveLength(1);
  });

  test('it may have ended before the answer', async () => {
    const { send: queue } = world.purgeQueue;
    world.purgeQueue.send = async (task) => {
      await queue(task);
      await purgeNow();
    };

    expect((await remove('true')).status).toBe(204);

    expect(await world.integrations.find('acme')).toMatchObject({ erasing: false });
    const [purge] = (await world.privacy.list('acme', null, { limit: 5, after: null })).items;
    expect(purge).toMatchObject({ status: 'completed' });
  });
});

test('what was deleted without purge can be purged later', async () => {
  await remove();

  expect((await remove('true')).status).toBe(204);
  expect(world.purgeQueue.sent).toMatchObject([
    { scope: 'staging', generation: 1, deletedAt: '2026-10-01T12:00:00.000Z' },
    { scope: 'everything', generation: 1 },
  ]);
  expect(world.purgeQueue.sent[1]).not.toHaveProperty('deletedAt');
});

test('a second deletion finds nothing', async () => {
  await remove();

  const { status, json } = await remove();

  expect([status, json.code]).toEqual([404, 'NOT_CONFIGURED']);
  expect((await auditOf(world))[0]).toMatchObject({
    outcome: 'refused',
    details: { code: 'NOT_CONFIGURED' },
  });
});

test.each(['true', 'false'])(
  'a tenant that never configured has nothing to delete (purge=%s)',
  async (purge) => {
    world = memoryWorld();

    const { status, json } = await remove(purge);

    expect([status, json.code]).toEqual([404, 'NOT_CONFIGURED']);
    expect(world.purgeQueue.sent).toEqual([]);
  },
);

test('an integration that was configured again meanwhile stays', async () => {
  const newer = anIntegration({ generation: 3, secretId: 'secret/acme/newer' });
  world = memoryWorld({
    onCall: ({ method, port }) => {
      if (port === 'integrations' && method === 'remove') given.integration(world, newer);
    },
  });
  given.integration(world, anIntegration());

  const { status, json } = await remove();

  expect([status, json.code]).toEqual([409, 'INTEGRATION_CHANGED']);
  expect(await world.integrations.find('acme')).toEqual(newer);
});
