import type { Integration } from '../domain/integration.ts';
import type { Tenant } from '../domain/tenant.ts';

export interface IntegrationStore {
  /** Reads its own writes. Undefined where the tenant never configured. */
  find(tenant: Tenant): Promise<Integration | undefined>;
  /**
   * Stores a configured integration in place of none or of a deleted one of generation `expected` (0: no row) of which
   * nothing is being erased.
   */
  configure(integration: Integration, expected: number): Promise<'stored' | 'changed'>;
  /** Sets these fields where the row is still of `generation` and configured. */
  update(tenant: Tenant, generation: number, changes: IntegrationChanges): Promise<'stored' | 'changed'>;
  /**
   * In one transaction: status `not_configured`, generation + 1, key hint, secret id and schedule removed, a running
   * scan cancelled. Position, organizations and last scan stay, so that a rotation loses nothing.
   */
  remove(tenant: Tenant, generation: number, at: string): Promise<'removed' | 'changed'>;
  /** A deleted integration of this generation loses its position and is `erasing`. */
  forget(tenant: Tenant, generation: number): Promise<'forgotten' | 'changed'>;
  /**
   * Everything of a deleted integration is erased: its row forgets the rest, and another one can be configured.
   * Generation + 1, so that a request to forget that comes late forgets nothing.
   */
  erased(tenant: Tenant, generation: number): Promise<'erased' | 'changed'>;
}

export type IntegrationChanges = Partial<
  Pick<
    Integration,
    | 'status'
    | 'statusReason'
    | 'frequency'
    | 'scheduledFrom'
    | 'coverage'
    | 'organizations'
    | 'requestShare'
    | 'budget'
  >
>;
