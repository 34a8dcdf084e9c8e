import type { Tenant } from '../domain/tenant.ts';
import type { Fact } from './fact-bus.ts';

/** A fact as the bus delivers it (EventBridge, Events). */
export interface DeliveredFact extends Pick<Fact, 'detail'> {
  readonly id: string;
  /** ISO. */
  readonly time: string;
  readonly 'detail-type': string;
}

/** Where facts are kept for readers of other systems. */
export interface FactArchive {
  /** Writes a file such as `2026-10-01/ab12.ndjson`; one of this name is replaced. */
  write(tenant: Tenant, kind: ArchiveKind, name: string, text: string): Promise<void>;
  /** Everything of a tenant; returns how many facts there were. */
  removeAll(tenant: Tenant): Promise<number>;
  /** The lines that name a person; returns how many facts there were. */
  removeMentions(tenant: Tenant, userId: string): Promise<number>;
}

/** Facts as the bus had them, or what a SIEM reads: OCSF. */
export type ArchiveKind = 'facts' | 'ocsf';
