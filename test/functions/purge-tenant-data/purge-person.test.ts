import { beforeEach, describe, expect, test } from 'vitest';
import { purgePerson } from '../../../functions/purge-tenant-data/purge-person.ts';
import type { PersonTask } from '../../../shared/messages.ts';
import type { RunningPurge } from '../../../shared/ports/privacy-store.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';
import { anAgent, anEvent, anIntegration, aScan, auditOf, given } from '../builders.ts';

const NOW = Date.parse('2026-10-01T12:00:00Z');
let world: MemoryWorld;
const always = () => true;

const purge: RunningPurge = {
  purgeId: 'purge_1',
  scope: 'person',
  person: 'hash-1',
  userId: 'user_1',
  afterwards: 'new_activity',
  status: 'running',
  requestedAt: '2026-10-01T12:00:00.000Z',
  requestedBy: 'admin@example.com',
  completedAt: null,
  removed: {},
};

const task: PersonTask = {
  v: 1,
  tenant: 'acme',
  scope: 'person',
  purgeId: 'purge_1',
  after: null,
  removed: {},
};

const owner = { ...anAgent().owner, userId: 'user_2' };

beforeEach(async () => {
  world = memoryWorld({ now: NOW });
  given.integration(world, anIntegration());
  given.agent(world, 'acme', anAgent());
  given.agent(world, 'acme', anAgent({ owner }));
  given.event(world, anEvent());
  world.staging.objects.set('exports/acme/1', { body: new Uint8Array(1), name: null, mimeType: null });
  world.archive.files.set('facts/acme/2026-10-01/a.ndjson', '{"userId":"user_1"}\n{"userId":"user_2"}\n');
  world.archive.files.set('ocsf/acme/2026-10-01/a.ndjson', '{"actor":{"user":{"uid":"user_1"}}}\n');
  await world.privacy.begin('acme', purge);
});

const perform = () => purgePerson(world, task, always);
/** Performs what is in the queue, as long as there is something. */
const drain = async () => {
  for (let [next] = world.purgeQueue.take(); next; [next] = world.purgeQueue.take()) {
    world.clock.advance(60_000);
    await purgePerson(world, next as PersonTask, always);
  }
};

test('rows, exports and archived facts of the person go at once, and nothing of another', async () => {
  await perform();

  expect(await world.agents.find('acme', 'user_1', 'desktop')).toBeUndefined();
  expect(await world.agents.find('acme', 'user_2', 'desktop')).toBeDefined();
  expect((await world.events.list('acme', {}, { limit: 5, after: null })).items).toEqual([]);
  expect(world.staging.objects.size).toBe(0);
  expect([...world.archive.files]).toEqual([['facts/acme/2026-10-01/a.ndjson', '{"userId":"user_2"}\n']]);
});

test('the certificate says what was removed, and no longer whose it was', async () => {
  await perform();
  await drain();

  const removed = { agents: 1, events: 1, exports: 1, archivedFacts: 1 };
  expect(await world.privacy.find('acme', 'purge_1')).toEqual({
    ...purge,
    userId: null,
    status: 'completed',
    completedAt: '2026-10-01T12:02:00.000Z',
    removed,
  });
  expect(await auditOf(world)).toMatchObject([
    {
      action: 'purge-person-done',
      actor: 'admin@example.com',
      outcome: 'done',
      details: { purgeId: 'purge_1', ...removed },
    },
  ]);
  expect(JSON.stringify(await auditOf(world))).not.toContain('user_1');
});

test('facts that were on their way to the archive are waited for', async () => {
  await perform();
  world.archive.files.set('facts/acme/2026-10-01/late.ndjson', '{"userId":"user_1"}\n');

  await drain();

  expect((await world.privacy.find('acme', 'purge_1'))?.removed.archivedFacts).toBe(2);
  expect([...world.archive.files.values()].join('')).not.toContain('user_1');
});

describe('a scan that began before', () => {
  test('is waited for, since it may write of the person again', async () => {
    given.integration(world, anIntegration({ currentScanId: 'scan_0001' }));
    given.scan(world, aScan());
    await perform();
    world.clock.advance(600_000);
    await perform();
    expect((await world.privacy.find('acme', 'purge_1'))?.status).toBe('running');
    given.agent(world, 'acme', anAgent());

    given.integration(world, anIntegration());
    world.purgeQueue.take(10);
    await perform();

    expect((await world.privacy.find('acme', 'purge_1'))?.status).toBe('completed');
    expect(await world.agents.find('acme', 'user_1', 'desktop')).toBeUndefined();
  });

  test('that began later knows of the purge and is not waited for', async () => {
    given.integration(world, anIntegration({ currentScanId: 'scan_0001' }));
    given.scan(world, aScan({ startedAt: '2026-10-01T12:00:01.000Z' }));
    world.clock.advance(600_000);

    await perform();

    expect((await world.privacy.find('acme', 'purge_1'))?.status).toBe('completed');
  });
});

test('a message that comes again after the end does nothing', async () => {
  await perform();
  await drain();
  given.agent(world, 'acme', anAgent());

  expect(await perform()).toEqual({ removed: 0, done: true });

  expect(await world.agents.find('acme', 'user_1', 'desktop')).toBeDefined();
  expect(await auditOf(world)).toHaveLength(1);
});

test('a purge of another tenant is none', async () => {
  expect(await purgePerson(world, { ...task, tenant: 'other' }, always)).toEqual({ removed: 0, done: true });
  expect(await world.agents.find('acme', 'user_1', 'desktop')).toBeDefined();
});
