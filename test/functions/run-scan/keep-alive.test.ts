import { expect, test } from 'vitest';
import { keepAlive } from '../../../functions/run-scan/keep-alive.ts';
import type { ScanWork } from '../../../functions/run-scan/scan-work.ts';
import { scanWorld } from '../../support/scan-world.ts';

test('a heartbeat that fails is followed by others, so that a deletion is still seen', async () => {
  const world = await scanWorld();
  const started = await world.start();
  if (started.outcome !== 'started') throw new Error('not started');
  const scan = await world.scanOf(started.scanId);
  const work = { deps: world.runDeps, scan, counts: { ...scan.counts } } as ScanWork;
  world.scans.failNext('upstream-busy', { method: 'heartbeat', times: 2 });
  const stopped = new Promise((resolve) => {
    const end = keepAlive(() => work, resolve);
    void world.clock.sleep(30_000).then(end);
  });

  await world.integrations.remove(scan.tenant, scan.generation, world.clock.iso());

  await expect(stopped).resolves.toBe('superseded');
});
