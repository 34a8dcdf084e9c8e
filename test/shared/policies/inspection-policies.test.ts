import { expect, test } from 'vitest';
import { inspectionPolicies } from '../../../shared/policies/inspection-policies.ts';
import { tenantHashKey } from '../../../shared/policies/tenant-hash-key.ts';
import { memoryWorld } from '../../support/memory/world.ts';

const SECRET = 'an inspection secret';

async function aWorld() {
  const reads: string[] = [];
  const world = memoryWorld({
    onCall: ({ port, method, when }) => {
      if (port === 'policies' && when === 'before') reads.push(method);
    },
  });
  const policy = {
    version: 'v1',
    types: {},
    minConfidence: 'high',
    exclusions: [],
    dictionaries: [],
    patterns: [],
    exactData: [],
    labels: [],
  } as const;
  const inForce = { version: 'v1', savedAt: world.clock.iso(), savedBy: 'admin', reinspectAskedAt: null };
  await world.policies.save('acme', inForce, { policy, exclusionLabels: {} }, null);
  reads.length = 0;
  return { world, reads, policyOf: inspectionPolicies(world.policies, async () => SECRET) };
}

test("a version comes with the tenant's own key, and is read once", async () => {
  const { policyOf, reads } = await aWorld();

  const first = await policyOf('acme', 'v1');

  expect(first).toMatchObject({ version: 'v1', minConfidence: 'high' });
  expect(first.hashKey).toEqual(tenantHashKey(SECRET, 'acme'));
  expect(await policyOf('acme', 'v1')).toBe(first);
  expect(reads).toEqual(['find']);
});

test('the default needs no reading, and differs between tenants by the key', async () => {
  const { policyOf, reads } = await aWorld();

  const [own, other] = await Promise.all([policyOf('acme', 'default'), policyOf('other', 'default')]);

  expect(own.version).toBe('default');
  expect(own.hashKey).not.toEqual(other.hashKey);
  expect(own.hashKey).toHaveLength(32);
  expect(reads).toEqual([]);
});

test('a version that is not there is an error, and is looked for again', async () => {
  const { world, policyOf, reads } = await aWorld();

  await expect(policyOf('acme', 'v2')).rejects.toMatchObject({ code: 'POLICY_GONE' });
  await expect(policyOf('other', 'v1')).rejects.toMatchObject({ code: 'POLICY_GONE' });
  world.policies.failNext('upstream-busy', { method: 'find' });
  await expect(policyOf('acme', 'v1')).rejects.toMatchObject({ kind: 'upstream-busy' });

  expect((await policyOf('acme', 'v1')).version).toBe('v1');
  expect(reads).toEqual(['find', 'find', 'find', 'find']);
});

test('of many tenants only the last ones are remembered', async () => {
  const { policyOf } = await aWorld();
  const first = await policyOf('tenant-0', 'default');
  for (let nr = 1; nr <= 50; nr += 1) await policyOf(`tenant-${nr}`, 'default');

  expect(await policyOf('tenant-50', 'default')).toBe(await policyOf('tenant-50', 'default'));
  expect(await policyOf('tenant-0', 'default')).not.toBe(first);
});
