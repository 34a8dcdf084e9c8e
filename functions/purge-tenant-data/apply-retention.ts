import type { RetentionTask } from '../../shared/messages.ts';
import type { JobPart, PurgeTenantDataDeps } from './purge-tenant-data.ts';

/** Brings what is stored in line with the retention that is in force now, which may be newer than the task. */
export async function applyRetention(
  { privacy, tenantData, purgeQueue }: PurgeTenantDataDeps,
  task: RetentionTask,
  enoughTime: () => boolean,
): Promise<JobPart> {
  const { tenant } = task;
  const retention = await privacy.retention(tenant);
  let changed = 0;
  let { after } = task;
  do {
    const part = await tenantData.applyRetention(tenant, retention, after);
    changed += part.changed;
    after = part.next;
  } while (after && enoughTime());
  if (after) await purgeQueue.send({ ...task, after });
  return { removed: changed, done: after === null };
}
