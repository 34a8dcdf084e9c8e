import { type PurgeQueueTask, parsePurgeQueueTask } from '../../shared/messages.ts';
import { queueHandler } from '../../shared/runtime/queue.ts';
import { applyRetention } from './apply-retention.ts';
import { purgePerson } from './purge-person.ts';
import { type JobPart, type PurgeTenantDataDeps, purgeTenantData } from './purge-tenant-data.ts';

/** Enough for one part and the message that continues. */
const marginMs = 30_000;

export const createHandler = (deps: PurgeTenantDataDeps) =>
  queueHandler({ log: deps.log, concurrency: 1 }, parsePurgeQueueTask, async (task, { remainingMs }) => {
    const { removed, done } = await perform(deps, task, () => remainingMs() > marginMs);
    return { tenant: task.tenant, scope: task.scope, removed, done };
  });

function perform(
  deps: PurgeTenantDataDeps,
  task: PurgeQueueTask,
  enoughTime: () => boolean,
): Promise<JobPart> {
  if (task.scope === 'person') return purgePerson(deps, task, enoughTime);
  if (task.scope === 'retention') return applyRetention(deps, task, enoughTime);
  return purgeTenantData(deps, task, enoughTime);
}
