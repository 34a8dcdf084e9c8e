import { describe, expect, test } from 'vitest';
import { deadLetter } from '../../../functions/dead-letter/dead-letter.ts';
import { runScan } from '../../../functions/run-scan/run-scan.ts';
import { anActivity } from '../../support/activities.ts';
import { scanWorld } from '../../support/scan-world.ts';

async function stagedFile() {
  const world = await scanWorld();
  world.provider.feed.push(
    anActivity({ type: 'claude_file_uploaded', fileId: 'a', at: '2026-10-19T08:00:00Z' }),
  );
  world.provider.files.set('a', { name: 'a', contentType: 'text/plain', bytes: new Uint8Array([97]) });
  const started = await world.start();
  if (started.outcome !== 'started') throw new Error('not started');
  for (const step of world.lane.take(1)) await runScan(world.runDeps, step);
  const [task] = world.inspectionQueue.take(1);
  if (!task) throw new Error('a task expected');
  return { world, task, scanId: started.scanId };
}

describe('a message that failed too often', () => {
  test('of an item: the item fails as an inspection error, and the scan closes', async () => {
    const { world, task, scanId } = await stagedFile();

    expect(await deadLetter(world, task)).toBe('settled');
    await world.drain();

    expect(await world.scanOf(scanId)).toMatchObject({
      status: 'completed_with_gaps',
      settled: { failed: 1, failedReasons: { inspection_error: 1 } },
    });
    expect(world.staging.objects.size).toBe(0);
  });

  test('of an item, redriven days later: harmless', async () => {
    const { world, task, scanId } = await stagedFile();
    await deadLetter(world, task);
    await world.drain();
    const before = await world.scanOf(scanId);
    world.clock.advance(3 * 86_400_000);

    expect(await deadLetter(world, task)).toBe('dropped');
    expect(await world.scanOf(scanId)).toEqual(before);
  });

  test('of a scan: the scan fails, keeps what it has read, and frees the lock', async () => {
    const world = await scanWorld();
    const started = await world.start();
    const [step] = world.lane.take(1);

    expect(await deadLetter(world, step)).toBe('scan-failed');

    if (started.outcome !== 'started') throw new Error('not started');
    expect(await world.scanOf(started.scanId)).toMatchObject({
      status: 'failed',
      error: { code: 'SCAN_STUCK' },
    });
    expect((await world.integrationNow()).currentScanId).toBeNull();
  });

  test('of a step that was done meanwhile: dropped', async () => {
    const world = await scanWorld();
    await world.start();
    const [step] = world.lane.take(1);
    if (!step) throw new Error('a step expected');
    await runScan(world.runDeps, step);

    expect(await deadLetter(world, step)).toBe('dropped');
  });

  test('of nobody’s making: dropped', async () => {
    const world = await scanWorld();

    expect(await deadLetter(world, { hello: 'world' })).toBe('dropped');
  });
});
