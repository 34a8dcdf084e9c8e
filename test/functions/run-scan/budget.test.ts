import { describe, expect, test } from 'vitest';
import type { ScanBudget } from '../../../shared/domain/budget.ts';
import { isSpent } from '../../../shared/domain/budget.ts';
import type { Scan } from '../../../shared/domain/scan.ts';
import { anActivity } from '../../support/activities.ts';
import { type ScanWorld, scanWorld } from '../../support/scan-world.ts';

const DAYS = ['15', '16', '17', '18', '19'];

/** Each of five days: a chat, and four files in it. */
async function aTenant(budget: ScanBudget | null): Promise<ScanWorld> {
  const world = await scanWorld({ integration: { budget, lookbackDays: 5 }, limits: { concurrency: 2 } });
  const { provider } = world;
  provider.pageSize = 2;
  provider.userList.set('org-1', [{ id: 'user_mira', fullName: 'Mira', email: 'mira@example.com' }]);
  for (const day of DAYS) {
    const chatId = `chat_${day}`;
    const at = (minute: number) => `2026-10-${day}T08:0${minute}:00Z`;
    provider.feed.push(anActivity({ type: 'claude_chat_created', chatId, at: at(0) }));
    provider.chatList.push({ id: chatId, model: 'claude-opus-5', updatedAt: Date.parse(at(9)) });
    for (const nr of [1, 2, 3, 4]) {
      const fileId = `file_${day}_${nr}`;
      provider.feed.push(anActivity({ type: 'claude_file_uploaded', chatId, fileId, at: at(nr) }));
      const bytes = new TextEncoder().encode(`Notes number ${nr} of ${day}`);
      provider.files.set(fileId, { name: `${fileId}.txt`, contentType: 'text/plain', bytes });
    }
  }
  return world;
}

const result = async (world: ScanWorld) => ({
  agents: await world.agentsNow(),
  events: (await world.eventsNow()).map(({ scanId: _, ...event }) => event),
});

async function scansUntilComplete(world: ScanWorld): Promise<Scan[]> {
  const scans: Scan[] = [];
  do {
    scans.push(await world.scan());
    world.clock.advance(60_000);
  } while (scans.at(-1)?.status !== 'completed' && scans.length < 40);
  return scans;
}

describe('a budget', () => {
  test.each([
    [{ calls: 3, minutes: null }, 2, 0, false],
    [{ calls: 3, minutes: null }, 3, 0, true],
    [{ calls: null, minutes: 5 }, 1_000, 4.9, false],
    [{ calls: null, minutes: 5 }, 0, 5, true],
    [{ calls: 3, minutes: 5 }, 0, 5, true],
    [{ calls: null, minutes: null }, 1_000_000, 10_000, false],
    [null, 1_000_000, 10_000, false],
  ])('of %j is spent or not', (budget, calls, minutes, spent) => {
    const startedAt = '2026-10-20T12:00:00.000Z';
    expect(isSpent(budget, { startedAt }, calls, Date.parse(startedAt) + minutes * 60_000)).toBe(spent);
  });

  test('that is not reached changes nothing', async () => {
    const free = await aTenant(null);
    const world = await aTenant({ calls: 1_000, minutes: 1_000 });

    expect((await world.scan()).completeness?.gaps).toEqual((await free.scan()).completeness?.gaps);

    expect(await result(world)).toEqual(await result(free));
  });

  test.each([8, 14, 20, 26, 31])(
    'of %i calls is kept by every scan, and scans go on until all is read',
    async (calls) => {
      const free = await aTenant(null);
      await free.scan();
      const world = await aTenant({ calls, minutes: null });

      const scans = await scansUntilComplete(world);

      expect(scans.length).toBeGreaterThan(1);
      expect(scans.at(-1)?.status).toBe('completed');
      // Two days of three pages and one page of chats are read at least; what is under way is finished.
      for (const scan of scans) expect(scan.counts.requests).toBeLessThanOrEqual(Math.max(calls, 9) + 6);
      for (const scan of scans) expect(scan.completeness).toMatchObject({ reconciled: true });
      expect((await result(world)).events).toEqual((await result(free)).events);
      const downloads = world.provider.calls.filter((call) => call.startsWith('fileContent'));
      expect(new Set(downloads).size, 'no file is fetched twice').toBe(downloads.length);
      expect(downloads).toHaveLength(20);
      expect(Object.values((await world.agentsNow())['user_mira.browser']?.days ?? {})).toEqual(
        DAYS.map(() => ({ chats: 1, files: 4 })),
      );
    },
  );

  test('that ends among the days says from which day on nothing was read', async () => {
    const world = await aTenant({ calls: 8, minutes: null });

    const scan = await world.scan();

    const days = scan.completeness?.phases.find(({ phase }) => phase === 'activities');
    expect(days?.missingFrom).toMatch(/^2026-10-1[78]$/);
    expect(scan.status).toBe('completed_with_gaps');
    expect(scan.completeness?.gaps).toContain(
      `Activities from ${days?.missingFrom} on were not read: the budget of the scan was spent`,
    );
    expect((await world.integrationNow()).position?.readUpTo).toBe(`${days?.missingFrom}T00:00:00.000Z`);
  });

  test('that ends among the chats says from which change on, and the next scan begins there', async () => {
    const world = await aTenant({ calls: 19, minutes: null });

    const scan = await world.scan();

    const chats = scan.completeness?.phases.find(({ phase }) => phase === 'chats');
    expect(chats?.missingFrom).toMatch(/^2026-10-1\dT08:09:00.000Z$/);
    expect(scan.completeness?.gaps).toContain(
      `Chats that changed after ${chats?.missingFrom} were not read: the budget of the scan was spent`,
    );
    expect((await world.integrationNow()).position).toMatchObject({
      readUpTo: '2026-10-20T11:58:00.000Z',
      chatsUpTo: chats?.missingFrom,
    });
  });

  test('that ends among the files shows each as skipped with the reason, and the next scan takes them first', async () => {
    const world = await aTenant({ calls: 26, minutes: null });

    const scan = await world.scan();

    const left = scan.settled.skippedReasons.over_budget ?? 0;
    expect(left).toBeGreaterThan(5);
    expect(scan.completeness?.gaps).toEqual([`${left} items not fetched: the budget of the scan was spent`]);
    const skipped = (await world.eventsNow()).filter(({ inspection }) => inspection.reason === 'over_budget');
    expect(skipped).toHaveLength(left);
    expect((await world.scans.retries('acme')).map(({ id }) => id).sort()).toEqual(
      skipped.map(({ item }) => item.id).sort(),
    );

    world.provider.feed.push(
      anActivity({ type: 'claude_file_uploaded', fileId: 'file_new', at: '2026-10-20T12:30:00Z' }),
    );
    world.clock.advance(3_600_000);
    const before = world.provider.calls.length;
    await world.scan();
    const [first] = world.provider.calls.slice(before).filter((call) => call.startsWith('fileContent'));
    expect(first).toBe(`fileContent ${skipped.map(({ item }) => item.id).sort()[0]}`);
  });

  test('of minutes counts from the start, and what waits meanwhile is left to the next scan', async () => {
    const world = await aTenant({ calls: null, minutes: 10 });
    world.beforeCall = async () => {
      if (world.provider.calls.at(-1)?.startsWith('fileContent')) world.clock.advance(3 * 60_000);
    };

    const scan = await world.scan();

    expect(scan.settled.skippedReasons.over_budget).toBeGreaterThanOrEqual(14);
    expect(scan.status).toBe('completed_with_gaps');
  });

  test('counts the calls of an attempt that was interrupted', async () => {
    const world = await aTenant({ calls: 31, minutes: null });
    const started = await world.start();
    if (started.outcome !== 'started') throw new Error('not started');
    const scan = await world.scanOf(started.scanId);
    const live = { ...scan.liveCounts, requests: 25 };
    await world.scans.heartbeat(scan, scan.step, world.clock.iso(), live);

    await world.drain();

    expect(world.provider.calls.length).toBeLessThanOrEqual(31 - 25 + 18);
    expect((await world.scanOf(started.scanId)).status).toBe('completed_with_gaps');
  });
});
