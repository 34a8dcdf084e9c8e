import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, END, type Entry, problemOf, startCaller } from './caller.ts';

let caller: Caller;
beforeAll(async () => {
  caller = await startCaller();
});
afterAll(() => caller.simulator.stop());

interface SessionPage {
  readonly session: Entry & { readonly user: { readonly email_address: string | null } | null };
  readonly data: readonly (Entry & {
    readonly provenance?: { readonly type: string; readonly reason?: string } | null;
    readonly content_unavailable?: boolean;
    readonly content: readonly {
      readonly type: string;
      readonly text?: string;
      readonly content?: readonly { readonly text: string }[];
      readonly truncated: boolean;
    }[];
  })[];
  readonly next_page: string | null;
}

const allLocal = async () => (await caller.read('apps/sessions/local?limit=500')).data;

describe('local sessions', () => {
  it('come newest first, without has_more, from every product', async () => {
    const first = await caller.read('apps/sessions/local?limit=20');
    expect(first).not.toHaveProperty('has_more');
    const sessions = [...first.data];
    for (let page = first; page.next_page !== null; ) {
      page = await caller.read(`apps/sessions/local?limit=20&page=${page.next_page}`);
      sessions.push(...page.data);
    }
    expect(sessions).toHaveLength(caller.simulator.world.localSessions.length);
    const times = sessions.map(({ created_at }) => created_at);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(new Set(sessions.map(({ product_surface }) => product_surface))).toEqual(
      new Set([
        'cowork',
        'claude_code',
        'office_agents/excel',
        'office_agents/word',
        'office_agents/powerpoint',
        'office_agents/outlook',
        'claude_in_chrome',
        'claude_science',
      ]),
    );
  });

  it('filter by when they were last active', async () => {
    const since = new Date(END - 5 * 86_400_000).toISOString();
    const recent = await caller.read(`apps/sessions/local?limit=500&updated_at.gte=${since}`);
    const expected = (await allLocal()).filter(
      ({ updated_at }) => Date.parse(String(updated_at)) >= Date.parse(since),
    );
    expect(recent.data.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect(expected.length).toBeGreaterThan(0);
  });

  it('show their transcripts with markers, gaps and provenance', async () => {
    const provenances = new Set<string>();
    for (const { id } of await allLocal()) {
      const page = await caller.read<SessionPage>(`apps/sessions/local/${id}/messages?limit=1000`);
      expect(page.session.user?.email_address).toBeNull();
      for (const { provenance, content } of page.data) {
        provenances.add(
          provenance ? [provenance.type, provenance.reason].filter(Boolean).join(' ') : 'verified',
        );
        if (provenance?.type === 'content_unavailable') expect(content).toEqual([]);
      }
    }
    expect([...provenances].sort()).toEqual([
      'content_unavailable client_aborted',
      'content_unavailable retention_elapsed',
      'synthetic_marker',
      'verified',
    ]);
  });

  it('bind their tokens to session and order, for a day', async () => {
    const long = caller.simulator.world.localSessions.toSorted((a, b) => b.calls - a.calls);
    const [a, b] = long.map(({ index }) => caller.simulator.world.ids.tagged('localSession', index));
    const { next_page } = await caller.read<SessionPage>(`apps/sessions/local/${a}/messages?limit=2`);
    const invalid = 'The page parameter is not a valid cursor for this request.';
    expect(
      problemOf(await caller.get(`apps/sessions/local/${b}/messages?limit=2&page=${next_page}`))[2],
    ).toBe(invalid);
    expect(
      problemOf(
        await caller.get(`apps/sessions/local/${a}/messages?limit=2&order=desc&page=${next_page}`),
      )[2],
    ).toBe(invalid);
    expect((await caller.get(`apps/sessions/local/${a}/messages?limit=2&page=${next_page}`)).status).toBe(
      200,
    );
    const later = await startCaller();
    later.clock.now = END + 25 * 3_600_000;
    expect(problemOf(await later.get(`apps/sessions/local/${a}/messages?limit=2&page=${next_page}`))[2]).toBe(
      'The page cursor has expired. Restart the walk without a page parameter; results will reflect the current retention boundary.',
    );
    await later.simulator.stop();
  });

  it('cut tool results by bytes, mark what they cut, and refuse zero', async () => {
    const [session] = await allLocal();
    expect(
      (await caller.get(`apps/sessions/local/${session!.id}/messages?tool_result_max_bytes=0`)).status,
    ).toBe(400);
    const results: string[] = [];
    for (const { id } of await allLocal()) {
      const { data } = await caller.read<SessionPage>(
        `apps/sessions/local/${id}/messages?limit=1000&tool_result_max_bytes=30`,
      );
      for (const block of data.flatMap(({ content }) => content)) {
        if (block.type === 'tool_result') results.push(block.content![0]!.text);
      }
    }
    expect(results.length).toBeGreaterThan(0);
    expect(
      results.every((text) =>
        text.endsWith('…[truncated; pass tool_result_max_bytes=-1 for the server max]'),
      ),
    ).toBe(true);
  });

  it('may end pages early', async () => {
    const short = await startCaller({ behaviour: { sessionPageFill: 0.5 } });
    const { index } = short.simulator.world.localSessions.toSorted((a, b) => b.calls - a.calls)[0]!;
    const id = short.simulator.world.ids.tagged('localSession', index);
    const page = await short.read<SessionPage>(`apps/sessions/local/${id}/messages?limit=10`);
    expect(page.data).toHaveLength(5);
    expect(page.next_page).not.toBeNull();
    await short.simulator.stop();
  });

  it('tell a malformed identifier from an unknown one', async () => {
    expect((await caller.get('apps/sessions/local/nonsense')).status).toBe(400);
    const unknown = caller.simulator.world.ids.tagged('localSession', 9_999);
    expect(problemOf(await caller.get(`apps/sessions/local/${unknown}`))[2]).toBe('Local session not found.');
  });
});

describe('remote sessions', () => {
  it('belong to a person or to an agent that a person started', async () => {
    const { data } = await caller.read('apps/sessions/remote?limit=500');
    for (const session of data) {
      expect(session.user === null).toBe(session.agent_id !== null);
      expect(session.started_by_user === null).toBe(session.agent_id === null);
    }
    expect(data.some(({ agent_id }) => agent_id !== null)).toBe(true);
    const ownerIds = data.flatMap(({ user }) => (user ? [(user as { id: string }).id] : []));
    const filtered = await caller.read(`apps/sessions/remote?user_ids[]=${ownerIds[0]}`);
    expect(filtered.data.every(({ user }) => (user as { id: string }).id === ownerIds[0])).toBe(true);
  });

  it('have no transcript while they are pending, and an envelope full of nulls afterwards', async () => {
    const { data } = await caller.read('apps/sessions/remote?limit=500');
    const pending = data.find(({ status }) => status === 'pending')!;
    expect(problemOf(await caller.get(`apps/sessions/remote/${pending.id}/messages`))[2]).toBe(
      'Remote session not found.',
    );
    const active = data.find(({ status, user }) => status !== 'pending' && user !== null)!;
    const { session, data: messages } = await caller.read<SessionPage>(
      `apps/sessions/remote/${active.id}/messages`,
    );
    expect([session.user?.email_address, session.started_by_user, session.claude_project_id]).toEqual([
      null,
      null,
      null,
    ]);
    expect(messages[0]).not.toHaveProperty('provenance');
  });
});

describe('code artifacts', () => {
  it('may come in empty pages before the last, and their versions as streams', async () => {
    const { codeArtifacts, people } = caller.simulator.world;
    const owner = people[codeArtifacts.find(({ owner: index }) => index >= 0)!.owner]!.id;
    const lengths: number[] = [];
    const found: Entry[] = [];
    for (let query = `limit=1&user_ids[]=${owner}`, more = true; more; ) {
      const page = await caller.read(`apps/code/artifacts?${query}`);
      lengths.push(page.data.length);
      found.push(...page.data);
      more = page.next_page !== null;
      query = `limit=1&user_ids[]=${owner}&page=${page.next_page}`;
    }
    expect(lengths).toContain(0);
    const { id, published_version_id } = found[0]!;
    const content = await caller.bytes(`apps/code/artifacts/${id}/versions/${published_version_id}`);
    expect([content.status, content.bytes.length > 0]).toEqual([200, true]);
    expect((await caller.get(`apps/code/artifacts/${id}/versions/rotated-out`)).status).toBe(404);
  });
});
