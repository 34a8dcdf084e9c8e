import type { Tenant } from '../domain/tenant.ts';
import type { Page, PageRequest } from './page.ts';

export interface AuditEntry {
  readonly at: string;
  readonly actor: string;
  /** `configure`, `delete`, `scan-now`, `cancel-scan`, `set-schedule`, `set-coverage`, `export` … */
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  /** Facts, never the key: `{ keyHint, frequency, scanId, … }`. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export interface AuditLog {
  record(tenant: Tenant, entry: AuditEntry): Promise<void>;
  /** Newest first. */
  list(tenant: Tenant, page: PageRequest): Promise<Page<AuditEntry>>;
}
