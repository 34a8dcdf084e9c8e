import { parsePurgeTask } from '../../shared/messages.ts';
import { queueHandler } from '../../shared/runtime/queue.ts';
import { type PurgeTenantDataDeps, purgeTenantData } from './purge-tenant-data.ts';

/** Enough for one part and the message that continues. */
const marginMs = 30_000;

export const createHandler = (deps: PurgeTenantDataDeps) =>
  queueHandler({ log: deps.log, concurrency: 1 }, parsePurgeTask, async (task, { remainingMs }) => {
    const { removed, done } = await purgeTenantData(deps, task, () => remainingMs() > marginMs);
    return { tenant: task.tenant, scope: task.scope, removed, done };
  });
