import type { AgentStore } from '../../shared/ports/agent-store.ts';
import type { AuditLog } from '../../shared/ports/audit-log.ts';
import type { EventStore } from '../../shared/ports/event-store.ts';
import type { IdempotencyStore } from '../../shared/ports/idempotency-store.ts';
import type { IntegrationStore } from '../../shared/ports/integration-store.ts';
import type { NoticeStore } from '../../shared/ports/notices.ts';
import type { PolicyStore } from '../../shared/ports/policy-store.ts';
import type { PrivacyStore } from '../../shared/ports/privacy-store.ts';
import type { ScanStore } from '../../shared/ports/scan-store.ts';
import type { TenantData } from '../../shared/ports/tenant-data.ts';
import type { VirtualClock } from '../support/memory/virtual-clock.ts';
import { memoryWorld } from '../support/memory/world.ts';
import { anIntegration, aScan } from './samples.ts';

/** The ports that share tables, as the suites see them. */
export interface Stores {
  readonly clock: VirtualClock;
  readonly integrations: IntegrationStore;
  readonly scans: ScanStore;
  readonly agents: AgentStore;
  readonly events: EventStore;
  readonly policies: PolicyStore;
  readonly audit: AuditLog;
  readonly idempotency: IdempotencyStore;
  readonly tenantData: TenantData;
  readonly privacy: PrivacyStore;
  readonly notices: NoticeStore;
  close(): Promise<void>;
}

/** A suite is run once for each way to open the stores. */
export type OpenStores = () => Promise<Stores>;

export const openMemoryStores: OpenStores = async () => {
  const world = memoryWorld();
  return {
    ...world,
    close: async () => {},
  };
};

/** A configured tenant with a running scan. */
export async function runningScan(stores: Stores, tenant: string, scanId = 'scan_1') {
  if (!(await stores.integrations.find(tenant)))
    await stores.integrations.configure(anIntegration(tenant), 0);
  const scan = aScan(tenant, { scanId });
  const { outcome } = await stores.scans.start(scan);
  if (outcome !== 'started') throw new Error(`The scan did not start: ${outcome}.`);
  return scan;
}
