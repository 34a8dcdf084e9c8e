import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ActivityPage,
  type ReadPages,
  readWindow,
  tiles,
} from '../../../functions/run-scan/read-window.ts';
import type { Activity } from '../../../shared/domain/activity.ts';
import { AppError } from '../../../shared/errors.ts';
import { anActivity } from '../../support/activities.ts';
import { fakeProvider } from '../../support/provider.ts';

const DAY = { from: Date.parse('2026-10-02T00:00:00Z'), to: Date.parse('2026-10-03T00:00:00Z') };

/** A day of activity, one every so many seconds. */
const everySeconds = (seconds: number): Activity[] =>
  Array.from({ length: Math.floor(86_400 / seconds) }, (_, i) =>
    anActivity({ at: new Date(DAY.from + i * seconds * 1_000).toISOString() }),
  );

async function readAll(
  feed: Activity[],
  pageSize: number,
  parallel: number,
  provider = fakeProvider(() => DAY.to),
) {
  provider.feed = feed;
  provider.pageSize = pageSize;
  const seen = new Set<string>();
  const onPage = (page: ActivityPage) => {
    for (const { id } of page.items) seen.add(id);
  };
  await readWindow((window, afterId) => provider.activities({ ...window, afterId }), DAY, parallel, onPage);
  return { seen, calls: provider.calls.length };
}

test('a slice that fails is told only when the others have ended, so that none goes on behind its caller', async () => {
  const at = (minute: number) => Date.parse('2026-10-02T00:00:00Z') + minute * 60_000;
  const page = (from: number, hasMore: boolean): ActivityPage => ({
    items: [
      anActivity({ at: new Date(from + 60_000).toISOString() }),
      anActivity({ at: new Date(from).toISOString() }),
    ],
    firstId: 'a',
    lastId: `from ${from}`,
    hasMore,
    requestId: null,
    providerTime: null,
  });
  let open = 0;
  const readPages: ReadPages = async function* ({ from, to }) {
    if (to === at(100) && from === at(0)) return yield page(at(98), true);
    open += 1;
    try {
      if (from === at(0)) throw new AppError('contract', 'PROVIDER_ERROR', 'Never.');
      await new Promise((resolve) => setImmediate(resolve));
      yield page(from, false);
    } finally {
      open -= 1;
    }
  };

  await expect(readWindow(readPages, { from: at(0), to: at(100) }, 4, () => {})).rejects.toThrow('Never.');

  expect(open).toBe(0);
});

describe('reading a window of the feed', () => {
  test('costs one call on a quiet day', async () => {
    expect((await readAll(everySeconds(60), 5_000, 8)).calls).toBe(1);
  });

  test.each([1, 2, 8])('finds everything of a busy day in %d slices at a time', async (parallel) => {
    const feed = everySeconds(30);

    const { seen } = await readAll(feed, 100, parallel);

    expect(seen.size).toBe(feed.length);
  });

  test('follows the cursor alone where one slice is allowed, without a wasted call', async () => {
    expect((await readAll(everySeconds(30), 100, 1)).calls).toBe(29);
  });

  test('loses nothing where many activities share the second in which a page ends', async () => {
    const feed = Array.from({ length: 300 }, () => anActivity({ at: '2026-10-02T10:00:00Z' }));

    expect((await readAll(feed, 70, 4)).seen.size).toBe(300);
  });

  test('starts a slice again from its bounds when the provider refuses a cursor', async () => {
    const provider = fakeProvider(() => DAY.to);
    let calls = 0;
    provider.onCall = () => {
      calls += 1;
      if (calls === 3) throw new AppError('contract', 'CURSOR_REJECTED', 'Invalid cursor');
    };
    const feed = everySeconds(300);

    expect((await readAll(feed, 100, 1, provider)).seen.size).toBe(feed.length);
  });
});

test('tiles cover their window without gap or overlap', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2e9 }),
      fc.integer({ min: 1, max: 1e8 }),
      fc.integer({ min: 1, max: 40 }),
      (from, length, count) => {
        const parts = tiles({ from, to: from + length }, count);

        expect(parts.length).toBeLessThanOrEqual(count);
        expect(parts[0]?.from).toBe(from);
        expect(parts.at(-1)?.to).toBe(from + length);
        for (const [i, part] of parts.entries()) {
          expect(part.to).toBeGreaterThan(part.from);
          if (i > 0) expect(part.from).toBe(parts[i - 1]?.to);
        }
      },
    ),
  );
});
