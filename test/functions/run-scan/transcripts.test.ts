import { describe, expect, test } from 'vitest';
import { inspectContent } from '../../../functions/inspect-content/inspect-content.ts';
import type { ChatMessage } from '../../../shared/compliance-api/chats.ts';
import type { SecurityEvent } from '../../../shared/domain/event.ts';
import type { Integration } from '../../../shared/domain/integration.ts';
import { AppError } from '../../../shared/errors.ts';
import { anActivity, DESKTOP } from '../../support/activities.ts';
import { type ScanWorld, scanWorld, TENANT } from '../../support/scan-world.ts';

const CARD = ['4539', '1488', '0343', '6467'].join(' ');
const IBAN = ['DE89', '3704', '0044', '0532', '0130', '00'].join(' ');
const HOUR = 3_600_000;
const EVERYTHING = { files: true, text: true, projects: false, sessions: false };

let messageNumber = 0;
const message = (role: string, at: string, said: string, over: Partial<ChatMessage> = {}): ChatMessage => {
  messageNumber += 1;
  return {
    id: `msg_${messageNumber}`,
    role,
    createdAt: Date.parse(at),
    content: said === '' ? [] : [{ type: 'text', text: said, truncated: false }],
    files: [],
    generatedFiles: [],
    artifacts: [],
    ...over,
  };
};

const aFile = (id: string) => ({
  id,
  filename: `${id}.txt`,
  mimeType: 'text/plain',
  sizeBytes: 10,
  md5: null,
  createdAt: null,
});

const anArtifact = (artifactId: string, versionId: string) => ({
  artifactId,
  versionId,
  title: null,
  artifactType: null,
});

/** Mira has a chat in the desktop app, over two days, with a card in a prompt and in what a tool found. */
async function aTenant(
  given: { integration?: Partial<Integration>; limits?: Record<string, number> } = {},
): Promise<ScanWorld> {
  const world = await scanWorld({
    ...given,
    integration: { coverage: EVERYTHING, ...given.integration },
  });
  const { provider } = world;
  const user = { id: 'user_mira', email: 'mira@example.com' };
  provider.userList.set('org-1', [{ id: 'user_mira', fullName: 'Mira Solberg', email: user.email }]);
  provider.feed = [
    anActivity({
      type: 'claude_chat_created',
      chatId: 'chat_1',
      at: '2026-10-05T08:00:00Z',
      userAgent: DESKTOP,
    }),
  ];
  provider.chatList = [
    {
      id: 'chat_1',
      model: 'claude-opus-5',
      createdAt: Date.parse('2026-10-05T08:00:00Z'),
      updatedAt: Date.parse('2026-10-06T09:00:10Z'),
      name: `Card ${CARD}`,
      href: 'https://claude.ai/chat/1',
      user,
    },
  ];
  provider.messages.set('chat_1', [
    message('user', '2026-10-05T08:00:00Z', 'Hello'),
    message('assistant', '2026-10-05T08:00:10Z', 'Hello, Mira'),
    message('user', '2026-10-05T10:14:00Z', `My credit card number is ${CARD}`),
    message('assistant', '2026-10-05T10:14:10Z', '', {
      content: [
        {
          type: 'tool_result',
          name: 'search',
          isError: false,
          texts: [`Account IBAN: ${IBAN}`],
          integrationName: null,
          mcpServerUrl: null,
          truncated: false,
        },
      ],
    }),
    message('user', '2026-10-06T09:00:00Z', 'And now?'),
    message('assistant', '2026-10-06T09:00:10Z', 'Nothing'),
  ]);
  return world;
}

async function withReferences(): Promise<ScanWorld> {
  const world = await aTenant();
  const { provider } = world;
  const bytes = (words: string) => ({
    name: 'made.txt',
    contentType: 'text/plain',
    bytes: new TextEncoder().encode(words),
  });
  provider.messages.get('chat_1')?.push(
    message('user', '2026-10-06T09:01:00Z', 'See these', { files: [aFile('claude_file_old')] }),
    message('assistant', '2026-10-06T09:01:10Z', 'Made', {
      generatedFiles: [aFile('claude_gen_file_1'), aFile('claude_file_made')],
      artifacts: [anArtifact('art_1', 'artv_1'), anArtifact('art_1', 'artv_2')],
    }),
    message('assistant', '2026-10-06T09:01:20Z', 'Again', {
      artifacts: [anArtifact('art_1', 'artv_2'), anArtifact('art_1', 'artv_gone')],
    }),
  );
  provider.files.set('claude_file_old', bytes('old'));
  provider.files.set('claude_gen_file_1', bytes(`credit card number ${CARD}`));
  provider.files.set('claude_file_made', bytes('made'));
  provider.artifacts.set('artv_1', 'first');
  provider.artifacts.set('artv_2', `IBAN: ${IBAN}`);
  return world;
}

const reads = (world: ScanWorld) => world.provider.calls.filter((call) => call.startsWith('chatMessages'));

const brief = ({ time, eventType, findings }: SecurityEvent) =>
  `${time} ${eventType} ${findings.map(({ dataType }) => dataType).join()}`;

const events = async (world: ScanWorld) => (await world.eventsNow()).map(brief).sort();

const FOUND = ['2026-10-05T08:00:00.000Z prompt CREDIT_CARD', '2026-10-05T08:00:10.000Z response IBAN'];

describe('conversations', () => {
  test('show as an event for each day and side in which something was found', async () => {
    const world = await aTenant();

    const scan = await world.scan();

    expect(scan).toMatchObject({
      status: 'completed',
      counts: { listed: 1, transcripts: 1, transcriptsRead: 1, made: 0 },
      settled: { flagged: 1, findings: 2 },
      completeness: { reconciled: true },
    });
    expect(await events(world)).toEqual(FOUND);
    expect((await world.eventsNow()).find(({ eventType }) => eventType === 'prompt')).toMatchObject({
      interface: 'desktop',
      user: { userId: 'user_mira', email: 'mira@example.com' },
      item: { id: 'chat_1', format: 'conversation' },
      findings: [{ places: ['prompt 2, 10:14 UTC'] }],
      chatId: 'chat_1',
      chatUrl: 'https://claude.ai/chat/1',
    });
    expect(JSON.stringify([...world.state.events.values()])).not.toContain(CARD);
    expect(JSON.stringify([...world.state.chunks.values()])).not.toContain(CARD);
    expect(world.staging.objects.size).toBe(0);
  });

  test('are read once per change, and only their new days are inspected', async () => {
    const world = await aTenant();
    await world.scan();
    world.clock.advance(HOUR);
    await world.scan();
    expect(reads(world)).toHaveLength(1);

    const [chat] = world.provider.chatList;
    if (chat) chat.updatedAt = Date.parse('2026-10-20T12:40:00Z');
    world.provider.messages
      .get('chat_1')
      ?.push(message('user', '2026-10-20T12:40:00Z', `Another card number: ${CARD}`));
    world.clock.advance(HOUR);
    const scan = await world.scan();

    expect(reads(world)).toHaveLength(2);
    expect(scan).toMatchObject({ counts: { listed: 1 }, settled: { flagged: 1, findings: 1 } });
    expect(await events(world)).toEqual([...FOUND, '2026-10-20T12:40:00.000Z prompt CREDIT_CARD']);
    const { findings } = (await world.agentsNow())['user_mira.desktop'] ?? {};
    expect(Object.values(findings ?? {}).reduce((sum, count) => sum + count, 0)).toBe(3);
  });

  test('that were flagged and are not any more keep their event, without findings', async () => {
    const world = await aTenant();
    await world.scan();
    const [chat] = world.provider.chatList;
    if (chat) chat.updatedAt = Date.parse('2026-10-20T12:20:00Z');
    const messages = world.provider.messages.get('chat_1') ?? [];
    world.provider.messages.set('chat_1', [
      ...messages.slice(0, 2),
      message('user', '2026-10-05T10:14:00Z', 'Never mind'),
      ...messages.slice(4),
    ]);
    const [[key, row] = []] = world.state.integrations;
    if (key && row) world.state.integrations.set(key, { ...row, value: { ...row.value, position: null } });
    world.clock.advance(HOUR);

    const scan = await world.scan();

    expect(scan.settled).toMatchObject({ clean: 1, flagged: 0 });
    expect(await events(world)).toEqual([
      '2026-10-05T08:00:00.000Z prompt ',
      '2026-10-05T08:00:10.000Z response ',
    ]);
    expect((await world.eventsNow()).map(({ inspection }) => inspection.status)).toEqual(['clean', 'clean']);
  });

  test('that their user has deleted are marked, without a call', async () => {
    const world = await aTenant();
    const [chat] = world.provider.chatList;
    Object.assign(chat ?? {}, { deletedAt: Date.parse('2026-10-07T09:00:00Z'), name: '' });

    const scan = await world.scan();

    expect(scan).toMatchObject({ status: 'completed', settled: { skippedReasons: { deleted_by_user: 1 } } });
    expect(reads(world)).toEqual([]);
    expect(await world.eventsNow()).toEqual([]);
  });

  test('that are gone, deleted meanwhile or too large are skipped with that reason', async () => {
    const world = await aTenant({ limits: { maxTranscriptBytes: 300 } });
    const user = { id: 'user_mira', email: 'mira@example.com' };
    const at = Date.parse('2026-10-07T09:00:00Z');
    world.provider.chatList.push(
      { id: 'chat_gone', model: null, updatedAt: at, user },
      { id: 'chat_deleted', model: null, updatedAt: at, user },
    );
    world.provider.failOn('chatMessages chat_gone', new AppError('not-found', 'GONE', 'Gone'));
    world.beforeCall = async () => {
      const chat = world.provider.chatList.find(({ id }) => id === 'chat_deleted');
      if (chat && reads(world).length > 0) chat.deletedAt = at;
    };

    const scan = await world.scan();

    expect(scan.settled.skippedReasons).toEqual({ gone: 1, deleted_by_user: 1, too_large: 1 });
    expect(scan.status).toBe('completed');
  });

  test('that the provider does not deliver fail, and the next scan reads them from the same day on', async () => {
    const world = await aTenant();
    world.provider.failOn('chatMessages', new AppError('contract', 'PROVIDER_ERROR', 'No'), 1);

    const first = await world.scan();
    world.clock.advance(30 * HOUR);
    const second = await world.scan();

    expect(first).toMatchObject({ status: 'completed_with_gaps', settled: { failed: 1 } });
    expect(second).toMatchObject({ status: 'completed', counts: { listed: 1 }, settled: { flagged: 1 } });
    expect(await events(world)).toEqual(FOUND);
  });

  test('are not read where they are switched off', async () => {
    const world = await aTenant({ integration: { coverage: { ...EVERYTHING, text: false } } });

    const scan = await world.scan();

    expect(scan.counts).toMatchObject({ listed: 0, chats: 1 });
    expect(reads(world)).toEqual([]);
  });

  test('without an activity that tells their interface count as Browser of their user', async () => {
    const world = await aTenant();
    world.provider.feed = [];

    await world.scan();

    expect((await world.eventsNow()).map(({ interface: client }) => client)).toEqual(['browser', 'browser']);
  });

  test('that begin behind the window are left to the next scan, which has their activities', async () => {
    const world = await aTenant();
    const [chat] = world.provider.chatList;
    if (chat) chat.createdAt = chat.updatedAt = Date.parse('2026-10-20T11:59:00Z');

    expect((await world.scan()).counts).toMatchObject({ chats: 0, listed: 0 });
    world.clock.advance(HOUR);
    expect((await world.scan()).counts).toMatchObject({ chats: 1, listed: 1 });
  });
});

describe('a conversation of which it is not known yet who began it where', () => {
  /** Everything that is stored of it, but for times. */
  const stateOf = async (world: ScanWorld) => ({
    agents: await world.agentsNow(),
    events: (await world.eventsNow()).map(({ scanId: _, ...event }) => event),
  });
  const BEGAN = 'activities 2026-10-05';
  const never = new AppError('upstream-busy', 'PROVIDER_ERROR', 'Internal server error');

  async function calmly() {
    const world = await withReferences();
    await world.scan();
    world.clock.advance(HOUR);
    await world.scan();
    return stateOf(world);
  }

  test('is inspected at once, and becomes theirs with all that it names when the gap is closed', async () => {
    const world = await withReferences();
    world.provider.failOn(BEGAN, never);
    expect(await world.scan()).toMatchObject({ status: 'completed_with_gaps', settled: { flagged: 3 } });
    expect((await world.eventsNow()).every(({ interface: client }) => client === 'browser')).toBe(true);

    world.clock.advance(HOUR);
    expect(await world.scan()).toMatchObject({ status: 'completed' });

    expect(await stateOf(world)).toEqual(await calmly());
  });

  test('becomes theirs when the activity was indexed late', async () => {
    const world = await withReferences();
    const { provider } = world;
    const today = (at: number) => Date.parse(`2026-10-20${new Date(at).toISOString().slice(10)}`);
    provider.chatList = provider.chatList.map((chat) => ({
      ...chat,
      createdAt: today(chat.createdAt ?? 0),
      updatedAt: today(chat.updatedAt),
    }));
    for (const [id, messages] of provider.messages)
      provider.messages.set(
        id,
        messages.map((one) => ({ ...one, createdAt: today(one.createdAt) })),
      );
    const feed = provider.feed.splice(0).map((activity) => ({ ...activity, at: today(activity.at) }));
    await world.scan();
    expect(Object.keys(await world.agentsNow())).toEqual(['user_mira.browser']);
    provider.feed.push(...feed);
    world.clock.advance(HOUR);
    await world.scan();

    const agents = await world.agentsNow();
    expect(Object.keys(agents)).toEqual(['user_mira.desktop']);
    expect((await world.eventsNow()).every(({ interface: client }) => client === 'desktop')).toBe(true);
  });

  test('becomes theirs although the scan that closes the gap is cancelled half way', async () => {
    const world = await withReferences();
    world.provider.failOn(BEGAN, never);
    await world.scan();
    world.clock.advance(HOUR);
    const started = await world.start();
    const { scanId } = started as { scanId: string };
    world.beforeCall = async () => {
      // Its transcript is inspected before what it names is fetched.
      if (!world.provider.calls.at(-1)?.startsWith('artifactContent')) return;
      world.beforeCall = async () => undefined;
      await inspectContent(world.inspectDeps, world.inspectionQueue.take(10));
      await world.scans.finish({ tenant: TENANT, scanId }, null, {
        status: 'cancelled',
        endedAt: world.clock.iso(),
        error: null,
        completeness: null,
      });
    };
    await world.drain();
    expect(await world.scanOf(scanId)).toMatchObject({ status: 'cancelled' });

    world.clock.advance(HOUR);
    await world.scan();

    expect(await stateOf(world)).toEqual(await calmly());
  });
});

describe('what only conversations name', () => {
  test('is fetched once, by what it is', async () => {
    const world = await withReferences();

    const scan = await world.scan();

    expect(scan).toMatchObject({
      status: 'completed',
      counts: { listed: 7, made: 6 },
      settled: { flagged: 3, clean: 3, skipped: 1 },
    });
    expect(world.provider.calls.filter((call) => /Content/.test(call)).sort()).toEqual([
      'artifactContent artv_1',
      'artifactContent artv_2',
      'artifactContent artv_gone',
      'fileContent claude_file_made',
      'fileContent claude_file_old',
      'generatedFileContent claude_gen_file_1',
    ]);
    const made = (await world.eventsNow()).filter(({ item }) => item.id !== 'chat_1');
    expect(made.map((event) => `${event.item.id} ${event.eventType} ${event.inspection.status}`)).toEqual([
      'artv_1 artifact clean',
      'artv_2 artifact flagged',
      'artv_gone artifact skipped',
      'claude_file_made file_generated clean',
      'claude_file_old file_upload clean',
      'claude_gen_file_1 file_generated flagged',
    ]);
    expect(made[0]).toMatchObject({ chatId: 'chat_1', interface: 'desktop', user: { userId: 'user_mira' } });
  });

  test('is not fetched again when the conversation is read again', async () => {
    const world = await withReferences();
    await world.scan();
    const [chat] = world.provider.chatList;
    if (chat) chat.updatedAt = Date.parse('2026-10-20T12:20:00Z');
    world.provider.calls.length = 0;
    world.clock.advance(HOUR);

    const scan = await world.scan();

    expect(scan.counts).toMatchObject({ listed: 1, made: 0, alreadyInspected: 6 });
    expect(world.provider.calls.filter((call) => /Content/.test(call))).toEqual([]);
  });

  test('is listed once where an activity names it too', async () => {
    const world = await withReferences();
    world.provider.feed.push(
      anActivity({
        type: 'claude_file_uploaded',
        fileId: 'claude_file_old',
        chatId: 'chat_1',
        at: '2026-10-06T08:59:00Z',
        userAgent: DESKTOP,
      }),
    );

    const scan = await world.scan();

    expect(scan.counts).toMatchObject({ listed: 7, made: 5 });
  });

  test('is not fetched where files are switched off', async () => {
    const world = await withReferences();
    const integration = await world.integrationNow();
    await world.integrations.update(integration.tenant, 1, { coverage: { ...EVERYTHING, files: false } });

    const scan = await world.scan();

    expect(scan.counts).toMatchObject({ listed: 1, made: 0 });
  });

  test.each(['saveMessageCounts', 'putChunks', 'settle', 'markStaged', 'checkpoint'] as const)(
    'is not lost where %s is interrupted',
    async (method) => {
      const calm = await withReferences();
      const calmScan = await calm.scan();
      for (const when of ['before', 'after'] as const) {
        for (let skip = 0; skip < 12; skip += 1) {
          const world = await withReferences();
          let left = skip;
          const port = world.scans[method] as (...given: never[]) => Promise<unknown>;
          const broken = async (...given: never[]) => {
            left -= 1;
            if (left === -1 && when === 'before') throw new Error('The function was ended.');
            const answer = await port(...given);
            if (left === -1) throw new Error('The function was ended.');
            return answer;
          };
          Object.assign(world.scans, { [method]: broken });

          const started = await world.start();
          if (started.outcome !== 'started') throw new Error('not started');
          await world.drain();
          const scan = await world.scanOf(started.scanId);

          expect(scan.settled, `${when} call ${skip}`).toEqual(calmScan.settled);
          expect(scan.completeness?.reconciled).toBe(true);
          expect(await world.eventsNow()).toEqual(
            (await calm.eventsNow()).map((event) => ({ ...event, scanId: scan.scanId })),
          );
        }
      }
    },
  );
});

describe('usage', () => {
  test('counts the messages that people wrote, by day, through the interface of their chat', async () => {
    const world = await aTenant();

    await world.scan();

    expect((await world.agentsNow())['user_mira.desktop']).toMatchObject({
      days: { '2026-10-05': { chats: 1, files: 0, messages: 2 }, '2026-10-06': { messages: 1 } },
      perWeek: 0.75,
      basis: 'messages',
      basisDays: 28,
    });
    expect((await world.integrationNow()).position).toMatchObject({
      messagesFrom: '2026-09-20',
      chatsSince: null,
    });
  });

  test('is set anew when a conversation is read again, and stays when it is not', async () => {
    const world = await aTenant();
    await world.scan();
    const before = await world.agentsNow();
    world.clock.advance(HOUR);
    await world.scan();
    expect(await world.agentsNow()).toEqual(before);

    const [chat] = world.provider.chatList;
    if (chat) chat.updatedAt = Date.parse('2026-10-20T12:40:00Z');
    world.provider.messages.get('chat_1')?.splice(4, 2, message('user', '2026-10-20T12:40:00Z', 'Anew'));
    world.clock.advance(HOUR);
    await world.scan();

    expect((await world.agentsNow())['user_mira.desktop']?.days).toMatchObject({
      '2026-10-05': { chats: 1, files: 0, messages: 2 },
      '2026-10-20': { chats: 0, files: 0, messages: 1 },
    });
    expect((await world.agentsNow())['user_mira.desktop']?.days['2026-10-06']?.messages).toBeUndefined();
  });

  test('of a chat that no activity tells of belongs to Browser, also where that agent is new', async () => {
    const world = await aTenant();
    world.provider.feed = [];

    const scan = await world.scan();

    expect(scan.counts).toMatchObject({ agents: 1, chatsWithoutInterface: 1 });
    expect((await world.agentsNow())['user_mira.browser']).toMatchObject({
      owner: { email: 'mira@example.com', active: true },
      days: { '2026-10-05': { chats: 0, files: 0, messages: 2 } },
    });
  });

  test('is estimated where conversations are not read, or were not all reached', async () => {
    const off = await aTenant({ integration: { coverage: { ...EVERYTHING, text: false } } });
    const cut = await aTenant({ integration: { budget: { calls: 1, minutes: null } } });

    await off.scan();
    const scan = await cut.scan();

    expect((await off.agentsNow())['user_mira.desktop']).toMatchObject({ basis: 'estimated', perWeek: 0.25 });
    expect(scan).toMatchObject({
      status: 'completed_with_gaps',
      settled: { skippedReasons: { over_budget: 1 } },
    });
    expect((await cut.integrationNow()).position?.chatsSince).toBe('2026-09-20');
  });
});
