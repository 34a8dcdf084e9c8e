import { describe, expect, test } from 'vitest';
import { cancelScan } from '../../../functions/cancel-scan/cancel-scan.ts';
import { AppError } from '../../../shared/errors.ts';
import { scanWorld, TENANT } from '../../support/scan-world.ts';

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

test('copies of a cancelled scan that nobody inspects are taken away, once', async () => {
  const world = await scanWorld();
  const scan = await world.start();
  const { scanId = '' } = scan as { scanId?: string };
  await world.staging.put(`staging/${TENANT}/${scanId}/a/0`, nothing(), { name: null, mimeType: null });
  world.lane.take(1);
  await cancelScan(world, { tenant: TENANT, actor: 'admin@example.com' }, scanId);
  world.clock.advance(2 * 60_000);

  expect(await world.sweep()).toEqual({ resent: 0 });
  await world.drain();
  expect(world.staging.objects.size).toBe(0);

  world.clock.advance(2 * 60_000);
  await world.sweep();
  expect(world.lane.waiting).toEqual([]);
});

async function* nothing() {}

describe('the sweeper counts', () => {
  const counted = ({ meter }: Awaited<ReturnType<typeof scanWorld>>) => Object.fromEntries(meter.totals);

  test('a step that nobody worked on as healed', async () => {
    const world = await scanWorld();
    await world.start();
    world.lane.take(1);
    world.clock.advance(2 * 60_000);

    await world.sweep();

    expect(counted(world)).toEqual({
      SweeperHeals: 1,
      PausesEnded: 0,
      InspectionsAwaited: 0,
      StalledScans: 0,
    });
  });

  test('a pause that is over not as healed, and not as standing still however long it was', async () => {
    const world = await scanWorld();
    await world.start();
    world.provider.failOn('organizations', outage(world.clock.now() + 3_600_000));
    await world.drain();
    world.clock.advance(3_600_000 + 60_000);

    await world.sweep();

    expect(counted(world)).toMatchObject({ SweeperHeals: 0, PausesEnded: 1, StalledScans: 0 });
  });

  test('a scan of which nothing was heard for half an hour as standing still', async () => {
    const world = await scanWorld();
    await world.start();
    world.lane.take(1);
    world.clock.advance(31 * 60_000);

    await world.sweep();

    expect(counted(world)).toMatchObject({ StalledScans: 1 });
  });
});

const outage = (resumeAtMs: number) =>
  new AppError('upstream-busy', 'PROVIDER_UNAVAILABLE', 'Later.', { extra: { resumeAtMs } });
