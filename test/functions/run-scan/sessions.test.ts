import { describe, expect, test } from 'vitest';
import type { LocalSessionMessage } from '../../../shared/compliance-api/local-sessions.ts';
import type { RemoteSessionMessage } from '../../../shared/compliance-api/remote-sessions.ts';
import type { Integration } from '../../../shared/domain/integration.ts';
import { AppError } from '../../../shared/errors.ts';
import { type ScanWorld, scanWorld } from '../../support/scan-world.ts';

const CARD = ['4539', '1488', '0343', '6467'].join(' ');
const HOUR = 3_600_000;
const SESSIONS_ONLY = { files: false, text: false, projects: false, sessions: true };
const MIRA = { id: 'user_mira', email: 'mira@example.com' };
const at = (time: string) => Date.parse(`2026-10-${time}:00Z`);

let ids = 0;
const nextId = () => {
  ids += 1;
  return ids;
};

const said = (
  role: string,
  time: string,
  text: string,
  model: string | null = null,
): LocalSessionMessage => ({
  id: `clsm_${nextId()}`,
  role,
  model,
  createdAt: at(time),
  content: text === '' ? [] : [{ type: 'text', text, truncated: false }],
  synthetic: false,
  unavailable: null,
});

const saidRemotely = (role: string, time: string, text: string, by: string | null): RemoteSessionMessage => ({
  id: `csev_${nextId()}`,
  role,
  createdAt: at(time),
  content: [{ type: 'text', text, truncated: false }],
  sentByUserId: by,
  unavailable: false,
});

/** Mira used Claude Code over two days and Cowork; an agent that Tomas started ran in the cloud; one run is pending. */
async function aTenant(given: { integration?: Partial<Integration> } = {}): Promise<ScanWorld> {
  const world = await scanWorld({ integration: { coverage: SESSIONS_ONLY, ...given.integration } });
  const { provider } = world;
  provider.userList.set('org-1', [
    { id: 'user_mira', fullName: 'Mira', email: 'mira@example.com' },
    { id: 'user_tomas', fullName: 'Tomas', email: 'tomas@example.com' },
  ]);
  provider.localSessionList.push(
    { id: 'clls_1', createdAt: at('05T09:00'), updatedAt: at('06T10:00'), user: MIRA },
    { id: 'clls_2', updatedAt: at('07T10:00'), user: MIRA, productSurface: 'cowork' },
    { id: 'clls_old', updatedAt: Date.parse('2026-08-01T00:00:00Z'), user: MIRA },
  );
  provider.remoteSessionList.push(
    {
      id: 'cse_1',
      updatedAt: at('08T10:00'),
      user: null,
      agentId: 'cagt_1',
      startedBy: { id: 'user_tomas', email: 'tomas@example.com' },
    },
    { id: 'cse_2', updatedAt: at('08T10:00'), status: 'pending', user: MIRA },
  );
  provider.sessionMessages.set('clls_1', [
    { ...said('user', '05T09:00', '[system prompt content not shown]'), synthetic: true },
    said('user', '05T09:00', 'Why does the import fail?'),
    said('assistant', '05T09:00', 'Let me look.', 'claude-opus-5-5'),
    said('user', '06T10:00', `It fails on ${CARD}`),
    { ...said('assistant', '06T10:00', ''), unavailable: 'client_aborted' },
  ]);
  provider.sessionMessages.set('clls_2', [said('user', '07T10:00', 'Plan my week.')]);
  provider.sessionMessages.set('cse_1', [
    saidRemotely('user', '08T09:00', 'Check the invoices.', 'user_tomas'),
    saidRemotely('user', '08T09:30', 'Going on.', null),
    saidRemotely('assistant', '08T10:00', `The card ${CARD} was charged.`, null),
  ]);
  return world;
}

const callsFor = (world: ScanWorld, call: string) =>
  world.provider.calls.filter((made) => made.startsWith(call));

const rowOf = (scan: Awaited<ReturnType<ScanWorld['scan']>>, kind: string) =>
  scan.completeness?.contents?.find((row) => row.kind === kind);

describe('sessions', () => {
  test('are read once each, inspected by day and side, and belong to who started them', async () => {
    const world = await aTenant();

    const scan = await world.scan();

    expect(scan).toMatchObject({ status: 'completed', counts: { listed: 3 } });
    expect(world.provider.calls.filter((call) => call.includes('SessionMessages')).sort()).toEqual([
      'localSessionMessages clls_1',
      'localSessionMessages clls_2',
      'remoteSessionMessages cse_1',
    ]);
    expect(await world.eventsNow()).toMatchObject([
      {
        time: '2026-10-06T10:00:00.000Z',
        eventType: 'prompt',
        interface: 'claude_code',
        user: { userId: 'user_mira', email: 'mira@example.com' },
        item: { id: 'clls_1', name: 'Claude Code session' },
        findings: [{ dataType: 'CREDIT_CARD', places: ['prompt 2, 10:00 UTC'] }],
      },
      {
        eventType: 'response',
        interface: 'cowork',
        user: { userId: 'user_tomas' },
        item: { id: 'cse_1', name: 'Claude Cowork session' },
      },
    ]);
    expect(rowOf(scan, 'local_sessions')).toMatchObject({
      status: 'covered',
      listed: 2,
      flagged: 1,
      clean: 1,
    });
    expect(rowOf(scan, 'remote_sessions')).toMatchObject({ status: 'covered', listed: 1, flagged: 1 });
  });

  test('of which the provider does not show all are told as read in part, where something was found', async () => {
    const world = await aTenant();
    const { provider } = world;
    const prompt = said('user', '06T10:00', `It fails on ${CARD}`);
    const image = { type: 'text', text: '[image content not shown]', truncated: true } as const;
    provider.sessionMessages.set('clls_1', [{ ...prompt, content: [...prompt.content, image] }]);
    provider.localSessionList.push({ id: 'clls_3', updatedAt: at('07T10:00'), user: MIRA, truncated: true });
    provider.sessionMessages.set('clls_3', [
      said('user', '07T09:00', `And on ${CARD}?`),
      said('user', '08T09:00', `Or ${CARD}?`),
    ]);

    await world.scan();

    const told = (await world.eventsNow()).map(
      ({ item, time, inspection }) => `${item.id} ${time.slice(0, 10)} ${inspection.partial}`,
    );
    expect(told.sort()).toEqual([
      'clls_1 2026-10-06 truncated',
      'clls_3 2026-10-07 ',
      'clls_3 2026-10-08 truncated',
      'cse_1 2026-10-08 ',
    ]);
  });

  test('whose system prompt is not shown are whole: nobody wrote it', async () => {
    const world = await aTenant();
    const marker = { type: 'text', text: '[system prompt content not shown]', truncated: true } as const;
    world.provider.sessionMessages.set('clls_1', [
      { ...said('user', '06T10:00', ''), synthetic: true, content: [marker] },
      said('assistant', '06T10:00', `It fails on ${CARD}`),
    ]);

    await world.scan();

    const [event] = await world.eventsNow();
    expect(event).toMatchObject({ eventType: 'response', inspection: { status: 'flagged', partial: [] } });
  });

  test('make agents of their products, with models and the messages that people wrote', async () => {
    const world = await aTenant();

    await world.scan();

    expect(await world.agentsNow()).toMatchObject({
      'user_mira.claude_code': {
        owner: { name: 'Mira', active: true },
        days: {
          '2026-10-05': { chats: 0, files: 0, messages: 1 },
          '2026-10-06': { chats: 0, files: 0, messages: 1 },
        },
        models: { 'claude-opus-5-5': '2026-10-05T09:00:00.000Z' },
        basis: 'messages',
        perWeek: 0.5,
        firstSeenAt: '2026-10-05T09:00:00.000Z',
        lastSeenAt: '2026-10-06T10:00:00.000Z',
      },
      'user_mira.cowork': { days: { '2026-10-07': { messages: 1 } }, models: {} },
      // The agent's own turns are not Tomas's.
      'user_tomas.cowork': { days: { '2026-10-08': { messages: 1 } } },
    });
    expect(Object.keys(await world.agentsNow())).toHaveLength(3);
  });

  test('are not looked at where they are switched off, and the statement says so', async () => {
    const world = await aTenant({ integration: { coverage: { ...SESSIONS_ONLY, sessions: false } } });

    const scan = await world.scan();

    expect(world.provider.calls.filter((call) => /session/i.test(call))).toEqual([]);
    expect(rowOf(scan, 'local_sessions')).toMatchObject({ status: 'off', lastCompleteRead: null });
  });

  test('are read again when they have changed, and only then', async () => {
    const world = await aTenant();
    await world.scan();
    world.clock.advance(HOUR);
    expect((await world.scan()).counts.listed).toBe(0);

    const now = world.clock.now();
    const time = new Date(now).toISOString().slice(8, 16);
    world.provider.localSessionList = world.provider.localSessionList.map((session) =>
      session.id === 'clls_1' ? { ...session, updatedAt: now } : session,
    );
    world.provider.sessionMessages.get('clls_1')?.push(said('user', time, `Again ${CARD}`));
    world.clock.advance(HOUR);
    const scan = await world.scan();

    expect(scan.counts.listed).toBe(1);
    expect(callsFor(world, 'localSessionMessages')).toHaveLength(3);
    expect((await world.eventsNow()).filter(({ item }) => item.id === 'clls_1')).toHaveLength(2);
    expect((await world.agentsNow())['user_mira.claude_code']).toMatchObject({
      days: { '2026-10-06': { messages: 1 }, '2026-10-20': { messages: 1 } },
      lastSeenAt: new Date(at(time)).toISOString(),
    });
  });

  test('that a remote list names though they changed long after their start are found', async () => {
    const world = await aTenant();
    await world.scan();
    const [session] = world.provider.remoteSessionList;
    world.provider.remoteSessionList = [
      { ...session!, createdAt: at('08T09:00'), updatedAt: at('20T12:30') },
    ];
    world.clock.advance(HOUR);

    expect((await world.scan()).counts.listed).toBe(1);
  });
});

describe('what is not there', () => {
  const refusal = (kind: 'upstream-busy' | 'upstream-denied' | 'contract', code: string, status: number) =>
    new AppError(kind, code, 'Refused', { extra: { status } });

  test.each([
    [
      'no local sessions',
      'localSessions',
      refusal('upstream-busy', 'FEATURE_UNAVAILABLE', 404),
      'local_sessions',
    ],
    [
      'no such address',
      'remoteSessions',
      refusal('upstream-denied', 'NOT_FOUND_BARE', 404),
      'remote_sessions',
    ],
    [
      'a key that may not',
      'remoteSessions',
      refusal('upstream-denied', 'MISSING_SCOPES', 403),
      'remote_sessions',
    ],
  ])('%s is no failure and no gap, and the statement says so', async (_what, call, error, kind) => {
    const world = await aTenant();
    world.provider.failOn(call, error, 9);

    const scan = await world.scan();

    expect(scan).toMatchObject({ status: 'completed', completeness: { gaps: [], reconciled: true } });
    expect(rowOf(scan, kind)).toMatchObject({ status: 'not_available', lastCompleteRead: null });
    expect(rowOf(scan, kind)?.reason).toMatch(/^(?:Anthropic|The key)/);
    expect((await world.integrationNow()).position?.listedUpTo).not.toHaveProperty(kind);
    expect((await world.integrationNow()).status).toBe('active');
  });

  test.each([
    ['retention cannot be evaluated', refusal('upstream-busy', 'FEATURE_UNAVAILABLE', 503)],
    ['the index is not there', refusal('upstream-busy', 'PROVIDER_UNAVAILABLE', 503)],
    ['the page token was refused', refusal('contract', 'CURSOR_REJECTED', 400)],
  ])('where %s the list is a gap, and the next scan reads it from there', async (_what, error) => {
    const world = await aTenant();
    world.provider.failOn('localSessions', error);

    const first = await world.scan();
    world.clock.advance(48 * HOUR);
    const second = await world.scan();

    expect(first.status).toBe('completed_with_gaps');
    expect(first.completeness?.gaps).toHaveLength(1);
    expect(first.completeness?.gaps[0]).toMatch(/^Sessions on people’s machines .* were not all read/);
    expect(rowOf(first, 'remote_sessions')).toMatchObject({ listed: 1 });
    expect(second).toMatchObject({ status: 'completed', counts: { listed: 2 } });
  });

  test('a key that is refused everywhere is still an invalid key', async () => {
    const world = await aTenant();
    world.provider.failOn('localSessions', refusal('upstream-denied', 'NOT_FOUND_BARE', 404));
    world.beforeCall = async () => {
      const calls = world.provider.calls;
      if (calls.includes('localSessions') && calls.at(-1) === 'organizations')
        throw refusal('upstream-denied', 'NOT_FOUND_BARE', 404);
    };

    expect((await world.scan()).error?.code).toBe('NOT_FOUND_BARE');
    expect((await world.integrationNow()).status).toBe('invalid_api_key');
  });

  test('a session that cannot be shown now is left to the next scan, and does not hold the others', async () => {
    const world = await aTenant();
    world.provider.failOn(
      'localSessionMessages clls_1',
      refusal('upstream-busy', 'FEATURE_UNAVAILABLE', 503),
    );

    const first = await world.scan();
    world.clock.advance(48 * HOUR);
    const second = await world.scan();

    expect(first).toMatchObject({
      status: 'completed_with_gaps',
      settled: { clean: 1, flagged: 1, skippedReasons: { not_now: 1 } },
      completeness: { gaps: ['1 item not read: Anthropic cannot show them at the moment'] },
    });
    expect(second).toMatchObject({ status: 'completed', counts: { listed: 1 } });
    expect((await world.eventsNow()).map(({ item }) => item.id)).toEqual(['clls_1', 'cse_1']);
    expect((await world.agentsNow())['user_mira.claude_code']?.days).toMatchObject({
      '2026-10-05': { messages: 1 },
    });
  });

  test('an organization whose content cannot be had costs a few attempts, and the others are read', async () => {
    const world = await aTenant();
    for (let nr = 0; nr < 12; nr += 1) {
      const id = `clls_locked_${nr}`;
      world.provider.localSessionList.push({ id, updatedAt: at('09T10:00'), organizationUuid: 'org-2' });
      world.provider.failOn(
        `localSessionMessages ${id}`,
        refusal('upstream-busy', 'PROVIDER_UNAVAILABLE', 503),
        99,
      );
    }

    const scan = await world.scan();

    expect(callsFor(world, 'localSessionMessages clls_locked').length).toBeLessThan(8);
    expect(scan.status).toBe('completed_with_gaps');
    expect(scan.settled).toMatchObject({ clean: 1, flagged: 2 });
    expect(scan.settled.failed + (scan.settled.skippedReasons.not_now ?? 0)).toBe(12);
    expect(await world.scans.retries('acme')).toHaveLength(12);
  });

  test('a session that is gone, or still pending after all, is skipped', async () => {
    const world = await aTenant();
    world.provider.failOn(
      'remoteSessionMessages cse_1',
      new AppError('not-found', 'GONE', 'Remote session not found.'),
    );

    expect(await world.scan()).toMatchObject({
      status: 'completed',
      settled: { skippedReasons: { gone: 1 } },
    });
  });
});

test('it comes to the same wherever the worker is cut off', async () => {
  const calm = await aTenant();
  await calm.scan();
  for (let nr = 1; nr <= calm.provider.calls.length; nr += 1) {
    const world = await aTenant();
    let calls = 0;
    world.beforeCall = async () => {
      calls += 1;
      if (calls === nr) throw new Error('cut off');
    };

    const scan = await world.scan();

    expect([scan.status, await world.agentsNow(), await world.eventsNow()]).toEqual([
      'completed',
      await calm.agentsNow(),
      (await calm.eventsNow()).map((event) => ({ ...event, scanId: scan.scanId })),
    ]);
  }
});

test('sessions that no budget is left for are listed first by the next scan', async () => {
  const world = await aTenant({ integration: { budget: { calls: 11, minutes: null }, lookbackDays: 5 } });
  world.provider.localSessionList = world.provider.localSessionList.map((session) => ({
    ...session,
    updatedAt: session.updatedAt + 12 * 24 * HOUR,
  }));

  const scans = [];
  for (let nr = 0; nr < 12 && scans.at(-1)?.status !== 'completed'; nr += 1) {
    scans.push(await world.scan());
    world.clock.advance(HOUR);
  }

  expect(scans.length).toBeGreaterThan(1);
  expect(scans.at(-1)?.status).toBe('completed');
  expect(callsFor(world, 'localSessionMessages').sort()).toEqual([
    'localSessionMessages clls_1',
    'localSessionMessages clls_2',
  ]);
});
