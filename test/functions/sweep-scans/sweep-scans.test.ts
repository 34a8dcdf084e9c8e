import { describe, expect, test } from 'vitest';
import { scanWorld } from '../../support/scan-world.ts';

describe('the sweeper', () => {
  test('sends the step of a scan that nobody works on, once a minute at most', async () => {
    const world = await scanWorld();
    await world.start();
    world.lane.take(1);
    world.clock.advance(2 * 60_000);

    await world.sweep();
    await world.sweep();

    expect(world.lane.waiting).toMatchObject([{ step: 1 }]);
  });

  test('leaves a scan alone whose worker was heard of', async () => {
    const world = await scanWorld();
    await world.start();
    world.lane.take(1);
    world.clock.advance(60_000);

    expect(await world.sweep()).toEqual({ resent: 0 });
  });

  test('leaves scans alone that have ended', async () => {
    const world = await scanWorld();
    await world.scan();
    world.clock.advance(3_600_000);

    expect(await world.sweep()).toEqual({ resent: 0 });
  });
});
