import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../../functions/triage-event/handler.ts';
import { eventAnswer } from '../../../shared/api/event.ts';
import { routes } from '../../../shared/api/routes.ts';
import { MAX_HISTORY } from '../../../shared/domain/event.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';
import { anEvent, auditOf, given } from '../builders.ts';
import { apiDepsOf, send } from '../request.ts';

let world: MemoryWorld;

beforeEach(() => {
  world = memoryWorld({ now: Date.parse('2026-10-01T12:00:00Z') });
});

const patch = (eventId: string, body: unknown) =>
  send(createHandler(apiDepsOf(world)), routes.triageEvent, { path: { eventId }, body });

test('an event moves, and its history says who did it, when and why', async () => {
  const eventId = given.event(world, anEvent());
  await patch(eventId, { state: 'in_progress', note: ' Asked\n Ada\u202E about it ' });
  world.clock.advance(60_000);

  const { status, json } = await patch(eventId, { state: 'suppressed' });

  expect(status).toBe(200);
  expect(eventAnswer.parse(json)).toEqual(json);
  expect(json).toMatchObject({
    eventId,
    state: 'suppressed',
    history: [
      {
        at: '2026-10-01T12:00:00.000Z',
        by: 'admin@example.com',
        state: 'in_progress',
        note: 'Asked Ada about it',
      },
      { at: '2026-10-01T12:01:00.000Z', by: 'admin@example.com', state: 'suppressed', note: null },
    ],
  });
  expect(await world.events.find('acme', eventId)).toMatchObject({ state: 'suppressed' });
});

test('it is audited without the note', async () => {
  const eventId = given.event(world, anEvent());

  await patch(eventId, { state: 'resolved', note: 'About Ada' });
  await patch('evt_0kzzzzzzz0123456789abcdef', { state: 'resolved' });

  expect(await auditOf(world)).toMatchObject([
    { action: 'triage-event', outcome: 'refused', details: { code: 'EVENT_NOT_FOUND' } },
    { action: 'triage-event', outcome: 'done', details: { eventId, state: 'resolved' } },
  ]);
  expect(JSON.stringify(await auditOf(world))).not.toContain('Ada');
});

test.each([
  ['an unknown state', { state: 'closed' }],
  ['no state', { note: 'x' }],
  ['a long note', { state: 'resolved', note: 'x'.repeat(501) }],
  ['more than state and note', { state: 'resolved', risk: 'low' }],
])('%s is refused', async (_, body) => {
  const { status, json } = await patch(given.event(world, anEvent()), body);

  expect([status, json.code]).toEqual([400, 'VALIDATION']);
});

test('an event that was moved too often stays as it is', async () => {
  const made = { at: '2026-09-30T12:00:00.000Z', by: 'admin', state: 'new', note: null } as const;
  const eventId = given.event(world, anEvent({ history: Array.from({ length: MAX_HISTORY }, () => made) }));

  const { status, json } = await patch(eventId, { state: 'resolved' });

  expect([status, json.code]).toEqual([409, 'EVENT_HISTORY_FULL']);
});

describe('masked samples of what was found', () => {
  const reveal = (eventId: string, claims?: object) =>
    send(createHandler(apiDepsOf(world)), routes.revealEvent, {
      path: { eventId },
      ...(claims && { claims: { ...claims } }),
    });
  const SAMPLE = '4111 •••• •••• 1111';

  test('are revealed to who may see them, and that is recorded', async () => {
    const eventId = given.event(world, anEvent());

    const { status, json } = await reveal(eventId);

    expect(status).toBe(200);
    expect(eventAnswer.parse(json)).toEqual(json);
    expect(json.findings).toMatchObject([{ dataType: 'payment-card', samples: [SAMPLE] }]);
    expect(await auditOf(world)).toMatchObject([
      { action: 'reveal-event', actor: 'admin@example.com', outcome: 'done', details: { eventId } },
    ]);
  });

  test('are not in any other answer about the event', async () => {
    const { json } = await patch(given.event(world, anEvent()), { state: 'resolved' });

    expect(JSON.stringify(json)).not.toContain(SAMPLE);
  });

  test('are not revealed where that cannot be recorded', async () => {
    const eventId = given.event(world, anEvent());
    world.audit.failNext('upstream-busy');

    const { status, json } = await reveal(eventId);

    expect(status).toBe(503);
    expect(JSON.stringify(json)).not.toContain(SAMPLE);
  });
});
