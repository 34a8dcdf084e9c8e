import { purgeTime } from '../domain/purge.ts';
import type { RunningPurge } from '../ports/privacy-store.ts';

/** The purge of a whole tenant as it begins. Becomes the certificate. */
export const tenantPurge = (purgeId: string, requestedBy: string): RunningPurge => ({
  purgeId,
  scope: 'tenant',
  person: null,
  userId: null,
  afterwards: null,
  status: 'running',
  requestedAt: purgeTime(purgeId),
  requestedBy,
  completedAt: null,
  removed: {},
});
