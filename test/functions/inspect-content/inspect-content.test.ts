import { describe, expect, test } from 'vitest';
import { createHandler } from '../../../functions/inspect-content/handler.ts';
import { inspectContent } from '../../../functions/inspect-content/inspect-content.ts';
import { runScan } from '../../../functions/run-scan/run-scan.ts';
import { anActivity } from '../../support/activities.ts';
import { type ScanWorld, scanWorld } from '../../support/scan-world.ts';

const text = (words: string) => new TextEncoder().encode(words);
const CARD = ['4539', '1488', '0343', '6467'].join(' ');

/** A scan whose files are staged and wait for their inspection. */
async function staged(files: Record<string, string>): Promise<ScanWorld & { scanId: string }> {
  const world = await scanWorld();
  for (const [id, words] of Object.entries(files)) {
    world.provider.feed.push(
      anActivity({ type: 'claude_file_uploaded', fileId: id, at: '2026-10-19T08:00:00Z' }),
    );
    world.provider.files.set(id, { name: `${id}.txt`, contentType: 'text/plain', bytes: text(words) });
  }
  const started = await world.start();
  if (started.outcome !== 'started') throw new Error('not started');
  for (const step of world.lane.take(1)) await runScan(world.runDeps, step);
  return { ...world, scanId: started.scanId };
}

describe('inspecting a batch of staged items', () => {
  test('settles all items of a chunk in one transaction and removes their copies', async () => {
    const world = await staged({ a: 'nothing', b: `credit card ${CARD}` });
    let settlements = 0;
    const settle = world.scans.settle;
    const scans = {
      ...world.scans,
      settle: (...given: Parameters<typeof settle>) => {
        settlements += 1;
        return settle(...given);
      },
    };

    const failed = await inspectContent({ ...world.inspectDeps, scans }, world.inspectionQueue.take(10));

    expect(failed).toEqual([]);
    expect(settlements).toBe(1);
    expect(world.staging.objects.size).toBe(0);
    expect((await world.scanOf(world.scanId)).settled).toMatchObject({ clean: 1, flagged: 1 });
  });

  test('does not let one item that ends the inspection hold up or spoil the others', async () => {
    const world = await staged({ a: 'one', poison: 'two', b: 'three' });
    const tasks = world.inspectionQueue.take(10);
    const inspect: typeof world.inspectDeps.inspect = async (scan, copy) => {
      if (copy.name === 'poison.txt') throw new Error('The thread ended.');
      return world.inspectDeps.inspect(scan, copy);
    };

    const failed = await inspectContent({ ...world.inspectDeps, inspect }, tasks);

    expect(failed).toHaveLength(1);
    expect((await world.scanOf(world.scanId)).settled).toMatchObject({ clean: 2, failed: 0 });
    expect([...world.staging.objects.keys()]).toEqual(failed.map(({ stagedKey }) => stagedKey));
  });

  test('sends the closing step when the last item has ended, and not before', async () => {
    const world = await staged({ a: 'one', b: 'two' });
    const [first, second] = world.inspectionQueue.take(10);
    if (!first || !second) throw new Error('two tasks expected');

    await inspectContent(world.inspectDeps, [first]);
    expect(world.lane.waiting).toHaveLength(0);

    await inspectContent(world.inspectDeps, [second]);
    expect(world.lane.waiting).toHaveLength(1);
  });

  test('a task that comes twice changes nothing the second time but tells the findings again', async () => {
    const world = await staged({ a: `credit card ${CARD}`, b: 'still open' });
    const task = world.inspectionQueue.take(10).filter(({ index }) => index === 0);
    await inspectContent(world.inspectDeps, task);
    const before = await world.scanOf(world.scanId);
    const events = await world.eventsNow();

    await inspectContent(world.inspectDeps, task);

    expect((await world.scanOf(world.scanId)).settled).toEqual(before.settled);
    expect(await world.eventsNow()).toEqual(events);
    expect(world.facts.published.filter(({ type }) => type === 'SensitiveDataFound')).toHaveLength(2);
  });

  test('the same item twice in one batch is inspected once', async () => {
    const world = await staged({ a: 'one' });
    const [task] = world.inspectionQueue.take(1);
    if (!task) throw new Error('a task expected');

    await inspectContent(world.inspectDeps, [task, { ...task }]);

    expect((await world.scanOf(world.scanId)).settled.clean).toBe(1);
  });

  test('a staged copy that has expired makes the item fail, not the batch', async () => {
    const world = await staged({ a: 'one', b: 'two' });
    const tasks = world.inspectionQueue.take(10);
    world.staging.objects.delete(tasks[0]?.stagedKey ?? '');

    await inspectContent(world.inspectDeps, tasks);

    expect((await world.scanOf(world.scanId)).settled).toMatchObject({
      clean: 1,
      failed: 1,
      failedReasons: { staging_expired: 1 },
    });
  });

  test('of a scan that is over, only the copies are removed', async () => {
    const world = await staged({ a: 'one' });
    const end = { status: 'cancelled', endedAt: world.clock.iso(), error: null, completeness: null } as const;
    await world.scans.finish({ tenant: 'acme', scanId: world.scanId }, null, end);

    await inspectContent(world.inspectDeps, world.inspectionQueue.take(10));

    expect(await world.eventsNow()).toEqual([]);
    expect(world.staging.objects.size).toBe(0);
  });

  test('what cannot be settled now is asked for again, with its copy still there', async () => {
    const world = await staged({ a: 'one' });
    world.scans.failNext(new Error('throttled'), { method: 'settle' });
    const tasks = world.inspectionQueue.take(10);

    expect(await inspectContent(world.inspectDeps, tasks)).toEqual(tasks);
    expect(world.staging.objects.size).toBe(1);
  });
});

describe('the handler', () => {
  const record = (messageId: string, body: string) => ({ messageId, body }) as never;

  test('drops what is no task and names the messages to deliver again', async () => {
    const world = await staged({ a: 'one' });
    world.scans.failNext(new Error('throttled'), { method: 'settle' });
    const [task] = world.inspectionQueue.take(1);

    const answer = await createHandler(world.inspectDeps)({
      Records: [record('m1', '{"hello":1}'), record('m2', 'not json'), record('m3', JSON.stringify(task))],
    });

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm3' }] });
  });
});

describe('the same bytes under another id', () => {
  async function twice(
    names = ['cards.txt', 'cards.txt'],
  ): Promise<{ world: ScanWorld; inspected: () => number }> {
    const world = await scanWorld();
    const words = `credit card ${CARD}`;
    let inspections = 0;
    const { inspect } = world.inspectDeps;
    Object.assign(world.inspectDeps, {
      inspect: (...given: Parameters<typeof inspect>) => {
        inspections += 1;
        return inspect(...given);
      },
    });
    const upload = (id: string, at: string, name = '') => {
      world.provider.feed.push(anActivity({ type: 'claude_file_uploaded', fileId: id, at }));
      world.provider.files.set(id, { name, contentType: 'text/plain', bytes: text(words) });
    };
    upload('first', '2026-10-19T08:00:00Z', names[0]);
    await world.scan();
    upload('second', '2026-10-20T11:00:00Z', names[1]);
    world.clock.advance(3_600_000);
    return { world, inspected: () => inspections };
  }

  test('have the same result without another inspection', async () => {
    const { world, inspected } = await twice();

    const scan = await world.scan();

    expect(inspected()).toBe(1);
    expect(scan.settled).toMatchObject({ flagged: 1, findings: 1 });
    const [first, second] = await world.eventsNow();
    expect(second).toMatchObject({
      time: '2026-10-20T11:00:00.000Z',
      item: { ...first?.item, id: 'second' },
      findings: first?.findings,
      inspection: first?.inspection,
      scanId: scan.scanId,
    });
    expect(world.staging.objects.size).toBe(0);
  });

  test('are inspected again under another name, in which nothing may be shown either', async () => {
    const { world, inspected } = await twice(['cards.txt', `card of Ada ${CARD}.txt`]);

    await world.scan();

    expect(inspected()).toBe(2);
    const names = (await world.eventsNow()).map(({ item }) => item.name);
    expect(names).toEqual(['cards.txt', 'card of Ada •••.txt']);
  });

  test('are inspected again by another policy', async () => {
    const { world, inspected } = await twice();
    const { value } = world.state.events.values().next().value ?? {};
    if (!value) throw new Error('no event');
    for (const [key, row] of world.state.events) {
      const inspection = { ...value.inspection, policyVersion: 'older' };
      world.state.events.set(key, { ...row, value: { ...row.value, inspection } });
    }

    await world.scan();

    expect(inspected()).toBe(2);
  });
});
