import type { ForgottenPeople, Purge, Purged } from '../domain/purge.ts';
import type { Retention } from '../domain/retention.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { Page, PageRequest } from './page.ts';

export interface RetentionInForce extends Retention {
  /** Null where the tenant has changed nothing. */
  readonly savedAt: string | null;
  readonly savedBy: string | null;
}

/** A purge of a person knows whom it is about only while it runs. */
export interface RunningPurge extends Purge {
  readonly userId: string | null;
}

/** How long a tenant's data is kept, and what was purged of it. */
export interface PrivacyStore {
  retention(tenant: Tenant): Promise<RetentionInForce>;
  saveRetention(tenant: Tenant, retention: RetentionInForce): Promise<void>;
  /**
   * Stores a purge that begins, unless it is there already; for a person, in the same transaction, until when scans ignore
   * what that person did.
   */
  begin(tenant: Tenant, purge: RunningPurge): Promise<void>;
  find(tenant: Tenant, purgeId: string): Promise<RunningPurge | undefined>;
  /** Newest first; of one person where a hash is given. */
  list(tenant: Tenant, person: string | null, page: PageRequest): Promise<Page<Purge>>;
  /** Makes a running purge a certificate, and forgets whose it was. */
  complete(tenant: Tenant, purgeId: string, completedAt: string, removed: Purged): Promise<void>;
  forgotten(tenant: Tenant): Promise<ForgottenPeople>;
}
