import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, END, type Page, problemOf, startCaller } from './caller.ts';

let caller: Caller;
beforeAll(async () => {
  caller = await startCaller();
});
afterAll(() => caller.simulator.stop());

interface Block {
  readonly type: string;
  readonly text?: string;
  readonly input?: string;
  readonly content?: readonly { readonly text: string }[];
  readonly truncated: boolean;
}
interface Message {
  readonly id: string;
  readonly role: string;
  readonly content: readonly Block[];
  readonly files: readonly { readonly id: string; readonly md5: string }[] | null;
  readonly generated_files: readonly { readonly id: string }[] | null;
  readonly artifacts: readonly { readonly version_id: string }[] | null;
}
interface Transcript extends Page {
  readonly name: string;
  readonly deleted_at: string | null;
  readonly chat_messages: readonly Message[];
}

const idsOf = ({ data }: Page) => data.map(({ id }) => id);
const chatId = (index: number) => caller.simulator.world.ids.tagged('chat', index);
const transcriptOf = (index: number, query = '') =>
  caller.read<Transcript>(`apps/chats/${chatId(index)}/messages${query}`);

async function walk(path: string): Promise<string[]> {
  const ids: string[] = [];
  let page = await caller.read(path);
  ids.push(...idsOf(page));
  while (page.has_more) {
    page = await caller.read(`${path}&after_id=${page.last_id}`);
    ids.push(...idsOf(page));
  }
  return ids;
}

describe('the list of chats', () => {
  it.each(['created_at', 'updated_at'])(
    'delivers every chat once in ascending order of %s',
    async (sortKey) => {
      const ids = await walk(`apps/chats?order_by=${sortKey}&limit=70`);
      const whole = await caller.read(`apps/chats?order_by=${sortKey}&limit=1000`);
      expect(ids).toEqual(idsOf(whole));
      expect(new Set(ids).size).toBe(caller.simulator.world.chats.length);
      const order = whole.data.map((chat) => `${chat[sortKey]} ${chat.id}`);
      expect(order).toEqual(order.toSorted());
    },
  );

  it('goes on from the last cursor when chats have changed', async () => {
    const moving = await startCaller();
    moving.clock.now = END - 2 * 86_400_000;
    const before = await moving.read('apps/chats?order_by=updated_at&limit=1000');
    moving.clock.now = END;
    const news = await moving.read(`apps/chats?order_by=updated_at&limit=1000&after_id=${before.last_id}`);
    const changed = news.data.filter(({ id }) => idsOf(before).includes(id));
    expect(changed.length).toBeGreaterThan(0);
    expect(news.data.length).toBeGreaterThan(changed.length);
    expect(news.data.every((chat) => Date.parse(String(chat.updated_at)) > END - 2 * 86_400_000)).toBe(true);
    await moving.simulator.stop();
  });

  it.each([
    'apps/chats?project_ids[]=claude_proj_x',
    'apps/chats?before_id=x',
    'apps/chats?user_ids[]=u&order_by=updated_at',
    'apps/chats?order_by=updated_at&created_at.gte=2026-09-01T00:00:00Z',
    'apps/chats?updated_at.gte=2026-09-01T00:00:00Z',
    'apps/chats?user_ids[]=u&updated_at.gte=2026-09-01T00:00:00Z',
  ])('refuses the combination %s', async (path) => {
    expect((await caller.get(path)).status).toBe(400);
  });

  it('refuses a cursor that was issued under the other sort key', async () => {
    const { last_id } = await caller.read('apps/chats?order_by=created_at&limit=3');
    expect(problemOf(await caller.get(`apps/chats?order_by=updated_at&after_id=${last_id}`))[2]).toBe(
      "Invalid pagination cursor for 'after_id'",
    );
  });

  it('of one person walks both ways', async () => {
    const { world } = caller.simulator;
    const busiest = Map.groupBy(world.chats, ({ user }) => user);
    const [user] = [...busiest].toSorted(([, a], [, b]) => b.length - a.length)[0]!;
    const list = `apps/chats?user_ids[]=${world.people[user]!.id}&limit=5`;
    const first = await caller.read(list);
    const second = await caller.read(`${list}&after_id=${first.last_id}`);
    const back = await caller.read(`${list}&before_id=${second.first_id}`);
    expect(idsOf(back)).toEqual(idsOf(first));
    expect(first.data.every((chat) => (chat.user as { id: string }).id === world.people[user]!.id)).toBe(
      true,
    );
  });
});

describe('a transcript', () => {
  const longest = () =>
    caller.simulator.world.chats
      .toSorted((a, b) => b.turns - a.turns)
      .find(({ deletedAt }) => deletedAt === 0)!.index;

  it('comes whole without a limit, in pages with one', async () => {
    const whole = await transcriptOf(longest());
    expect(whole.has_more).toBe(false);
    const seen: string[] = [];
    for (let query = '?limit=3', more = true; more; ) {
      const page = await transcriptOf(longest(), query);
      seen.push(...page.chat_messages.map(({ id }) => id));
      more = page.has_more;
      query = `?limit=3&after_id=${encodeURIComponent(page.last_id ?? '')}`;
    }
    expect(seen).toEqual(whole.chat_messages.map(({ id }) => id));
    const reversed = await transcriptOf(longest(), '?order=desc');
    expect(reversed.chat_messages.map(({ id }) => id)).toEqual(seen.toReversed());
  });

  it('alternates between user and assistant and says the same every time', async () => {
    const once = await transcriptOf(longest());
    expect(once.chat_messages.map(({ role }) => role).slice(0, 4)).toEqual([
      'user',
      'assistant',
      'user',
      'assistant',
    ]);
    expect(await transcriptOf(longest())).toEqual(once);
  });

  it('cuts tool blocks by characters, and not at all with -1', async () => {
    const blocks: Block[] = [];
    for (const { index } of caller.simulator.world.chats.slice(0, 400)) {
      const { chat_messages } = await transcriptOf(
        index,
        '?tool_use_input_max_chars=20&tool_result_max_chars=-1',
      );
      blocks.push(...chat_messages.flatMap(({ content }) => content));
    }
    const uses = blocks.filter(({ type }) => type === 'tool_use');
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.every(({ input, truncated }) => truncated && input?.length === 20)).toBe(true);
    const results = blocks.filter(({ type }) => type === 'tool_result');
    expect(results.every(({ truncated }) => !truncated)).toBe(true);
    expect(results.some(({ content }) => content![0]!.text.length > 10_000)).toBe(true);
  });

  it('refers to its files with the hashes of what is served', async () => {
    const { world } = caller.simulator;
    const [chat] = [...world.byChat.files].find(
      ([index, files]) =>
        world.chats[index]!.deletedAt === 0 &&
        files.some(({ source, deletedAt }) => source === 'chat' && deletedAt === 0),
    )!;
    const refs = (await transcriptOf(chat)).chat_messages.flatMap(({ files }) => files ?? []);
    expect(refs.length).toBeGreaterThan(0);
    const metadata = await caller.read<{ md5: string; claude_chat_ids: string[] }>(
      `apps/chats/files/${refs[0]!.id}`,
    );
    expect(metadata.md5).toBe(refs[0]!.md5);
    expect(metadata.claude_chat_ids).toEqual([chatId(chat)]);
  });

  it('is unknown to the API under any other identifier', async () => {
    const id = caller.simulator.otherWorld.ids.tagged('chat', 0);
    expect(problemOf(await caller.get(`apps/chats/${id}/messages`))).toEqual([
      404,
      'not_found_error',
      `Chat conversation not found: '${id}'`,
    ]);
  });
});

describe('a chat that its user deleted', () => {
  const deleted = () =>
    caller.simulator.world.chats.find(
      (chat) => chat.deletedAt !== 0 && caller.simulator.world.byChat.files.has(chat.index),
    )!;

  it('stays as a shell: no name, no content, its files gone', async () => {
    const { index } = deleted();
    const shell = await transcriptOf(index);
    expect([shell.name, shell.deleted_at === null]).toEqual(['', false]);
    expect(shell.chat_messages.length).toBeGreaterThan(0);
    for (const message of shell.chat_messages) {
      expect([message.content, message.files, message.generated_files, message.artifacts]).toEqual([
        [],
        null,
        null,
        null,
      ]);
    }
    const file = caller.simulator.world.byChat.files.get(index)![0]!;
    expect(
      (await caller.get(`apps/chats/files/${caller.simulator.world.ids.tagged('file', file.index)}`)).status,
    ).toBe(404);
  });

  it('was whole before, and moves to the time of its deletion in the order of updates', async () => {
    const moving = await startCaller();
    const { index, deletedAt } = deleted();
    moving.clock.now = (deletedAt - 1) * 1000;
    const before = await moving.read<Transcript>(`apps/chats/${chatId(index)}/messages`);
    expect(before.name).not.toBe('');
    moving.clock.now = END;
    const at = new Date(deletedAt * 1000).toISOString();
    const { data } = await moving.read(
      `apps/chats?order_by=updated_at&updated_at.gte=${at}&updated_at.lte=${at}`,
    );
    expect(idsOf({ data } as Page)).toContain(chatId(index));
    await moving.simulator.stop();
  });

  it('may come without any message, which the documentation leaves open', async () => {
    const absent = await startCaller({ behaviour: { deletedChatMessages: 'absent' } });
    const { chat_messages } = await absent.read<Transcript>(`apps/chats/${chatId(deleted().index)}/messages`);
    expect(chat_messages).toEqual([]);
    await absent.simulator.stop();
  });
});
