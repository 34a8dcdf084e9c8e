import { addPurged, type Purged, totalPurged } from '../../shared/domain/purge.ts';
import type { PurgeTask } from '../../shared/messages.ts';
import type { AuditLog } from '../../shared/ports/audit-log.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { FactArchive } from '../../shared/ports/fact-archive.ts';
import type { FactBus } from '../../shared/ports/fact-bus.ts';
import type { IntegrationStore } from '../../shared/ports/integration-store.ts';
import type { PrivacyStore } from '../../shared/ports/privacy-store.ts';
import type { PurgeQueue } from '../../shared/ports/queues.ts';
import type { ScanStore } from '../../shared/ports/scan-store.ts';
import type { StagingArea } from '../../shared/ports/staging-area.ts';
import type { Log } from '../../shared/ports/telemetry.ts';
import type { TenantData } from '../../shared/ports/tenant-data.ts';
import { tenantPurge } from '../../shared/privacy/tenant-purge.ts';
import { tell } from '../../shared/runtime/tell.ts';
import { certify } from './certify.ts';

export interface PurgeTenantDataDeps {
  readonly integrations: IntegrationStore;
  readonly scans: Pick<ScanStore, 'find'>;
  readonly staging: StagingArea;
  readonly archive: FactArchive;
  readonly tenantData: TenantData;
  readonly privacy: PrivacyStore;
  readonly purgeQueue: PurgeQueue;
  readonly audit: AuditLog;
  readonly facts: FactBus;
  readonly clock: Clock;
  readonly log: Log;
}

/** What one message has done. */
export interface JobPart {
  /** Rows and objects, over all messages of this job. */
  readonly removed: number;
  /** False: the rest is left to a message of its own. */
  readonly done: boolean;
}

/**
 * Erases what a deleted integration has left: staged content, or everything. Until the
 * end of the latter nothing can be configured, and a task that comes after it takes nothing. Every part can be repeated; the end of a purge of everything is certified and audited.
 *
 * @param enoughTime says whether another part fits in
 */
export async function purgeTenantData(
  deps: PurgeTenantDataDeps,
  task: PurgeTask,
  enoughTime: () => boolean,
): Promise<JobPart> {
  const { deletedAt, ...rest } = task;
  const { tenant } = task;
  if (deletedAt) await tell(deps, { type: 'IntegrationDeleted', detail: { tenant, at: deletedAt } });
  if (task.scope === 'everything') await beginErasing(deps, task);
  let removed = addPurged(task.removed, await removeStaged(deps, task));
  if (task.scope === 'staging') return { removed: totalPurged(removed), done: true };

  let done = false;
  while (!done && enoughTime()) {
    const part = await deps.tenantData.purge(tenant);
    removed = addPurged(removed, part.removed);
    done = part.done;
  }
  if (!done) {
    await deps.purgeQueue.send({ ...rest, removed });
    return { removed: totalPurged(removed), done };
  }
  return { removed: totalPurged(await endErasing(deps, task, removed)), done };
}

/** As whoever asked for it does right after asking, unless that was interrupted. Of another generation nothing is erased. */
async function beginErasing({ integrations, privacy }: PurgeTenantDataDeps, task: PurgeTask): Promise<void> {
  const { tenant, generation, purgeId, requestedBy } = task;
  const begun = await integrations.forget(tenant, generation + 1);
  if (begun === 'forgotten' && purgeId) await privacy.begin(tenant, tenantPurge(purgeId, requestedBy));
}

async function endErasing(
  deps: PurgeTenantDataDeps,
  { tenant, purgeId, requestedBy }: PurgeTask,
  removedRows: Purged,
): Promise<Purged> {
  const integration = await deps.integrations.find(tenant);
  if (!integration?.erasing) {
    // Asked for twice: the other purge has erased everything.
    const at = new Date(deps.clock.now()).toISOString();
    if (purgeId) await deps.privacy.complete(tenant, purgeId, at, removedRows);
    return removedRows;
  }
  const archivedFacts = await deps.archive.removeAll(tenant);
  const removed = addPurged(removedRows, { archivedFacts });
  await certify(deps, tenant, { purgeId, requestedBy, action: 'purge' }, removed);
  await deps.integrations.erased(tenant, integration.generation);
  return removed;
}

/** A newer integration's scan has its content in the same place; what is left there expires within days. */
async function removeStaged(
  { integrations, staging }: PurgeTenantDataDeps,
  { tenant }: PurgeTask,
): Promise<Purged> {
  const integration = await integrations.find(tenant);
  if (integration !== undefined && integration.status !== 'not_configured') return {};
  const { staged, exports } = await staging.removeAll(tenant);
  return { stagedObjects: staged, exports };
}
