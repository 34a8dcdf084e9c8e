import { describe, expect, test } from 'vitest';
import type { TenantPolicy } from '../../../shared/inspection/policy.ts';
import { anActivity } from '../../support/activities.ts';
import { type ScanWorld, scanWorld, TENANT } from '../../support/scan-world.ts';

const DAY = 86_400_000;
const NO_POLICY: Omit<TenantPolicy, 'version'> = {
  types: {},
  minConfidence: 'medium',
  exclusions: [],
  dictionaries: [],
  patterns: [],
  exactData: [],
  labels: [],
};

/** Files of September 25th, October 10th and 20th that all speak of a project. */
async function aTenant(): Promise<ScanWorld> {
  const world = await scanWorld();
  for (const [id, at] of [
    ['early', '2026-09-25T08:00:00Z'],
    ['older', '2026-10-10T08:00:00Z'],
    ['today', '2026-10-20T08:00:00Z'],
  ] as const) {
    world.provider.feed.push(anActivity({ type: 'claude_file_uploaded', fileId: id, at }));
    const bytes = new TextEncoder().encode(`About project Falcon, ${id}.`);
    world.provider.files.set(id, { name: `${id}.txt`, contentType: 'text/plain', bytes });
  }
  return world;
}

/** Puts a policy into force that finds the project's name. */
async function findProject(world: ScanWorld, version: string, reinspect = false): Promise<void> {
  const before = await world.policies.inForce(TENANT);
  const savedAt = world.clock.iso();
  const dictionaries = [{ id: 'PROJECTS', name: 'Projects', words: ['falcon'] }];
  await world.policies.save(
    TENANT,
    { version, savedAt, savedBy: 'admin', reinspectAskedAt: reinspect ? savedAt : null },
    { policy: { ...NO_POLICY, version, dictionaries }, exclusionLabels: {} },
    before?.version ?? null,
  );
}

const statuses = async (world: ScanWorld) =>
  Object.fromEntries((await world.eventsNow()).map(({ item, inspection }) => [item.id, inspection.status]));

describe('items are inspected', () => {
  test("with the default policy, until the tenant has one of its own, which the scan's record names", async () => {
    const world = await aTenant();

    expect((await world.scan()).policyVersion).toBe('default');
    expect(await statuses(world)).toEqual({ early: 'clean', older: 'clean', today: 'clean' });

    const other = await aTenant();
    await findProject(other, 'v1');
    expect((await other.scan()).policyVersion).toBe('v1');
    expect(await statuses(other)).toEqual({ early: 'flagged', older: 'flagged', today: 'flagged' });
    expect((await other.eventsNow())[0]?.inspection.policyVersion).toBe('v1');
  });

  test('with the policy that was in force when their scan began', async () => {
    const world = await aTenant();
    const started = await world.start();
    await findProject(world, 'v1');
    await world.drain();

    expect(started.outcome).toBe('started');
    expect(await statuses(world)).toEqual({ early: 'clean', older: 'clean', today: 'clean' });
  });
});

describe('after a change of the policy', () => {
  test('the next scan looks again at items of the days that it reads anyway', async () => {
    const world = await aTenant();
    await world.scan();
    await findProject(world, 'v1');
    world.clock.advance(3_600_000);

    const again = await world.scan();

    expect(await statuses(world)).toEqual({ early: 'clean', older: 'clean', today: 'flagged' });
    expect(again.counts.listed).toBe(1);
  });

  test('it looks at those of thirty days where that was asked for, and only once', async () => {
    const world = await aTenant();
    await world.scan();
    world.clock.advance(DAY);
    await findProject(world, 'v1', true);
    world.clock.advance(5 * DAY);

    const again = await world.scan();

    expect(again.window.from).toBe('2026-09-21T00:00:00.000Z');
    expect(await statuses(world)).toEqual({ early: 'flagged', older: 'flagged', today: 'flagged' });
    world.clock.advance(DAY);
    expect((await world.scan()).window.from).toBe('2026-10-26T00:00:00.000Z');
  });

  test('never before the first day that was ever read', async () => {
    const world = await scanWorld({ integration: { lookbackDays: 3 } });
    await world.scan();
    world.clock.advance(DAY);
    await findProject(world, 'v1', true);

    expect((await world.scan()).window.from).toBe('2026-10-17T00:00:00.000Z');
  });

  test('a wish during a scan holds for the next one', async () => {
    const world = await aTenant();
    await world.scan();
    world.clock.advance(5 * DAY);
    await world.start();
    world.clock.advance(1_000);
    await findProject(world, 'v1', true);
    await world.drain();
    world.clock.advance(DAY);

    expect((await world.scan()).window.from).toBe('2026-09-25T00:00:00.000Z');
  });

  test('a wish outlives a scan that fails', async () => {
    const world = await aTenant();
    await world.scan();
    world.clock.advance(1_000);
    await findProject(world, 'v1', true);
    world.clock.advance(DAY);
    await world.start();
    const running = (await world.integrationNow()).currentScanId!;
    await world.scans.finish({ tenant: TENANT, scanId: running }, null, {
      status: 'failed',
      endedAt: world.clock.iso(),
      error: { code: 'PROVIDER_ERROR', message: 'It failed.' },
      completeness: null,
    });
    await world.drain();
    world.clock.advance(DAY);

    await world.scan();

    expect(await statuses(world)).toEqual({ early: 'flagged', older: 'flagged', today: 'flagged' });
  });
});
