import { beforeEach, expect, test } from 'vitest';
import { createHandler } from '../../../functions/set-coverage/handler.ts';
import { routes } from '../../../shared/api/routes.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';
import { anIntegration, auditOf, given } from '../builders.ts';
import { apiDepsOf, send } from '../request.ts';

let world: MemoryWorld;

beforeEach(() => {
  world = memoryWorld();
});

const set = (body: unknown) => send(createHandler(apiDepsOf(world)), routes.setCoverage, { body });

test('coverage changes, and the card shows it', async () => {
  given.integration(world, anIntegration());

  const { status, json } = await set({ files: false, text: false });

  expect([status, json.coverage]).toEqual([200, { files: false, text: false }]);
  expect((await world.integrations.find('acme'))?.coverage).toEqual({ files: false, text: false });
  expect(await auditOf(world)).toMatchObject([
    { action: 'set-coverage', outcome: 'done', details: { files: false, text: false } },
  ]);
});

test('conversations cannot be switched on', async () => {
  given.integration(world, anIntegration());

  const { status, json } = await set({ files: true, text: true });

  expect([status, json.code]).toEqual([400, 'VALIDATION']);
  expect((await world.integrations.find('acme'))?.coverage.text).toBe(false);
});

test('an integration that was deleted meanwhile is not changed', async () => {
  world = memoryWorld({
    onCall: ({ method, when }) => {
      if (method === 'update' && when === 'before') {
        given.integration(world, anIntegration({ status: 'not_configured', generation: 2 }));
      }
    },
  });
  given.integration(world, anIntegration());

  const { status, json } = await set({ files: false });

  expect([status, json.code]).toEqual([409, 'INTEGRATION_CHANGED']);
});
