import { describe, expect, test } from 'vitest';
import { runScan } from '../../../functions/run-scan/run-scan.ts';
import { recordHash } from '../../../shared/domain/completeness.ts';
import { coverageStatement } from '../../../shared/domain/content.ts';
import { AppError } from '../../../shared/errors.ts';
import { anActivity, CHROME, DESKTOP } from '../../support/activities.ts';
import { type ScanWorld, START, scanWorld, TENANT } from '../../support/scan-world.ts';

const text = (words: string) => new TextEncoder().encode(words);
const CARD = ['4539', '1488', '0343', '6467'].join(' ');
const HOUR = 3_600_000;

/** Mira works in the browser and in the desktop app, Tomas never used Claude; three files, one with a card number. */
async function aTenant(given: Parameters<typeof scanWorld>[0] = {}): Promise<ScanWorld> {
  const world = await scanWorld(given);
  const { provider } = world;
  provider.userList.set('org-1', [
    { id: 'user_mira', fullName: 'Mira Solberg', email: 'mira@example.com' },
    { id: 'user_tomas', fullName: 'Tomas Okafor', email: 'tomas@example.com' },
  ]);
  provider.feed = [
    anActivity({ type: 'claude_chat_created', chatId: 'chat_1', at: '2026-10-05T08:00:00Z' }),
    anActivity({
      type: 'claude_chat_created',
      chatId: 'chat_2',
      at: '2026-10-06T08:00:00Z',
      userAgent: DESKTOP,
    }),
    anActivity({
      type: 'claude_file_uploaded',
      fileId: 'file_1',
      chatId: 'chat_1',
      at: '2026-10-05T08:01:00Z',
    }),
    anActivity({
      type: 'claude_file_uploaded',
      fileId: 'file_2',
      chatId: 'chat_2',
      at: '2026-10-06T08:01:00Z',
      userAgent: DESKTOP,
    }),
    anActivity({
      type: 'claude_file_uploaded',
      fileId: 'file_gone',
      chatId: 'chat_2',
      at: '2026-10-06T08:02:00Z',
      userAgent: DESKTOP,
    }),
  ];
  provider.chatList = [
    { id: 'chat_1', model: 'claude-sonnet-4-5', updatedAt: Date.parse('2026-10-05T09:00:00Z') },
    { id: 'chat_2', model: 'claude-opus-5', updatedAt: Date.parse('2026-10-06T09:00:00Z') },
    { id: 'chat_elsewhere', model: 'claude-opus-5', updatedAt: Date.parse('2026-10-07T09:00:00Z') },
  ];
  provider.files.set('file_1', {
    name: 'cards.txt',
    contentType: 'text/plain',
    bytes: text(`Credit card number: ${CARD}\n`),
  });
  provider.files.set('file_2', {
    name: 'notes.md',
    contentType: 'text/markdown',
    bytes: text('# Nothing to see\n'),
  });
  return world;
}

/** What must be equal however a scan went: inventory, events, and the numbers of the scan. */
async function stateOf(world: ScanWorld, scanId: string) {
  const { counts, settled, status, completeness } = await world.scanOf(scanId);
  const { requests: _requests, rateLimitWaitMs: _waits, pages: _pages, ...numbers } = counts;
  const { phases: _phases, hash: _hash, ...record } = completeness ?? { phases: null, hash: null };
  return {
    agents: await world.agentsNow(),
    events: await world.eventsNow(),
    numbers,
    settled,
    status,
    record,
  };
}

describe('a first scan', () => {
  test('lists agents with owner, usage and models', async () => {
    const world = await aTenant();

    await world.scan();

    expect(await world.agentsNow()).toMatchObject({
      'user_mira.browser': {
        owner: { email: 'mira@example.com', name: 'Mira Solberg', active: true },
        days: { '2026-10-05': { chats: 1, files: 1 } },
        models: { 'claude-sonnet-4-5': '2026-10-05T09:00:00.000Z' },
        firstSeenAt: '2026-10-05T08:00:00.000Z',
        lastSeenAt: '2026-10-05T08:01:00.000Z',
        perWeek: 0.5,
        basis: 'estimated',
        basisDays: 28,
      },
      'user_mira.desktop': {
        days: { '2026-10-06': { chats: 1, files: 2 } },
        models: { 'claude-opus-5': '2026-10-06T09:00:00.000Z' },
      },
      'user_tomas.browser': { owner: { email: 'tomas@example.com' }, days: {}, perWeek: 0, lastSeenAt: null },
    });
  });

  test('ends completed, every item in a named state, and adds up', async () => {
    const world = await aTenant();

    const scan = await world.scan();

    expect(scan).toMatchObject({
      status: 'completed',
      counts: { activities: 5, listed: 3, chats: 3, agents: 3, users: 2, chatsWithoutInterface: 1 },
      settled: { clean: 1, flagged: 1, skipped: 1, failed: 0, findings: 1, skippedReasons: { gone: 1 } },
      completeness: { reconciled: true, listed: 3, gaps: [], previousHash: null },
    });
    expect(scan.completeness?.hash).toBe(recordHash(scan.completeness ?? fail()));
    expect(await world.integrationNow()).toMatchObject({
      currentScanId: null,
      lastScan: { scanId: scan.scanId, status: 'completed' },
      position: { readUpTo: '2026-10-20T11:58:00.000Z', collectedFrom: '2026-09-20' },
      organizations: [{ uuid: 'org-1', name: 'Halcyon' }],
    });
  });

  test('says in its record and on the card what it has read of which kind', async () => {
    const world = await aTenant();

    const { completeness } = await world.scan();

    const to = '2026-10-20T11:58:00.000Z';
    const none = { listed: 0, clean: 0, flagged: 0, skipped: 0, failed: 0 };
    expect(completeness?.contents).toHaveLength(10);
    expect(completeness?.contents?.slice(0, 3)).toEqual([
      { kind: 'activity', status: 'covered', reason: null, lastCompleteRead: to, ...none },
      {
        kind: 'uploaded_files',
        status: 'covered',
        reason: null,
        lastCompleteRead: to,
        ...{ listed: 3, clean: 1, flagged: 1, skipped: 1, failed: 0 },
      },
      {
        kind: 'conversations',
        status: 'off',
        reason: 'Conversations are switched off',
        lastCompleteRead: null,
        ...none,
      },
    ]);
    const { position, coverage } = await world.integrationNow();
    expect(coverageStatement(coverage, position?.contents ?? {})).toEqual(
      completeness?.contents?.map(({ kind, status, reason, lastCompleteRead }) => ({
        kind,
        status,
        reason,
        lastCompleteRead,
      })),
    );
  });

  test('looks at what was switched on when it started', async () => {
    const world = await aTenant();
    await world.start();
    const coverage = { files: false, text: false, projects: false, sessions: false };
    await world.integrations.update(TENANT, 1, { coverage });

    await world.drain();

    expect(await world.eventsNow()).toHaveLength(3);
    world.provider.feed.push(
      anActivity({ type: 'claude_file_uploaded', fileId: 'file_3', at: '2026-10-20T11:59:00Z' }),
    );
    world.clock.advance(HOUR);
    expect((await world.scan()).counts.listed).toBe(0);
  });

  test('records an event per item, with what was found and without the value', async () => {
    const world = await aTenant();

    await world.scan();

    const [card, clean, gone] = await world.eventsNow();
    expect(card).toMatchObject({
      eventType: 'file_upload',
      interface: 'browser',
      time: '2026-10-05T08:01:00.000Z',
      user: { userId: 'user_mira', email: 'mira@example.com' },
      item: { id: 'file_1', name: 'cards.txt' },
      inspection: { status: 'flagged', policyVersion: 'default' },
      findings: [{ dataType: 'CREDIT_CARD', count: 1, confidence: 'high' }],
      chatId: 'chat_1',
    });
    expect(clean?.inspection.status).toBe('clean');
    expect(gone?.inspection).toMatchObject({ status: 'skipped', reason: 'gone' });
    expect(JSON.stringify(await world.eventsNow())).not.toContain(CARD);
    expect((await world.agentsNow())['user_mira.browser']?.findings).toMatchObject({
      [card?.risk ?? 'none']: 1,
    });
  });

  test('leaves nothing in the staging area', async () => {
    const world = await aTenant();

    await world.scan();

    expect(world.staging.objects.size).toBe(0);
  });

  test('tells what happened on the bus', async () => {
    const world = await aTenant();

    await world.scan();

    expect(world.facts.published.map(({ type }) => type)).toEqual([
      'ScanStarted',
      'SensitiveDataFound',
      'ScanCompleted',
    ]);
  });

  test('makes no call that it does not need', async () => {
    const world = await aTenant();

    const scan = await world.scan();

    // 1 organization list, 1 user list, 31 days, 1 chat page, 3 files.
    expect(world.provider.calls).toHaveLength(37);
    expect(scan.counts.requests).toBe(37);
  });
});

describe('the next scan', () => {
  test('reads again from the start of the last day and comes to the same numbers', async () => {
    const world = await aTenant();
    await world.scan();
    const before = await world.agentsNow();
    world.clock.advance(HOUR);

    const scan = await world.scan();

    expect(scan.window).toEqual({ from: '2026-10-20T00:00:00.000Z', to: '2026-10-20T12:58:00.000Z' });
    expect(await world.agentsNow()).toEqual(before);
    expect(scan.completeness?.previousHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('does not inspect a file twice', async () => {
    const world = await aTenant();
    world.provider.feed.push(
      anActivity({ type: 'claude_file_uploaded', fileId: 'file_2', at: '2026-10-20T08:00:00Z' }),
    );
    await world.scan();
    world.clock.advance(HOUR);
    world.provider.calls.length = 0;

    const scan = await world.scan();

    expect(scan.counts).toMatchObject({ listed: 0, alreadyInspected: 1 });
    expect(world.provider.calls.filter((call) => call.startsWith('fileContent'))).toEqual([]);
  });

  test('finds what was indexed late', async () => {
    const world = await aTenant();
    await world.scan();
    world.provider.feed.push(
      anActivity({
        type: 'claude_chat_created',
        chatId: 'late',
        at: '2026-10-20T11:57:00Z',
        userAgent: CHROME,
      }),
    );
    world.clock.advance(HOUR);

    await world.scan();

    expect((await world.agentsNow())['user_mira.browser']?.days['2026-10-20']).toEqual({
      chats: 1,
      files: 0,
    });
  });

  test('marks people who have left, and lets usage fall as days pass', async () => {
    const world = await aTenant();
    await world.scan();
    world.provider.userList.set('org-1', []);
    world.clock.advance(40 * 24 * HOUR);

    await world.scan();

    expect((await world.agentsNow())['user_mira.desktop']).toMatchObject({
      owner: { active: false },
      perWeek: 0,
      days: {},
    });
  });

  test('a file that is named in several slices, or comes again to be retried, is one item', async () => {
    const world = await aTenant({ limits: { sliceMs: 0 } });
    world.provider.feed.push(
      anActivity({ type: 'claude_file_uploaded', fileId: 'file_1', at: '2026-10-09T08:00:00Z' }),
    );
    world.provider.failOn('fileContent file_1', new AppError('contract', 'PROVIDER_ERROR', 'Never.'));
    const first = await world.scan();
    world.clock.advance(HOUR);
    world.provider.feed.push(
      anActivity({ type: 'claude_file_uploaded', fileId: 'file_1', at: '2026-10-20T12:10:00Z' }),
    );

    const second = await world.scan();

    expect([first.counts.listed, second.counts.listed]).toEqual([3, 1]);
    expect(first.settled).toMatchObject({ clean: 1, skipped: 1, failed: 1 });
    expect(second.settled).toMatchObject({ flagged: 1 });
  });

  test('tries items again that failed', async () => {
    const world = await aTenant();
    world.provider.failOn(
      'fileContent file_2',
      new AppError('contract', 'PROVIDER_ERROR', 'Internal server error'),
    );
    const first = await world.scan();
    world.clock.advance(26 * HOUR);

    const second = await world.scan();

    expect(first).toMatchObject({
      status: 'completed_with_gaps',
      settled: { failed: 1, failedReasons: { provider_error: 1 } },
    });
    expect(second).toMatchObject({ status: 'completed', counts: { listed: 1 }, settled: { clean: 1 } });
    expect((await world.eventsNow())[1]?.inspection.status).toBe('clean');
  });
});

describe('whatever is interrupted', () => {
  test.each([
    ['agents', 'update'],
    ['agents', 'saveChatOrigins'],
    ['agents', 'chatOrigins'],
    ['agents', 'users'],
    ['agents', 'saveUsers'],
    ['scans', 'putChunks'],
    ['scans', 'checkpoint'],
    ['scans', 'markStaged'],
    ['scans', 'settle'],
    ['scans', 'finish'],
    ['scans', 'saveRetries'],
    ['scans', 'find'],
    ['events', 'known'],
    ['staging', 'put'],
    ['staging', 'get'],
    ['staging', 'remove'],
    ['inspectionQueue', 'send'],
    ['lane', 'send'],
    ['facts', 'publish'],
    ['vault', 'get'],
  ] as const)(
    '%s.%s fails once, before or after its effect: the result is that of an undisturbed scan',
    async (port, method) => {
      const calm = await aTenant();
      const expected = await stateOf(calm, (await calm.scan()).scanId);

      for (const when of ['before', 'after'] as const) {
        const world = await aTenant();
        const started = await world.start();
        if (started.outcome !== 'started') throw new Error('not started');
        world[port].failNext(new Error('interrupted'), { method: method as never, when });
        await world.drain();
        // What no redelivery heals, the sweeper does.
        world.clock.advance(5 * 60_000);
        await world.sweep();
        await world.drain();

        expect(await stateOf(world, started.scanId), when).toEqual(expected);
      }
    },
  );

  test('a slice that is over hands over, and many short slices give the same result as one', async () => {
    const calm = await aTenant();
    const expected = await stateOf(calm, (await calm.scan()).scanId);
    const world = await aTenant({ limits: { sliceMs: 0 } });

    const scan = await world.scan();

    expect(world.outcomes.filter((outcome) => outcome === 'handed-over').length).toBeGreaterThan(30);
    expect(await stateOf(world, scan.scanId)).toEqual(expected);
  });

  test('a message whose step is past sends the current one again and does nothing else', async () => {
    const world = await aTenant({ limits: { sliceMs: 0 } });
    const started = await world.start();
    const [first] = world.lane.take(1);
    if (!first || started.outcome !== 'started') throw new Error('no message');
    await runScan(world.runDeps, first);
    const calls = world.provider.calls.length;

    expect(await runScan(world.runDeps, first)).toBe('past');
    expect(world.provider.calls).toHaveLength(calls);
  });

  test('a staged item whose inspection task was lost is asked for again', async () => {
    const world = await aTenant();
    const started = await world.start();
    if (started.outcome !== 'started') throw new Error('not started');
    for (const step of world.lane.take(1)) await runScan(world.runDeps, step);
    world.inspectionQueue.take(10);
    expect((await world.scanOf(started.scanId)).phase).toBe('inspection');

    world.clock.advance(20 * 60_000);
    await world.sweep();
    await world.drain();

    expect((await world.scanOf(started.scanId)).status).toBe('completed');
  });
});

describe('the provider', () => {
  test.each([
    ['KEY_DEACTIVATED', 'The key was disabled or deleted at Anthropic.'],
    ['KEY_INVALID', 'Anthropic does not accept the key.'],
    ['KEY_EXPIRED', 'The key has expired.'],
  ])('answers %s: the integration shows Invalid API Key, and what was read stays', async (code, reason) => {
    const world = await aTenant();
    world.provider.failOn('chats', new AppError('upstream-denied', code, 'denied'), 99);

    const scan = await world.scan();

    expect(scan).toMatchObject({ status: 'failed', error: { code } });
    expect(await world.integrationNow()).toMatchObject({
      status: 'invalid_api_key',
      statusReason: reason,
      currentScanId: null,
    });
    expect(Object.keys(await world.agentsNow())).toContain('user_mira.desktop');
    expect(world.facts.published.map(({ type }) => type)).toContain('ApiKeyRejected');
    expect(world.provider.calls.at(-1)).toBe('chats');
  });

  test('names the scope that the key has lost', async () => {
    const world = await aTenant();
    const lost = new AppError('upstream-denied', 'MISSING_SCOPES', 'denied', {
      extra: { missing: ['read:compliance_activities'] },
    });
    world.provider.failOn('activities', lost, 99);

    await world.scan();

    expect((await world.integrationNow()).statusReason).toBe(
      'The key lacks a scope: read:compliance_activities.',
    );
  });

  test('is switched off: the scan fails with its reason and the key stays valid', async () => {
    const world = await aTenant();
    world.provider.failOn('organizations', new AppError('upstream-denied', 'API_DISABLED', 'off'));

    const scan = await world.scan();

    expect(scan).toMatchObject({ status: 'failed', error: { code: 'API_DISABLED' } });
    expect((await world.integrationNow()).status).toBe('active');
  });

  test('asks for a long wait: the scan pauses, and goes on when the sweeper finds it due', async () => {
    const world = await aTenant();
    const resumeAtMs = START + 30 * 60_000;
    world.provider.failOn(
      'fileContent',
      new AppError('upstream-busy', 'RATE_LIMITED', 'wait', { extra: { resumeAtMs } }),
    );
    const started = await world.start();
    if (started.outcome !== 'started') throw new Error('not started');
    await world.drain();
    expect(world.outcomes).toEqual(['paused']);
    const calls = world.provider.calls.length;

    world.clock.advance(10 * 60_000);
    await world.sweep();
    await world.drain();
    expect(world.provider.calls).toHaveLength(calls);

    world.clock.advance(21 * 60_000);
    await world.sweep();
    await world.drain();
    expect((await world.scanOf(started.scanId)).status).toBe('completed');
  });

  test.each([
    ['of an earlier slice', 0],
    ['of this very walk', 60_000],
  ])(
    'refuses a cursor of the chats %s: they are read again from their time bound, and counted once',
    async (_, sliceMs) => {
      const world = await aTenant({ limits: { sliceMs } });
      world.provider.pageSize = 1;
      let refused = false;
      world.beforeCall = async () => {
        if (refused || world.provider.calls.filter((call) => call === 'chats').length < 2) return;
        refused = true;
        throw new AppError('contract', 'CURSOR_REJECTED', 'Invalid pagination cursor');
      };

      expect(await world.scan()).toMatchObject({ status: 'completed', counts: { chats: 3 } });
      expect(refused).toBe(true);
    },
  );

  test('cannot deliver a day: the rest is read, the gap is told, and the next scan begins there', async () => {
    const world = await aTenant();
    world.provider.failOn(
      'activities 2026-10-05',
      new AppError('contract', 'PROVIDER_ERROR', 'Internal server error'),
    );

    const scan = await world.scan();

    expect(scan.status).toBe('completed_with_gaps');
    expect(scan.completeness?.gaps).toEqual([
      'Activities of 2026-10-05 could not be read: Internal server error',
    ]);
    expect((await world.integrationNow()).position?.readUpTo).toBe('2026-10-05T00:00:00.000Z');

    world.clock.advance(HOUR);
    const second = await world.scan();
    expect(second.status).toBe('completed');
    expect((await world.agentsNow())['user_mira.browser']).toMatchObject({
      days: { '2026-10-05': { chats: 1, files: 1 } },
      models: { 'claude-sonnet-4-5': '2026-10-05T09:00:00.000Z' },
    });
  });

  test('cannot deliver the day on which a chat was created: its model waits for the interface it belongs to', async () => {
    const world = await aTenant();
    world.provider.feed.push(
      anActivity({
        type: 'claude_chat_viewed',
        chatId: 'chat_1',
        at: '2026-10-07T08:00:00Z',
        userAgent: DESKTOP,
      }),
    );
    world.provider.failOn('activities 2026-10-05', new AppError('contract', 'PROVIDER_ERROR', 'Never.'));

    await world.scan();
    expect((await world.agentsNow())['user_mira.desktop']?.models).toEqual({
      'claude-opus-5': '2026-10-06T09:00:00.000Z',
    });

    world.clock.advance(HOUR);
    await world.scan();
    expect((await world.agentsNow())['user_mira.browser']?.models).toEqual({
      'claude-sonnet-4-5': '2026-10-05T09:00:00.000Z',
    });
  });

  test('keeps failing on one file: that file fails and the scan goes on', async () => {
    const world = await aTenant();
    world.provider.failOn(
      'fileContent file_1',
      new AppError('upstream-busy', 'PROVIDER_UNAVAILABLE', 'down'),
      99,
    );

    expect(await world.scan()).toMatchObject({
      settled: { failed: 1, clean: 1 },
      status: 'completed_with_gaps',
    });
  });

  test('is down altogether: the scan waits and nothing fails', async () => {
    const world = await aTenant();
    const down = new AppError('upstream-busy', 'PROVIDER_UNAVAILABLE', 'down');
    const started = await world.start();
    world.beforeCall = async () => {
      if (world.provider.calls.some((call) => call.startsWith('fileContent'))) throw down;
    };
    await world.drain();

    if (started.outcome !== 'started') throw new Error('not started');
    expect(world.outcomes).toEqual(['paused']);
    expect((await world.scanOf(started.scanId)).settled.failed).toBe(0);
  });

  test('delivers a damaged file twice: it fails as corrupt', async () => {
    const world = await aTenant();
    world.provider.failOn('fileContent file_1', new AppError('contract', 'CORRUPT_BODY', 'damaged'), 2);

    expect((await world.scan()).settled.failedReasons).toEqual({ corrupt: 1 });
  });
});

describe('ending a scan from outside', () => {
  test('cancelling stops the calls and keeps what was committed', async () => {
    const world = await aTenant();
    const started = await world.start();
    if (started.outcome !== 'started') throw new Error('not started');
    let cancelled = false;
    world.beforeCall = async () => {
      if (cancelled || !world.provider.calls.includes('chats')) return;
      cancelled = true;
      const end = {
        status: 'cancelled',
        endedAt: world.clock.iso(),
        error: null,
        completeness: null,
      } as const;
      await world.scans.finish({ tenant: TENANT, scanId: started.scanId }, null, end);
    };
    await world.drain();

    expect(world.outcomes).toEqual(['superseded']);
    expect((await world.scanOf(started.scanId)).status).toBe('cancelled');
    expect(world.provider.calls.at(-1)).toBe('chats');
    expect((await world.integrationNow()).currentScanId).toBeNull();
  });

  test('deleting the integration makes its messages harmless', async () => {
    const world = await aTenant();
    await world.start();
    await world.integrations.remove(TENANT, 1, world.clock.iso());

    await world.drain();

    expect(world.outcomes).toEqual(['superseded']);
    expect(world.provider.calls).toEqual([]);
  });

  test('a scan that goes on for a week is ended with what it has', async () => {
    const world = await aTenant();
    const started = await world.start();
    world.clock.advance(8 * 24 * HOUR);
    await world.drain();

    if (started.outcome !== 'started') throw new Error('not started');
    expect(await world.scanOf(started.scanId)).toMatchObject({
      status: 'failed',
      error: { code: 'SCAN_TOO_LONG' },
    });
  });

  test('a key that is gone from the vault ends the scan with advice', async () => {
    const world = await aTenant();
    const started = await world.start();
    world.vault.secrets.clear();
    await world.drain();

    if (started.outcome !== 'started') throw new Error('not started');
    expect((await world.scanOf(started.scanId)).error?.code).toBe('SECRET_MISSING');
  });
});

describe('starting', () => {
  test('two starts at once: one wins, the other is told the running scan', async () => {
    const world = await aTenant();

    const [a, b] = [await world.start(), await world.start()];

    expect(a.outcome).toBe('started');
    expect(b).toEqual({ outcome: 'already-running', scanId: 'scanId' in a ? a.scanId : '' });
  });

  test('a schedule that fires twice for one due time starts one scan', async () => {
    const world = await aTenant();
    await world.start('2026-10-20T12:00:00Z');
    await world.drain();

    expect((await world.start('2026-10-20T12:00:00Z')).outcome).toBe('repeated');
  });
});

function fail(): never {
  throw new Error('unexpected');
}
