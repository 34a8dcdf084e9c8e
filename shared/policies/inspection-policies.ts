import type { Tenant } from '../domain/tenant.ts';
import { AppError } from '../errors.ts';
import { DEFAULT_POLICY_VERSION, defaultPolicy, type InspectionPolicy } from '../inspection/policy.ts';
import type { PolicyStore } from '../ports/policy-store.ts';
import { tenantHashKey } from './tenant-hash-key.ts';

/** Policies that one process remembers. */
const KEPT = 50;

/**
 * Policies as the inspection takes them, by tenant and version. A version never changes, so each is read once and the
 * same object comes back. Rejects with POLICY_GONE where there is no such version: nothing is inspected with another.
 *
 * @param secret the deployment's inspection secret
 */
export function inspectionPolicies(
  store: Pick<PolicyStore, 'find'>,
  secret: () => Promise<string>,
): (tenant: Tenant, version: string) => Promise<InspectionPolicy> {
  const remembered = new Map<string, Promise<InspectionPolicy>>();

  const read = async (tenant: Tenant, version: string): Promise<InspectionPolicy> => {
    const hashKey = tenantHashKey(await secret(), tenant);
    if (version === DEFAULT_POLICY_VERSION) return defaultPolicy(hashKey);
    const stored = await store.find(tenant, version);
    if (stored) return { ...stored.policy, hashKey };
    throw new AppError('contract', 'POLICY_GONE', 'There is no such version of the policy.', {
      extra: { version },
    });
  };

  return (tenant, version) => {
    const key = `${tenant}#${version}`;
    const known = remembered.get(key);
    if (known) return known;
    const [oldest] = remembered.keys();
    if (remembered.size >= KEPT && oldest !== undefined) remembered.delete(oldest);
    const policy = read(tenant, version).catch((error: unknown) => {
      remembered.delete(key);
      throw error;
    });
    remembered.set(key, policy);
    return policy;
  };
}
