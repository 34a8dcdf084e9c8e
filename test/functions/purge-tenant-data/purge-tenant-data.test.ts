import type { Context, SQSEvent } from 'aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../../functions/purge-tenant-data/handler.ts';
import { purgeTenantData } from '../../../functions/purge-tenant-data/purge-tenant-data.ts';
import { purgeId } from '../../../shared/domain/purge.ts';
import type { PurgeQueueTask, PurgeTask } from '../../../shared/messages.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';
import { anAgent, anEvent, anIntegration, aScan, auditOf, given } from '../builders.ts';

let world: MemoryWorld;
const always = () => true;

const task = (changes: Partial<PurgeTask> = {}): PurgeTask => ({
  v: 1,
  tenant: 'acme',
  generation: 1,
  scope: 'everything',
  requestedBy: 'admin@example.com',
  removed: {},
  ...changes,
});

/** A purge sends nothing but purges on. */
const asPurge = (task: PurgeQueueTask): PurgeTask => task as PurgeTask;

const stage = (tenant: string, key: string) =>
  world.staging.objects.set(`${key}/${tenant}/1`, { body: new Uint8Array(1), name: null, mimeType: null });

beforeEach(() => {
  world = memoryWorld({ now: Date.parse('2026-10-01T12:00:00Z') });
  for (const tenant of ['acme', 'other']) {
    given.integration(
      world,
      anIntegration({ tenant, status: 'not_configured', generation: 2, erasing: true }),
    );
    given.scan(world, aScan({ tenant }));
    given.agent(world, tenant, anAgent());
    given.event(world, anEvent({ tenant }));
    stage(tenant, 'staging');
    stage(tenant, 'exports');
  }
});

const left = async (tenant: string) => ({
  scans: (await world.scans.list(tenant, { limit: 5, after: null })).items.length,
  events: (await world.events.list(tenant, {}, { limit: 5, after: null })).items.length,
  agent: (await world.agents.find(tenant, 'user_1', 'desktop')) !== undefined,
  objects: [...world.staging.objects.keys()].filter((key) => key.includes(`/${tenant}/`)).length,
});

const everything = { scans: 1, events: 1, agent: true, objects: 2 };
const nothing = { scans: 0, events: 0, agent: false, objects: 0 };

test('everything of the tenant goes, counted, and nothing of another', async () => {
  const purged = await purgeTenantData(world, task(), always);

  expect(purged).toEqual({ removed: 5, done: true });
  expect([await left('acme'), await left('other')]).toEqual([nothing, everything]);
});

test('the end is audited with the count, for who asked', async () => {
  await purgeTenantData(world, task(), always);

  expect(await auditOf(world)).toEqual([
    {
      at: '2026-10-01T12:00:00.000Z',
      actor: 'admin@example.com',
      action: 'purge',
      outcome: 'done',
      details: { stagedObjects: 1, exports: 1, agents: 1, events: 1, scans: 1 },
    },
  ]);
});

test('staged content alone goes without an entry', async () => {
  const purged = await purgeTenantData(world, task({ scope: 'staging' }), always);

  expect(purged).toEqual({ removed: 2, done: true });
  expect(await left('acme')).toEqual({ ...everything, objects: 0 });
  expect(await auditOf(world)).toEqual([]);
});

test('what does not fit into one message is done by the next ones, and all of it is counted', async () => {
  for (let n = 0; n < 2_500; n += 1) {
    given.event(
      world,
      anEvent({ item: { ...anEvent().item, id: `f${n}` }, time: '2026-09-01T00:00:00.000Z' }),
    );
  }
  let messages = 0;
  await world.purgeQueue.send(task());

  for (let [next] = world.purgeQueue.take(); next; [next] = world.purgeQueue.take()) {
    let parts = 0;
    await purgeTenantData(world, asPurge(next), () => parts++ < 1);
    messages += 1;
  }

  expect(messages).toBe(3);
  expect(await left('acme')).toEqual(nothing);
  expect(await auditOf(world)).toMatchObject([
    { action: 'purge', details: { events: 2_501, agents: 1, scans: 1 } },
  ]);
});

test('the deletion is told once, however many messages its purge takes', async () => {
  const deletedAt = '2026-10-01T11:59:59.000Z';
  await world.purgeQueue.send(task({ deletedAt }));

  for (let [next] = world.purgeQueue.take(), turn = 1; next; [next] = world.purgeQueue.take(), turn += 1) {
    await purgeTenantData(world, asPurge(next), () => turn > 1);
  }

  expect(world.purgeQueue.sent).toHaveLength(2);
  expect(world.facts.published).toEqual([
    { type: 'IntegrationDeleted', detail: { tenant: 'acme', at: deletedAt } },
  ]);
});

test('a bus that fails keeps nothing from being erased', async () => {
  world.facts.failNext('upstream-busy');

  await purgeTenantData(world, task({ deletedAt: '2026-10-01T11:59:59.000Z' }), always);

  expect(await left('acme')).toEqual(nothing);
});

test('repeated, it finds nothing more', async () => {
  await purgeTenantData(world, task(), always);

  expect(await purgeTenantData(world, task(), always)).toEqual({ removed: 0, done: true });
});

test('what was asked for is done, also where the asking broke off right behind it', async () => {
  given.integration(world, anIntegration({ status: 'not_configured', generation: 2 }));
  const requestedAt = '2026-10-01T11:59:50.000Z';
  const id = purgeId(Date.parse(requestedAt), 'f00d');

  await purgeTenantData(world, task({ purgeId: id }), always);

  expect(await left('acme')).toEqual(nothing);
  expect(await world.privacy.find('acme', id)).toMatchObject({
    requestedAt,
    scope: 'tenant',
    status: 'completed',
    requestedBy: 'admin@example.com',
  });
});

test('a certificate stays as it is when its task comes once more', async () => {
  const id = purgeId(Date.parse('2026-10-01T11:59:50.000Z'), 'f00d');
  const again = task({ purgeId: id });
  await purgeTenantData(world, again, always);
  const certificate = await world.privacy.find('acme', id);
  world.clock.advance(3 * 86_400_000);

  await purgeTenantData(world, again, always);

  expect(certificate?.status).toBe('completed');
  expect(await world.privacy.find('acme', id)).toEqual(certificate);
});

test.each([
  ['deleted without a purge', anIntegration({ status: 'not_configured', generation: 4 })],
  ['configured', anIntegration({ generation: 5 })],
])('a task that comes days later takes nothing from an integration that is %s', async (_, integration) => {
  given.integration(world, integration);

  await purgeTenantData(world, task(), always);

  expect(await left('acme')).toMatchObject({ scans: 1, events: 1, agent: true });
});

test('what a new integration has staged stays', async () => {
  given.integration(world, anIntegration({ generation: 3 }));

  await purgeTenantData(world, task({ scope: 'staging' }), always);

  expect(await left('acme')).toEqual(everything);
});

describe('the handler', () => {
  const deliver = (body: string) =>
    createHandler(world)(
      {
        Records: [
          {
            messageId: '1',
            body,
            attributes: { ApproximateReceiveCount: '1' },
            eventSourceARN: 'arn:aws:sqs:eu-central-1:1:purge',
          },
        ],
      } as unknown as SQSEvent,
      { getRemainingTimeInMillis: () => 900_000 } as Context,
    );

  test('performs a task', async () => {
    expect(await deliver(JSON.stringify(task()))).toEqual({ batchItemFailures: [] });
    expect(await left('acme')).toEqual(nothing);
  });

  test('leaves the task in the queue when something fails', async () => {
    world.tenantData.failNext('upstream-busy');

    expect(await deliver(JSON.stringify(task()))).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
  });

  test('drops what is no task', async () => {
    expect(await deliver('{"tenant":"acme"}')).toEqual({ batchItemFailures: [] });
    expect(await left('acme')).toEqual(everything);
  });
});
