import { addPurged, totalPurged } from '../../shared/domain/purge.ts';
import { isOpen, type Scan } from '../../shared/domain/scan.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import type { PersonTask } from '../../shared/messages.ts';
import type { RunningPurge } from '../../shared/ports/privacy-store.ts';
import { certify } from './certify.ts';
import type { JobPart, PurgeTenantDataDeps } from './purge-tenant-data.ts';

/** Until the next look at what may still write of the person. */
const PATIENCE_SECONDS = 60;

/** Facts wait up to a minute before they are archived. */
const ARCHIVED_WITHIN_MS = 120_000;

/**
 * Removes every trace of a person. A scan that began before the purge was asked for does not know of it and may write of
 * the person again, and facts may be on their way to the archive: the purge is repeated until both are over, and only then
 * certified.
 */
export async function purgePerson(
  deps: PurgeTenantDataDeps,
  task: PersonTask,
  enoughTime: () => boolean,
): Promise<JobPart> {
  const { tenant, purgeId } = task;
  const purge = await deps.privacy.find(tenant, purgeId);
  if (!purge?.userId || purge.status === 'completed') return { removed: 0, done: true };
  const { userId } = purge;
  const scan = await openScan(deps, tenant);

  let { removed, after } = task;
  do {
    const part = await deps.tenantData.purgePerson({ tenant, userId }, scan?.scanId ?? null, after, (keys) =>
      deps.staging.removeListed(tenant, keys),
    );
    removed = addPurged(removed, part.removed);
    after = part.next;
  } while (after && enoughTime());
  if (after) {
    await deps.purgeQueue.send({ ...task, removed, after });
    return { removed: totalPurged(removed), done: false };
  }

  // Lists of everybody, which can be exported again.
  const exports = await deps.staging.removeExports(tenant);
  const archivedFacts = await deps.archive.removeMentions(tenant, userId);
  removed = addPurged(removed, { exports, archivedFacts });
  if (mayComeBack(purge, scan, deps.clock.now())) {
    await deps.purgeQueue.send({ ...task, removed, after: null }, PATIENCE_SECONDS);
    return { removed: totalPurged(removed), done: false };
  }
  await certify(
    deps,
    tenant,
    { purgeId, requestedBy: purge.requestedBy, action: 'purge-person-done' },
    removed,
  );
  return { removed: totalPurged(removed), done: true };
}

async function openScan(
  { integrations, scans }: PurgeTenantDataDeps,
  tenant: Tenant,
): Promise<Scan | undefined> {
  const { currentScanId } = (await integrations.find(tenant)) ?? {};
  const scan = currentScanId ? await scans.find(tenant, currentScanId) : undefined;
  return scan && isOpen(scan) ? scan : undefined;
}

const mayComeBack = ({ requestedAt }: RunningPurge, scan: Scan | undefined, now: number): boolean =>
  (scan !== undefined && scan.startedAt <= requestedAt) || now < Date.parse(requestedAt) + ARCHIVED_WITHIN_MS;
