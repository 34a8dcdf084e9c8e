import { beforeEach, describe, expect, test } from 'vitest';
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

  const { status, json } = await set({ files: false, text: false, projects: false, sessions: false });

  const nothing = { files: false, text: false, projects: false, sessions: false };
  expect([status, json.coverage]).toEqual([200, nothing]);
  expect((await world.integrations.find('acme'))?.coverage).toEqual(nothing);
  expect(await auditOf(world)).toMatchObject([{ action: 'set-coverage', outcome: 'done', details: nothing }]);
});

test('every kind is named, so that nothing changes unsaid', async () => {
  given.integration(world, anIntegration());
  const before = (await world.integrations.find('acme'))?.coverage;

  const { status, json } = await set({ files: false, text: true, projects: true });

  expect([status, json.code]).toEqual([400, 'VALIDATION']);
  expect((await world.integrations.find('acme'))?.coverage).toEqual(before);
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

  const { status, json } = await set({ files: false, text: true, projects: true, sessions: true });

  expect([status, json.code]).toEqual([409, 'INTEGRATION_CHANGED']);
});

describe('the budget of scans', () => {
  const setBudget = (body: unknown) => send(createHandler(apiDepsOf(world)), routes.setBudget, { body });

  test('is set, shown on the card, and taken away again', async () => {
    given.integration(world, anIntegration());

    const { status, json } = await setBudget({ calls: 5_000, minutes: null });

    expect([status, json.budget]).toEqual([200, { calls: 5_000, minutes: null }]);
    expect((await world.integrations.find('acme'))?.budget).toEqual({ calls: 5_000, minutes: null });
    expect(await auditOf(world)).toMatchObject([
      { action: 'set-budget', outcome: 'done', details: { calls: 5_000, minutes: null } },
    ]);
    expect((await setBudget({ calls: null, minutes: null })).json.budget).toEqual({
      calls: null,
      minutes: null,
    });
  });

  test.each([
    {},
    { calls: 99, minutes: null },
    { calls: null, minutes: 4 },
    { calls: 1_000.5, minutes: null },
    { calls: '1000', minutes: null },
    { calls: null, minutes: null, hours: 1 },
  ])('of %j is refused', async (body) => {
    given.integration(world, anIntegration());

    expect((await setBudget(body)).status).toBe(400);
    expect((await world.integrations.find('acme'))?.budget).toBeNull();
  });
});
