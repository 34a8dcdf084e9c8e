import type { Tenant } from '../domain/tenant.ts';
import type { TenantPolicy } from '../inspection/policy.ts';

/** Which version of a tenant's policy its scans inspect with. */
export interface PolicyInForce {
  readonly version: string;
  readonly savedAt: string;
  readonly savedBy: string;
  /** When somebody last asked that the next scan looks again at what earlier ones have inspected, ISO time. */
  readonly reinspectAskedAt: string | null;
}

export interface StoredPolicy {
  readonly policy: TenantPolicy;
  /** What people call the excluded values, by hash. */
  readonly exclusionLabels: Readonly<Record<string, string>>;
}

export interface PolicyStore {
  /** Reads its own writes. Undefined where the tenant has changed nothing. */
  inForce(tenant: Tenant): Promise<PolicyInForce | undefined>;
  /** A version that is or was in force. */
  find(tenant: Tenant, version: string): Promise<StoredPolicy | undefined>;
  /** Puts a version into force, in one transaction, where `expected` is in force now (null: none is). */
  save(
    tenant: Tenant,
    inForce: PolicyInForce,
    stored: StoredPolicy,
    expected: string | null,
  ): Promise<'stored' | 'changed'>;
}
