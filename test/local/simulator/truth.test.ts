import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Truth } from '../../../local/simulator/truth.ts';
import { type Caller, END, type Entry, type Page, startCaller } from './caller.ts';

const FROM = Date.parse('2026-09-03T00:00:00Z');
const TO = END - 120_000;
const BOUNDS = `created_at.gte=${new Date(FROM).toISOString()}&created_at.lt=${new Date(TO).toISOString()}`;
const CONTENT = /^claude_(chat|file|project|artifact)_(?!pinned)/;

let caller: Caller;
let truth: Truth;
let feed: Entry[];
let chats: Map<string, Entry>;

beforeAll(async () => {
  caller = await startCaller();
  truth = caller.simulator.truth(FROM, TO);
  feed = await everything(`activities?limit=1000&exclude_activity_types[]=compliance_api_accessed&${BOUNDS}`);
  chats = new Map((await everything('apps/chats?limit=1000')).map((chat) => [chat.id, chat]));
});
afterAll(() => caller.simulator.stop());

async function everything(path: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let cursor = ''; ; ) {
    const page: Page = await caller.read(path + cursor);
    entries.push(...page.data);
    if (!page.has_more) return entries;
    cursor = `&after_id=${page.last_id}`;
  }
}

/** A plain second opinion: the words of the client string, nothing else. */
function interfaceOf({ actor }: Entry): string {
  const client = String(actor.user_agent ?? '');
  if (
    client.startsWith('Claude com.anthropic') ||
    (/Android|iPhone|iPad/.test(client) && client.includes('Claude/'))
  )
    return 'mobile';
  return client.includes(' Claude/') || client.includes('ClaudeNest/') ? 'desktop' : 'browser';
}

const byPeople = () =>
  feed.filter(
    ({ actor, type }) => actor.type === 'user_actor' && actor.ip_address !== '0.0.0.0' && CONTENT.test(type),
  );
const agentKey = (entry: Entry) => `${entry.actor.user_id} ${interfaceOf(entry)}`;
const tally = (keys: readonly string[]) =>
  Object.fromEntries([...Map.groupBy(keys, (key) => key)].map(([key, list]) => [key, list.length]).sort());

/** The agent of every chat that the window names: its creation decides, else the first that names it. */
function agentOfChats(): Map<string, string> {
  const owners = new Map<string, string>();
  for (const entry of byPeople().toReversed()) {
    const chat = entry.claude_chat_id;
    if (typeof chat === 'string' && (entry.type === 'claude_chat_created' || !owners.has(chat)))
      owners.set(chat, agentKey(entry));
  }
  return owners;
}

describe('the truth of a window, counted again from what the API serves', () => {
  it('has the agents that were used, and a Browser agent for everyone else who is active', () => {
    const used = truth.agents.filter(({ firstSeenAt }) => firstSeenAt !== null);
    expect(used.map((agent) => `${agent.userId} ${agent.interface}`).sort()).toEqual(
      [...new Set(byPeople().map(agentKey))].sort(),
    );
    const users = new Set(used.map(({ userId }) => userId));
    const unused = truth.agents.filter(({ firstSeenAt }) => firstSeenAt === null);
    expect(unused.map(({ userId }) => userId).sort()).toEqual(
      truth.users
        .filter(({ id, active }) => active && !users.has(id))
        .map(({ id }) => id)
        .sort(),
    );
    expect(unused.length).toBeGreaterThan(0);
    expect(
      unused.every((agent) => agent.interface === 'browser' && Object.keys(agent.days).length === 0),
    ).toBe(true);
  });

  it('has the chats and files of each agent and day', () => {
    const counts = (field: 'chatsCreated' | 'filesUploaded' | 'documentsUploaded') =>
      Object.fromEntries(
        truth.agents
          .flatMap((agent) =>
            Object.entries(agent.days).map(
              ([day, use]) => [`${agent.userId} ${agent.interface} ${day}`, use[field]] as const,
            ),
          )
          .filter(([, count]) => count > 0)
          .sort(),
      );
    const counted = (...types: string[]) =>
      tally(
        byPeople()
          .filter(({ type }) => types.includes(type))
          .map((entry) => `${agentKey(entry)} ${entry.created_at.slice(0, 10)}`),
      );
    expect(counts('chatsCreated')).toEqual(counted('claude_chat_created'));
    expect(counts('filesUploaded')).toEqual(counted('claude_file_uploaded', 'claude_project_file_uploaded'));
    expect(counts('documentsUploaded')).toEqual(counted('claude_project_document_uploaded'));
  });

  it('has the messages of each agent and day, from transcripts', async () => {
    const written: string[] = [];
    for (const [chat, agent] of agentOfChats()) {
      if (chats.get(chat)!.deleted_at !== null) continue;
      const { chat_messages } = await caller.read<{ chat_messages: Entry[] }>(
        `apps/chats/${chat}/messages?${BOUNDS}`,
      );
      for (const { role, created_at } of chat_messages)
        if (role === 'user') written.push(`${agent} ${created_at.slice(0, 10)}`);
    }
    const expected = truth.agents.flatMap((agent) =>
      Object.entries(agent.days).flatMap(([day, { messages }]) =>
        Array<string>(messages).fill(`${agent.userId} ${agent.interface} ${day}`),
      ),
    );
    expect(tally(written)).toEqual(tally(expected));
    expect(written.length).toBeGreaterThan(1_000);
  });

  it('has the models of the chats that changed', () => {
    const models = new Map<string, Set<string>>();
    for (const [id, agent] of agentOfChats()) {
      const chat = chats.get(id)!;
      if (Date.parse(String(chat.updated_at)) < FROM || chat.model === null) continue;
      models.set(agent, (models.get(agent) ?? new Set()).add(String(chat.model)));
    }
    const expected = truth.agents.filter((agent) => agent.models.length > 0);
    expect(
      new Map(expected.map((agent) => [`${agent.userId} ${agent.interface}`, new Set(agent.models)])),
    ).toEqual(models);
  });

  it('has when each agent was first and last seen, and how often its client was not told', () => {
    const seen = Map.groupBy(byPeople(), agentKey);
    for (const agent of truth.agents.filter(({ firstSeenAt }) => firstSeenAt !== null)) {
      const entries = seen.get(`${agent.userId} ${agent.interface}`)!;
      expect([agent.lastSeenAt, agent.firstSeenAt]).toEqual([
        entries[0]!.created_at,
        entries.at(-1)!.created_at,
      ]);
      const untold = entries.filter(
        ({ actor }) => !/Mozilla|com\.anthropic/.test(String(actor.user_agent ?? '')),
      );
      expect(agent.unattributed).toBe(untold.length);
    }
    expect(truth.counts.unattributed).toBeGreaterThan(0);
  });

  it('has everything that nobody did', () => {
    const { counts } = truth;
    expect(counts.activities).toBe(feed.length);
    const others = feed
      .filter(({ actor }) => actor.type !== 'user_actor')
      .map(({ actor }) => String(actor.type));
    const background = feed.filter(({ actor }) => actor.ip_address === '0.0.0.0').length;
    expect(counts.nonHuman).toEqual({ ...tally(others), background });
    const unlisted = feed
      .map(({ type }) => type)
      .filter((type) =>
        ['claude_chat_pinned', 'claude_whiteboard_created', 'loom_run_started'].includes(type),
      );
    expect(counts.unknownTypes).toEqual(tally(unlisted));
  });
});

describe('the items of a window', () => {
  it('are the uploads that its activities name, gone where the API says so', async () => {
    const uploads = truth.items.filter(
      ({ discoveredBy, kind }) => discoveredBy === 'activity' && kind !== 'project_document',
    );
    const named = feed.filter(({ type }) => /^claude_(project_)?file_uploaded$/.test(type));
    expect(uploads.map(({ id }) => id).sort()).toEqual(
      named.map(({ claude_file_id }) => String(claude_file_id)).sort(),
    );
    for (const { id, expected, interface: where } of uploads) {
      expect((await caller.get(`apps/chats/files/${id}`)).status).toBe(
        expected.reason === 'gone' ? 404 : 200,
      );
      expect(where).toBe(interfaceOf(named.find((entry) => entry.claude_file_id === id)!));
    }
  });

  it('include every reason for not reading one', () => {
    const reasons = new Set(truth.items.flatMap(({ expected }) => expected.reason ?? []));
    expect([...reasons].sort()).toEqual([
      'deleted_by_user',
      'empty',
      'encrypted',
      'gone',
      'too_compressed',
      'too_large',
      'truncated',
      'unknown_format',
      'unsupported_format',
    ]);
  });

  it('include what the transcripts of changed chats refer to', async () => {
    const found = new Set<string>();
    for (const [id] of agentOfChats()) {
      const chat = chats.get(id)!;
      if (chat.deleted_at !== null || Date.parse(String(chat.updated_at)) < FROM) continue;
      const { chat_messages } = await caller.read<{ chat_messages: Entry[] }>(`apps/chats/${id}/messages`);
      for (const message of chat_messages) {
        for (const ref of (message.generated_files ?? []) as { id: string }[]) found.add(ref.id);
        for (const ref of (message.artifacts ?? []) as { version_id: string }[]) found.add(ref.version_id);
      }
    }
    const made = truth.items.filter(
      ({ kind, expected }) =>
        (kind === 'generated_file' || kind === 'artifact') && expected.reason !== 'gone',
    );
    expect(made.map(({ id }) => id).sort()).toEqual([...found].sort());
    expect(found.size).toBeGreaterThan(20);
  });

  it('are told as of the clock: what is deleted later is still there', () => {
    const { world } = caller.simulator;
    const later = world.files.find(({ deletedAt, createdAt }) => deletedAt !== 0 && createdAt * 1000 > FROM)!;
    const id = world.ids.tagged('file', later.index);
    const reasonAt = (seconds: number) => {
      caller.clock.now = seconds * 1000;
      const { items } = caller.simulator.truth(FROM, TO);
      caller.clock.now = END;
      return items.find((item) => item.id === id)?.expected.reason;
    };
    expect(reasonAt(later.deletedAt - 1)).not.toBe('gone');
    expect(reasonAt(later.deletedAt)).toBe('gone');
  });
});
