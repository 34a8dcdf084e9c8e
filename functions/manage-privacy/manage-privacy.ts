import type * as z from 'zod/mini';
import {
  type PurgeAnswer,
  type purgeBody,
  purgeOf,
  type retentionAnswer,
  type retentionBody,
  retentionOf,
} from '../../shared/api/privacy.ts';
import { purgeId } from '../../shared/domain/purge.ts';
import { AppError } from '../../shared/errors.ts';
import { digest } from '../../shared/hash.ts';
import type { PrivacyStore, RunningPurge } from '../../shared/ports/privacy-store.ts';
import type { PurgeQueue } from '../../shared/ports/queues.ts';
import { personHash } from '../../shared/privacy/person-hash.ts';
import { type AuditDeps, audited } from '../../shared/runtime/audited.ts';
import type { Caller } from '../../shared/runtime/caller.ts';

export interface ManagePrivacyDeps extends AuditDeps {
  readonly privacy: PrivacyStore;
  readonly purgeQueue: PurgeQueue;
  /** The deployment's secret that people's hashes are derived from. */
  inspectionSecret(): Promise<string>;
}

/** Whoever writes rows knows of a changed retention after a minute. */
const JOB_DELAY_SECONDS = 90;

type Asker = Pick<Caller, 'tenant' | 'actor'>;

/** New rows follow the retention at once, those that are there by a job. */
export const setRetention = (
  deps: ManagePrivacyDeps,
  caller: Asker,
  retention: z.output<typeof retentionBody>,
): Promise<z.infer<typeof retentionAnswer>> =>
  audited(
    deps,
    caller,
    'set-retention',
    async () => {
      const { tenant, actor } = caller;
      const inForce = { ...retention, savedAt: new Date(deps.clock.now()).toISOString(), savedBy: actor };
      await deps.privacy.saveRetention(tenant, inForce);
      await deps.purgeQueue.send({ v: 1, tenant, scope: 'retention', after: null }, JOB_DELAY_SECONDS);
      return retentionOf(inForce);
    },
    () => ({ ...retention }),
  );

/**
 * Starts the purge of a person, of whom nothing has to be there: who was purged before can be purged again, and what
 * later scans record of them is as this request says. Of the person only a keyed hash is kept beyond the job.
 */
export const startPurge = (
  deps: ManagePrivacyDeps,
  caller: Asker,
  { userId, afterwards }: z.output<typeof purgeBody>,
): Promise<PurgeAnswer> =>
  audited(
    deps,
    caller,
    'purge-person',
    async () => {
      const { tenant, actor } = caller;
      const now = deps.clock.now();
      const person = personHash(await deps.inspectionSecret(), tenant, userId);
      const purge: RunningPurge = {
        purgeId: purgeId(now, digest(tenant, person, String(now))),
        scope: 'person',
        person,
        userId,
        afterwards,
        status: 'running',
        requestedAt: new Date(now).toISOString(),
        requestedBy: actor,
        completedAt: null,
        removed: {},
      };
      const { purgeId: id } = purge;
      // The message first: it waits for some seconds, and without a purge that has begun it ends as nothing.
      await deps.purgeQueue.send({ v: 1, tenant, scope: 'person', purgeId: id, after: null, removed: {} });
      await deps.privacy.begin(tenant, purge);
      return purgeOf(purge);
    },
    ({ purgeId }) => ({ purgeId, afterwards }),
  );

/** @throws AppError PURGE_NOT_FOUND, also for the purge of another tenant. */
export async function readPurge(
  { privacy }: Pick<ManagePrivacyDeps, 'privacy'>,
  { tenant }: Asker,
  id: string,
): Promise<PurgeAnswer> {
  const purge = await privacy.find(tenant, id);
  if (!purge) throw new AppError('not-found', 'PURGE_NOT_FOUND', 'There is no such purge.');
  return purgeOf(purge);
}
