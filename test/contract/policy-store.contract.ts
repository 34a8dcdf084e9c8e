import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TenantPolicy } from '../../shared/inspection/policy.ts';
import type { PolicyInForce, StoredPolicy } from '../../shared/ports/policy-store.ts';
import { aTenant } from './samples.ts';
import type { OpenStores, Stores } from './stores.ts';

const inForce = (version: string, over: Partial<PolicyInForce> = {}): PolicyInForce => ({
  version,
  savedAt: '2026-10-01T12:00:00.000Z',
  savedBy: 'admin@example.com',
  reinspectAskedAt: null,
  ...over,
});
const stored = (version: string, over: Partial<TenantPolicy> = {}): StoredPolicy => ({
  policy: {
    version,
    types: { EMAIL: { enabled: false, risk: [{ minCount: 1, risk: 'high' }] } },
    minConfidence: 'high',
    exclusions: ['ab'.repeat(16)],
    dictionaries: [{ id: 'PROJECTS', name: 'Projects', words: ['falcon', 'orion'], caseSensitive: true }],
    patterns: [{ id: 'STAFF', name: 'Staff', pattern: 'E-\\d{6}', near: ['staff'] }],
    exactData: [
      { id: 'CUSTOMERS', name: 'Customers', records: [['cd'.repeat(12)]], shapes: ['digits8'], minOthers: 0 },
    ],
    labels: [{ label: 'Confidential', risk: 'high' }],
    ...over,
  },
  exclusionLabels: { ['ab'.repeat(16)]: 'our own number' },
});

export const policyStoreContract = (name: string, open: OpenStores) =>
  describe(`policy store on ${name}`, () => {
    let stores: Stores;

    beforeAll(async () => {
      stores = await open();
    });
    afterAll(() => stores.close());

    test('a tenant that has changed nothing has none', async () => {
      const tenant = aTenant();

      expect(await stores.policies.inForce(tenant)).toBeUndefined();
      expect(await stores.policies.find(tenant, 'v1')).toBeUndefined();
    });

    test('what was saved is in force, for its tenant only', async () => {
      const tenant = aTenant();
      const asked = inForce('v1', { reinspectAskedAt: '2026-10-01T12:00:00.000Z' });

      expect(await stores.policies.save(tenant, asked, stored('v1'), null)).toBe('stored');

      expect(await stores.policies.inForce(tenant)).toEqual(asked);
      expect(await stores.policies.find(tenant, 'v1')).toEqual(stored('v1'));
      expect(await stores.policies.inForce(aTenant())).toBeUndefined();
      expect(await stores.policies.find(aTenant(), 'v1')).toBeUndefined();
    });

    test('earlier versions stay readable', async () => {
      const tenant = aTenant();
      await stores.policies.save(tenant, inForce('v1'), stored('v1'), null);

      const next = stored('v2', { minConfidence: 'low' });
      expect(await stores.policies.save(tenant, inForce('v2'), next, 'v1')).toBe('stored');

      expect((await stores.policies.inForce(tenant))?.version).toBe('v2');
      expect(await stores.policies.find(tenant, 'v1')).toEqual(stored('v1'));
      expect(await stores.policies.find(tenant, 'v2')).toEqual(next);
    });

    test('of two changes of the same version one is refused, and leaves nothing', async () => {
      const tenant = aTenant();
      await stores.policies.save(tenant, inForce('v1'), stored('v1'), null);
      await stores.policies.save(tenant, inForce('v2'), stored('v2'), 'v1');

      expect(await stores.policies.save(tenant, inForce('v3'), stored('v3'), 'v1')).toBe('changed');
      expect(await stores.policies.save(tenant, inForce('v3'), stored('v3'), null)).toBe('changed');

      expect(await stores.policies.inForce(tenant)).toEqual(inForce('v2'));
      expect(await stores.policies.find(tenant, 'v3')).toBeUndefined();
      expect(await stores.policies.save(aTenant(), inForce('v1'), stored('v1'), 'v0')).toBe('changed');
    });
  });
