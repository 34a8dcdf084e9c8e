import type { Tenant } from '../domain/tenant.ts';

export type FactType =
  | 'IntegrationActivated'
  | 'IntegrationDeleted'
  | 'ApiKeyRejected'
  | 'ScanStarted'
  | 'ScanCompleted'
  | 'ScanFailed'
  | 'ScanStale'
  | 'SensitiveDataFound';

/**
 * Something that happened, past tense, for the EventBridge bus. Holds ids and counts, no names and no content; `ocsf` is
 * the same for a SIEM, where it is a finding or a scan.
 */
export interface Fact {
  readonly type: FactType;
  readonly detail: Readonly<Record<string, unknown>> & { readonly tenant: Tenant };
}

export interface FactBus {
  publish(facts: readonly Fact[]): Promise<void>;
}
