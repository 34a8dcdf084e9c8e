import type { PurgeTask } from '../../shared/messages.ts';
import type {
  AuditLog,
  Clock,
  FactBus,
  IntegrationStore,
  Log,
  PurgeQueue,
  StagingArea,
  TenantData,
} from '../../shared/ports.ts';
import { tell } from '../../shared/runtime/tell.ts';

export interface PurgeTenantDataDeps {
  readonly integrations: IntegrationStore;
  readonly staging: StagingArea;
  readonly tenantData: TenantData;
  readonly purgeQueue: PurgeQueue;
  readonly audit: AuditLog;
  readonly facts: FactBus;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Purged {
  /** Rows and objects, over all messages of this purge. */
  readonly removed: number;
  /** False: the rest is left to a message of its own. */
  readonly done: boolean;
}

/**
 * Erases what a deleted integration has left: staged content, or everything. What a newer integration of the tenant
 * works with stays. Every part can be repeated; the end of a purge of everything is audited with its count.
 *
 * @param enoughTime says whether another part fits in
 */
export async function purgeTenantData(
  deps: PurgeTenantDataDeps,
  task: PurgeTask,
  enoughTime: () => boolean,
): Promise<Purged> {
  const { deletedAt, ...rest } = task;
  if (deletedAt)
    await tell(deps, { type: 'IntegrationDeleted', detail: { tenant: task.tenant, at: deletedAt } });
  let removed = task.removed + (await removeStaged(deps, task));
  if (task.scope === 'staging') return { removed, done: true };

  let done = false;
  while (!done && enoughTime()) {
    const part = await deps.tenantData.purge(task.tenant, task.generation);
    removed += part.removed;
    done = part.done;
  }
  if (done) await recordEnd(deps, task, removed);
  else await deps.purgeQueue.send({ ...rest, removed });
  return { removed, done };
}

/** A newer integration's scan has its content in the same place; what is left there expires within days. */
async function removeStaged(
  { integrations, staging }: PurgeTenantDataDeps,
  { tenant }: PurgeTask,
): Promise<number> {
  const integration = await integrations.find(tenant);
  const inUse = integration !== undefined && integration.status !== 'not_configured';
  return inUse ? 0 : staging.removeAll(tenant);
}

const recordEnd = (
  { audit, clock }: PurgeTenantDataDeps,
  { tenant, requestedBy }: PurgeTask,
  removed: number,
): Promise<void> =>
  audit.record(tenant, {
    at: new Date(clock.now()).toISOString(),
    actor: requestedBy,
    action: 'purge',
    outcome: 'done',
    details: { removed },
  });
