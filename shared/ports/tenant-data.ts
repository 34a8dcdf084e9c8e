import type { Purged } from '../domain/purge.ts';
import type { Retention } from '../domain/retention.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { PageKey } from './page.ts';

/** Removes what is stored of a tenant or of a person; one call does a bounded part and can be repeated. */
export interface TenantData {
  /**
   * Removes the rows of a tenant whose integration is `erasing`, and nothing where it is not. `done` false: call again.
   */
  purge(tenant: Tenant): Promise<{ removed: Purged; done: boolean }>;
  /**
   * Removes the rows about a person, and the person out of rows about more: the rest of those stays as it is. The items
   * of the scan `untouched` stay, since it counts them. `next` null: done; else call again with it.
   *
   * @param removeStaged gets the keys of staged copies before the last row that names them goes; returns how many there were
   */
  purgePerson(
    person: { readonly tenant: Tenant; readonly userId: string },
    untouched: string | null,
    after: PageKey | null,
    removeStaged: (keys: readonly string[]) => Promise<number>,
  ): Promise<{ removed: Purged; next: PageKey | null }>;
  /** Makes what is there expire as the retention says; rows that are too old already are removed. */
  applyRetention(
    tenant: Tenant,
    retention: Retention,
    after: PageKey | null,
  ): Promise<{ changed: number; next: PageKey | null }>;
}
