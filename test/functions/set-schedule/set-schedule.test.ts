import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../../functions/set-schedule/handler.ts';
import { routes } from '../../../shared/api/routes.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';
import { anIntegration, auditOf, given } from '../builders.ts';
import { apiDepsOf, send } from '../request.ts';

const now = Date.parse('2026-10-01T12:00:00Z');
let world: MemoryWorld;

beforeEach(() => {
  world = memoryWorld({ now });
  given.integration(world, anIntegration());
});

const set = (frequency: string) =>
  send(createHandler(apiDepsOf(world)), routes.setSchedule, { body: { frequency } });

test.each([
  ['daily', '2026-10-02T12:00:00.000Z'],
  ['weekly', '2026-10-08T12:00:00.000Z'],
])('%s scans begin one period from now', async (frequency, due) => {
  const { status, json } = await set(frequency);

  expect([status, json.schedule]).toEqual([200, { frequency, nextScanAt: due }]);
  expect(world.schedule.schedules.get('acme')).toEqual({
    generation: 1,
    frequency,
    from: due,
    paused: false,
  });
  expect(await world.integrations.find('acme')).toMatchObject({ frequency, scheduledFrom: due });
  expect(await auditOf(world)).toMatchObject([
    { action: 'set-schedule', outcome: 'done', details: { frequency } },
  ]);
});

test('off takes the schedule away', async () => {
  await set('daily');

  const { json } = await set('off');

  expect(json.schedule).toEqual({ frequency: 'off', nextScanAt: null });
  expect(world.schedule.schedules.size).toBe(0);
  expect(await world.integrations.find('acme')).toMatchObject({ frequency: 'off', scheduledFrom: null });
});

test('the same frequency again moves no due time, another one does', async () => {
  await set('daily');
  world.clock.advance(30 * 3_600_000);

  const again = await set('daily');
  const weekly = await set('weekly');

  expect(again.json.schedule).toEqual({ frequency: 'daily', nextScanAt: '2026-10-03T12:00:00.000Z' });
  expect(weekly.json.schedule).toEqual({ frequency: 'weekly', nextScanAt: '2026-10-09T18:00:00.000Z' });
});

test('a schedule that could not be made is made by repeating the request', async () => {
  world.schedule.failNext('upstream-busy');

  const first = await set('daily');
  const second = await set('daily');

  expect([first.status, second.status]).toEqual([503, 200]);
  expect(world.schedule.schedules.get('acme')).toMatchObject({
    frequency: 'daily',
    from: '2026-10-02T12:00:00.000Z',
  });
});

describe('with an invalid key', () => {
  beforeEach(() => {
    given.integration(world, anIntegration({ status: 'invalid_api_key', frequency: 'daily' }));
  });

  test('nothing is scheduled', async () => {
    const { status, json } = await set('weekly');

    expect([status, json.code]).toEqual([409, 'INVALID_API_KEY']);
    expect(world.schedule.schedules.size).toBe(0);
  });

  test('off is possible', async () => {
    expect((await set('off')).status).toBe(200);
    expect((await world.integrations.find('acme'))?.frequency).toBe('off');
  });
});

test('a deletion at the same moment leaves no schedule behind', async () => {
  world = memoryWorld({
    onCall: async ({ port, method, when }) => {
      if (port === 'schedule' && method === 'set' && when === 'before') {
        given.integration(world, anIntegration({ status: 'not_configured', generation: 2 }));
      }
    },
  });
  given.integration(world, anIntegration());

  const { status, json } = await set('daily');

  expect([status, json.code]).toEqual([409, 'INTEGRATION_CHANGED']);
  expect(world.schedule.schedules.size).toBe(0);
});

test.each([
  ['never configured', undefined],
  ['deleted', anIntegration({ status: 'not_configured' })],
])('an integration that was %s is not scheduled', async (_, integration) => {
  world = memoryWorld({ now });
  if (integration) given.integration(world, integration);

  const { status, json } = await set('daily');

  expect([status, json.code]).toEqual([404, 'NOT_CONFIGURED']);
  expect(world.schedule.schedules.size).toBe(0);
});
