import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, END, type Entry, type Page, startCaller } from './caller.ts';

let caller: Caller;
beforeAll(async () => {
  // Ten minutes on, so that nothing is on its way into the index.
  caller = await startCaller();
  caller.clock.now = END + 600_000;
});
afterAll(() => caller.simulator.stop());

const WITHOUT_OWN_CALLS = 'exclude_activity_types[]=compliance_api_accessed';
const idsOf = (page: Page) => page.data.map(({ id }) => id);

async function walk(first: string, next: (page: Page) => string): Promise<Entry[]> {
  const entries: Entry[] = [];
  let page = await caller.read(first);
  entries.push(...page.data);
  while (page.has_more) {
    page = await caller.read(next(page));
    entries.push(...page.data);
  }
  return entries;
}

describe('paging the feed', () => {
  // The worked example of Compliance API, Pagination: six events, two a page.
  const window = () => {
    const { time, type, length } = caller.simulator.world.activities;
    const chosen = Array.from({ length }, (_, i) => i).filter((i) => type[i] === type[length - 1]);
    const [from, to] = [time[chosen.at(-6)!]!, time[chosen.at(-1)!]! + 1];
    return `activity_types[]=claude_chat_viewed&created_at.gte=${new Date(from * 1000).toISOString()}&created_at.lt=${new Date(to * 1000).toISOString()}`;
  };

  it('walks into the past with after_id and comes back page by page with before_id', async () => {
    const all = idsOf(await caller.read(`activities?${window()}`));
    expect(all).toHaveLength(6);
    const [e6, e5, e4, e3, e2, e1] = all;
    const read = (cursor: string) => caller.read(`activities?${window()}&limit=2${cursor}`);

    expect(await read('')).toMatchObject({ first_id: e6, last_id: e5, has_more: true });
    expect(await read(`&after_id=${e5}`)).toMatchObject({ first_id: e4, last_id: e3, has_more: true });
    expect(await read(`&after_id=${e3}`)).toMatchObject({ first_id: e2, last_id: e1, has_more: false });
    const adjacent = await read(`&before_id=${e2}`);
    expect(idsOf(adjacent)).toEqual([e4, e3]);
    expect(adjacent.has_more).toBe(true);
    const newest = await read(`&before_id=${e4}`);
    expect(idsOf(newest)).toEqual([e6, e5]);
    expect(newest.has_more).toBe(false);
    expect(await read(`&before_id=${e6}`)).toEqual({
      data: [],
      has_more: false,
      first_id: null,
      last_id: null,
    });
  });

  it('turns round with order=asc', async () => {
    const ascending = idsOf(await caller.read(`activities?${window()}&order=asc`));
    const descending = idsOf(await caller.read(`activities?${window()}`));
    expect(ascending).toEqual(descending.toReversed());
    const page = await caller.read(`activities?${window()}&order=asc&limit=2&after_id=${ascending[1]}`);
    expect(idsOf(page)).toEqual([ascending[2], ascending[3]]);
    const back = await caller.read(`activities?${window()}&order=asc&limit=2&before_id=${ascending[3]}`);
    expect(idsOf(back)).toEqual([ascending[1], ascending[2]]);
  });

  it('delivers every entry once, newest first, ties by identifier', async () => {
    const entries = await walk(
      `activities?limit=700&${WITHOUT_OWN_CALLS}`,
      ({ last_id }) => `activities?limit=700&${WITHOUT_OWN_CALLS}&after_id=${last_id}`,
    );
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    const order = entries.map(({ created_at, id }) => `${created_at} ${id}`);
    expect(order).toEqual(order.toSorted().toReversed());
  });

  it('refuses both cursors at once', async () => {
    const [id] = idsOf(await caller.read('activities?limit=1'));
    expect((await caller.get(`activities?after_id=${id}&before_id=${id}`)).status).toBe(400);
  });

  it('accepts base64 cursors as well, and issues them on demand', async () => {
    const encoded = await startCaller({ behaviour: { activityCursors: 'encoded' } });
    encoded.clock.now = END + 600_000;
    const first = await encoded.read(`activities?limit=2&${WITHOUT_OWN_CALLS}`);
    expect(first.last_id).not.toContain('activity_');
    const second = await encoded.read(
      `activities?limit=2&${WITHOUT_OWN_CALLS}&after_id=${encodeURIComponent(first.last_id!)}`,
    );
    const byId = await encoded.read(`activities?limit=2&${WITHOUT_OWN_CALLS}&after_id=${first.data[1]!.id}`);
    expect(idsOf(second)).toEqual(idsOf(byId));
    await encoded.simulator.stop();
  });

  it('delivers some entries twice on demand, and still loses none', async () => {
    const twice = await startCaller({ behaviour: { duplicates: 0.2 } });
    twice.clock.now = END + 600_000;
    const seen: string[] = [];
    let path = `activities?limit=500&${WITHOUT_OWN_CALLS}`;
    for (let more = true; more; ) {
      const page = await twice.read(path);
      seen.push(...idsOf(page));
      more = page.has_more;
      path = `activities?limit=500&${WITHOUT_OWN_CALLS}&after_id=${page.last_id}`;
    }
    const { length } = await walk(
      `activities?limit=5000&${WITHOUT_OWN_CALLS}`,
      ({ last_id }) => `activities?limit=5000&${WITHOUT_OWN_CALLS}&after_id=${last_id}`,
    );
    expect(new Set(seen).size).toBe(length);
    expect(seen.length).toBeGreaterThan(length * 1.1);
    await twice.simulator.stop();
  });
});

describe('filtering the feed', () => {
  it('combines time bounds, half open as asked', async () => {
    const [entry] = (await caller.read('activities?limit=1&activity_types[]=claude_chat_created')).data;
    const at = entry!.created_at;
    const including = await caller.read(
      `activities?activity_types[]=claude_chat_created&created_at.gte=${at}&created_at.lte=${at}`,
    );
    expect(idsOf(including)).toContain(entry!.id);
    const excluding = await caller.read(
      `activities?activity_types[]=claude_chat_created&created_at.gte=${at}&created_at.lt=${at}`,
    );
    expect(excluding.data).toEqual([]);
    const after = await caller.read(`activities?activity_types[]=claude_chat_created&created_at.gt=${at}`);
    expect(idsOf(after)).not.toContain(entry!.id);
  });

  it('merges user_ids[] and actor_ids[]', async () => {
    const [a, b] = caller.simulator.world.people;
    const { data } = await caller.read(`activities?limit=5000&user_ids[]=${a!.id}&actor_ids[]=${b!.id}`);
    expect(new Set(data.map(({ actor }: Entry) => actor.user_id))).toEqual(new Set([a!.id, b!.id]));
  });

  it('drops entries without an organization when organizations are named, in either form', async () => {
    const { id, uuid } = caller.simulator.world.organizations[1]!;
    const byId = await caller.read(`activities?limit=5000&organization_ids[]=${id}`);
    const byUuid = await caller.read(`activities?limit=5000&organization_ids[]=${uuid}`);
    expect(new Set(byId.data.map(({ organization_id }: Entry) => organization_id))).toEqual(new Set([id]));
    expect(idsOf(byUuid)).toEqual(idsOf(byId));
  });

  it('cannot both ask for types and exclude some', async () => {
    const path =
      'activities?activity_types[]=claude_chat_created&exclude_activity_types[]=claude_chat_viewed';
    expect((await caller.get(path)).status).toBe(400);
  });
});

describe('entries', () => {
  it('hold no file names, as since September 2026, unless switched back', async () => {
    const uploads = 'activities?limit=50&activity_types[]=claude_file_uploaded';
    const { data } = await caller.read(uploads);
    expect(data.every((entry: Entry) => entry.filename === null)).toBe(true);
    const missing = await startCaller({ behaviour: { blankName: 'missing' } });
    expect((await missing.read(uploads)).data.some((entry: Entry) => 'filename' in entry)).toBe(false);
    const before = await startCaller({ behaviour: { namesInActivities: true } });
    expect(
      (await before.read(uploads)).data.every((entry: Entry) => typeof entry.filename === 'string'),
    ).toBe(true);
    await Promise.all([missing.simulator.stop(), before.simulator.stop()]);
  });

  it('come from every kind of actor', async () => {
    const { data } = await caller.read('activities?limit=5000');
    const kinds = new Set(data.map(({ actor }: Entry) => actor.type));
    expect([...kinds].sort()).toEqual([
      'admin_api_key_actor',
      'anthropic_actor',
      'api_actor',
      'attested_device_actor',
      'federated_actor',
      'federated_identity_actor',
      'scim_directory_sync_actor',
      'service_account_actor',
      'system_actor',
      'unauthenticated_user_actor',
      'user_actor',
    ]);
  });

  it('name the chat of an upload only when it was not attached later', async () => {
    const { data } = await caller.read('activities?limit=500&activity_types[]=claude_file_uploaded');
    const chats = data.map((entry: Entry) => entry.claude_chat_id);
    expect(chats).toContain(null);
    expect(chats.some((chat: unknown) => typeof chat === 'string')).toBe(true);
  });
});

describe('self-logging', () => {
  it('records every authenticated call, with its address and outcome, for no organization', async () => {
    const own = await startCaller();
    await own.get('organizations?limit=7');
    await own.get('organizations?limit=9999');
    await own.get('organizations', own.simulator.keys.unknown);
    own.clock.now += 120_000;
    const { data } = await own.read(
      `activities?activity_types[]=compliance_api_accessed&created_at.gte=${new Date(END).toISOString()}`,
    );
    expect(
      data.map(({ url, status_code, organization_id }: Entry) => [url, status_code, organization_id]),
    ).toEqual([
      ['https://api.anthropic.com/v1/compliance/organizations?limit=9999', 400, null],
      ['https://api.anthropic.com/v1/compliance/organizations?limit=7', 200, null],
    ]);
    await own.simulator.stop();
  });
});

describe('indexing lag', () => {
  it('hides the youngest entries for up to a minute', async () => {
    const young = await startCaller();
    const recent = `activities?limit=5000&${WITHOUT_OWN_CALLS}&created_at.gte=${new Date(END - 60_000).toISOString()}`;
    const now = await young.read(recent);
    young.clock.now = END + 60_000;
    const later = await young.read(recent);
    expect(later.data.length).toBeGreaterThan(now.data.length);
    expect(idsOf(later)).toEqual(expect.arrayContaining(idsOf(now)));
    await young.simulator.stop();
  });

  it('lets stragglers appear long after entries that happened later', async () => {
    const late = await startCaller({ behaviour: { stragglers: 0.3, stragglerLagSeconds: 1_800 } });
    const hour = `activities?limit=5000&${WITHOUT_OWN_CALLS}&created_at.gte=${new Date(END - 1_500_000).toISOString()}&created_at.lt=${new Date(END - 120_000).toISOString()}`;
    const now = await late.read(hour);
    late.clock.now = END + 1_800_000;
    expect((await late.read(hour)).data.length).toBeGreaterThan(now.data.length);
    await late.simulator.stop();
  });

  it('shows nothing that has not happened yet by the clock', async () => {
    const past = await startCaller();
    past.clock.now = END - 3 * 86_400_000;
    const [newest] = (await past.read(`activities?limit=1&${WITHOUT_OWN_CALLS}`)).data;
    expect(Date.parse(newest!.created_at)).toBeLessThanOrEqual(past.clock.now);
    await past.simulator.stop();
  });
});
