import type { Integration } from '../../shared/domain/integration.ts';
import { purgeId } from '../../shared/domain/purge.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import { AppError } from '../../shared/errors.ts';
import { digest } from '../../shared/hash.ts';
import type { IntegrationStore } from '../../shared/ports/integration-store.ts';
import type { KeyVault } from '../../shared/ports/key-vault.ts';
import type { PrivacyStore } from '../../shared/ports/privacy-store.ts';
import type { PurgeQueue } from '../../shared/ports/queues.ts';
import type { ScanSchedule } from '../../shared/ports/scan-schedule.ts';
import { tenantPurge } from '../../shared/privacy/tenant-purge.ts';
import { type AuditDeps, audited } from '../../shared/runtime/audited.ts';
import type { Caller } from '../../shared/runtime/caller.ts';
import { removeAbandonedKey } from '../../shared/scans/abandoned-key.ts';

export interface DeleteIntegrationDeps extends AuditDeps {
  readonly integrations: IntegrationStore;
  readonly schedule: ScanSchedule;
  readonly vault: KeyVault;
  readonly purgeQueue: PurgeQueue;
  readonly privacy: Pick<PrivacyStore, 'begin'>;
}

/**
 * Takes the schedule and the key away, ends all work, and has staged content (or, with `purge`, everything) erased in
 * the background. The integration's own record goes last: it names the key, so a deletion that was interrupted can be
 * repeated until nothing is left. An integration that was deleted without `purge` can be purged later. The purge also
 * tells the bus, so that an answer waits for one service less.
 * @throws AppError NOT_CONFIGURED, INTEGRATION_CHANGED.
 */
export async function deleteIntegration(
  deps: DeleteIntegrationDeps,
  caller: Pick<Caller, 'tenant' | 'actor'>,
  purge: boolean,
): Promise<void> {
  await audited(
    deps,
    caller,
    'delete',
    async () => {
      const integration = await deps.integrations.find(caller.tenant);
      const deletedAt = new Date(deps.clock.now()).toISOString();
      const isConfigured = integration !== undefined && integration.status !== 'not_configured';
      if (isConfigured) {
        await disconnect(deps, integration, deletedAt);
      } else if (integration?.secretId) {
        if ((await removeAbandonedKey(deps, integration)) === 'changed') throw changed();
        return integration;
      } else if (!(purge && integration && hasHistory(integration))) {
        throw new AppError('not-found', 'NOT_CONFIGURED', 'There is no integration to delete.');
      }
      const { tenant } = integration;
      const generation = isConfigured ? integration.generation : integration.generation - 1;
      const id = purgeId(Date.parse(deletedAt), digest(tenant, deletedAt));
      await deps.purgeQueue.send({
        v: 1,
        tenant,
        generation,
        scope: purge ? 'everything' : 'staging',
        requestedBy: caller.actor,
        ...(isConfigured && { deletedAt }),
        ...(purge && { purgeId: id }),
        removed: {},
      });
      if (purge) {
        await forget(deps, tenant, generation + 1);
        await deps.privacy.begin(tenant, tenantPurge(id, caller.actor));
      }
      return integration;
    },
    ({ keyHint }) => ({ keyHint, purge }),
  );
}

async function disconnect(deps: DeleteIntegrationDeps, integration: Integration, at: string): Promise<void> {
  const { tenant, generation, secretId } = integration;
  await deps.schedule.set(tenant, generation, 'off', null);
  if (secretId) await deps.vault.remove(secretId);
  if ((await deps.integrations.remove(tenant, generation, at)) === 'changed') throw changed();
}

/**
 * From here on nobody can connect until the purge has ended. It does so itself, too, and may have ended already: it was
 * asked for before, so that an interruption here leaves nobody waiting for a purge that never comes.
 */
async function forget(
  { integrations }: DeleteIntegrationDeps,
  tenant: Tenant,
  generation: number,
): Promise<void> {
  if ((await integrations.forget(tenant, generation)) === 'forgotten') return;
  const now = await integrations.find(tenant);
  if (now?.status !== 'not_configured' || hasHistory(now)) throw changed();
}

const changed = () =>
  new AppError('conflict', 'INTEGRATION_CHANGED', 'The integration has changed meanwhile; try again.');

/** Something that scans have left behind, as far as the record tells. */
const hasHistory = ({ organizations, position, lastScan, erasing }: Integration): boolean =>
  erasing || organizations.length > 0 || position !== null || lastScan !== null;
