import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../../functions/portal-queries/handler.ts';
import { MOST_COUNTED } from '../../../functions/portal-queries/overview.ts';
import { type OverviewAnswer, overviewAnswer } from '../../../shared/api/overview.ts';
import { routes } from '../../../shared/api/routes.ts';
import type { SecurityEvent } from '../../../shared/domain/event.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';
import { anAgent, anEvent, anIntegration, given } from '../builders.ts';
import { apiDepsOf, STRANGER, send } from '../request.ts';

let world: MemoryWorld;

beforeEach(() => {
  world = memoryWorld({ now: Date.parse('2026-10-01T12:00:00Z') });
});

async function overview(period?: string, claims = {}): Promise<OverviewAnswer> {
  const handler = createHandler({ ...apiDepsOf(world), cursorSecret: async () => 'a-secret' });
  const { status, json } = await send(handler, routes.getOverview, {
    ...(period && { query: { period } }),
    ...claims,
  });
  expect(status).toBe(200);
  expect(overviewAnswer.parse(json)).toEqual(json);
  return json as unknown as OverviewAnswer;
}

const owner = (userId: string, email: string | null = null) => ({ userId, email, name: null, active: true });

const event = (id: string, over: Partial<SecurityEvent>): string =>
  given.event(world, anEvent({ item: { ...anEvent().item, id }, ...over }));
const clean = { status: 'clean', reason: null } as const;
const unflagged = { risk: null, findings: [], inspection: { ...anEvent().inspection, ...clean } };

describe('people and agents', () => {
  beforeEach(async () => {
    await world.agents.saveUsers('acme', [
      { ...owner('ada', 'ada@example.com'), organizations: ['org-1'] },
      { ...owner('bob', 'bob@example.com'), organizations: ['org-1'] },
      { ...owner('eve', 'eve@example.com'), active: false, organizations: [] },
    ]);
    const days = (...entries: [string, number, number][]) =>
      Object.fromEntries(entries.map(([day, chats, files]) => [day, { chats, files }]));
    given.agent(
      world,
      'acme',
      anAgent({
        owner: owner('ada'),
        interface: 'desktop',
        perWeek: 120,
        days: days(['2026-09-25', 2, 1], ['2026-09-24', 9, 9]),
      }),
    );
    given.agent(
      world,
      'acme',
      anAgent({
        owner: owner('ada'),
        interface: 'mobile',
        perWeek: 6,
        days: { '2026-09-27': { chats: 1, files: 0, messages: 4 } },
      }),
    );
    given.agent(world, 'acme', anAgent({ owner: owner('bob'), interface: 'browser', perWeek: 0, days: {} }));
    given.agent(world, 'other', anAgent({ owner: owner('stranger') }));
  });

  test('are counted by interface and level, and those who used Claude in the period', async () => {
    const { users, agents } = await overview('7d');

    expect(users).toEqual({ active: 2, withUse: 1 });
    expect(agents).toEqual({
      total: 3,
      byType: { browser: 1, desktop: 1, mobile: 1 },
      byLevel: { 'No usage': 1, Low: 0, Medium: 1, High: 0, 'Very High': 1, Extreme: 0 },
    });
  });

  test('use is added up by day, from the first day in the period that anything is known of', async () => {
    const { usage, period } = await overview('7d');

    expect(period).toEqual({ name: '7d', from: '2026-09-25', to: '2026-10-01' });
    expect(usage).toEqual([
      { date: '2026-09-25', chats: 2, files: 1, messages: null },
      { date: '2026-09-26', chats: 0, files: 0, messages: null },
      { date: '2026-09-27', chats: 1, files: 0, messages: 4 },
      ...['2026-09-28', '2026-09-29', '2026-09-30', '2026-10-01'].map((date) => ({
        date,
        chats: 0,
        files: 0,
        messages: null,
      })),
    ]);
    expect((await overview()).usage[0]).toEqual({ date: '2026-09-24', chats: 9, files: 9, messages: null });
  });

  test('of another tenant are not counted', async () => {
    expect((await overview('7d', { claims: STRANGER })).agents.total).toBe(1);
  });
});

describe('files and findings', () => {
  test('files are counted by outcome, in the period only', async () => {
    event('one', {});
    event('two', { ...unflagged });
    event('three', { ...unflagged, inspection: { ...unflagged.inspection, status: 'skipped' } });
    event('four', { ...unflagged, inspection: { ...unflagged.inspection, status: 'failed' } });
    event('edge', { ...unflagged, time: '2026-09-25T00:00:00.000Z' });
    event('before', { ...unflagged, time: '2026-09-24T23:59:59.999Z' });

    expect((await overview('7d')).files).toEqual({ clean: 2, flagged: 1, skipped: 1, failed: 1 });
    expect((await overview('28d')).files.clean).toBe(3);
  });

  test('findings are counted by risk, data type and day', async () => {
    const [card] = anEvent().findings;
    const iban = { ...card!, dataType: 'iban', name: 'IBAN', count: 2 };
    event('one', { time: '2026-09-30T08:00:00.000Z', risk: 'high', findings: [card!, iban] });
    event('two', { time: '2026-09-30T09:00:00.000Z', risk: 'low', findings: [iban] });
    event('three', { time: '2026-10-01T09:00:00.000Z', risk: 'low', findings: [iban], state: 'resolved' });
    event('four', { ...unflagged });

    const { findings } = await overview('7d');

    expect(findings.events).toBe(3);
    expect(findings.byRisk).toEqual({ critical: 0, high: 1, medium: 0, low: 2, info: 0 });
    expect(findings.byDataType).toEqual([
      { id: 'iban', name: 'IBAN', events: 3, values: 6 },
      { id: 'payment-card', name: 'Payment card number', events: 1, values: 3 },
    ]);
    expect(findings.days).toHaveLength(7);
    expect(findings.days.slice(-2)).toEqual([
      {
        date: '2026-09-30',
        byRisk: { critical: 0, high: 1, medium: 0, low: 1, info: 0 },
        byDataType: { 'payment-card': 1, iban: 2 },
      },
      {
        date: '2026-10-01',
        byRisk: { critical: 0, high: 0, medium: 0, low: 1, info: 0 },
        byDataType: { iban: 1 },
      },
    ]);
    expect(findings.byState).toEqual({ new: 2, in_progress: 0, resolved: 1, suppressed: 0 });
  });

  test('suppressed ones count as suppressed and as nothing else', async () => {
    event('one', { state: 'suppressed' });

    const { findings, riskiestUsers, files } = await overview();

    expect(files.flagged).toBe(1);
    expect([findings.events, findings.byState.suppressed, riskiestUsers]).toEqual([0, 1, []]);
  });

  test('the riskiest users are the ten with the worst findings', async () => {
    await world.agents.saveUsers('acme', [
      { ...owner('user-03', 'three@example.com'), name: 'Three', organizations: [] },
    ]);
    for (let user = 0; user < 12; user += 1) {
      const userId = `user-${String(user).padStart(2, '0')}`;
      for (let nr = 0; nr <= user; nr += 1) {
        event(`${userId}-${nr}`, { user: { userId, email: null }, risk: 'low' });
      }
    }
    event('worst', { user: { userId: 'user-03', email: null }, risk: 'critical' });

    const { riskiestUsers } = await overview();

    expect(riskiestUsers).toHaveLength(10);
    expect(riskiestUsers[0]).toEqual({
      userId: 'user-03',
      email: 'three@example.com',
      name: 'Three',
      risk: 'critical',
      findings: { critical: 1, high: 0, medium: 0, low: 4, info: 0 },
    });
    expect(riskiestUsers.slice(1).map(({ userId }) => userId)).toEqual(
      ['11', '10', '09', '08', '07', '06', '05', '04', '02'].map((nr) => `user-${nr}`),
    );
  });
});

test('says when there is more than it counts, and from when on events are counted', async () => {
  const now = Date.parse('2026-10-01T11:00:00Z');
  for (let nr = 0; nr <= MOST_COUNTED; nr += 1) {
    event(`item-${nr}`, { ...unflagged, time: new Date(now - nr * 1_000).toISOString() });
  }

  const { truncated, counted, files } = await overview();

  expect(truncated).toBe(true);
  expect(counted).toEqual({
    agents: 0,
    events: MOST_COUNTED,
    eventsFrom: new Date(now - (MOST_COUNTED - 1) * 1_000).toISOString(),
  });
  expect(files.clean).toBe(MOST_COUNTED);
});

test('an empty tenant has zeros and its open problems', async () => {
  given.integration(world, anIntegration());

  const { truncated, counted, usage, problems } = await overview();

  expect([truncated, counted, usage]).toEqual([false, { agents: 0, events: 0, eventsFrom: null }, []]);
  expect(problems.map(({ code }) => code)).toEqual(['NO_SCAN_YET', 'SCHEDULE_OFF']);
});

test('periods other than those offered are refused', async () => {
  const handler = createHandler({ ...apiDepsOf(world), cursorSecret: async () => 'a-secret' });
  const { status, json } = await send(handler, routes.getOverview, { query: { period: '1y' } });

  expect([status, json.code]).toEqual([400, 'VALIDATION']);
});
