import type { Frequency } from '../domain/integration.ts';
import type { Tenant } from '../domain/tenant.ts';

export interface ScanSchedule {
  /** Creates, changes or (off) removes the tenant's schedule; `from` is the first due time, ISO. */
  set(tenant: Tenant, generation: number, frequency: Frequency, from: string | null): Promise<void>;
  /** Keeps the tenant's schedule, if there is one, from firing until it is set again. */
  pause(tenant: Tenant): Promise<void>;
}
