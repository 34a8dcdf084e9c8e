import type { RunningPurge } from '../ports/privacy-store.ts';

export interface PurgeRequest {
  readonly purgeId: string;
  readonly requestedBy: string;
  /** ISO time. */
  readonly requestedAt: string;
}

/** The purge of a whole tenant as it begins. Becomes the certificate. */
export const tenantPurge = (request: PurgeRequest): RunningPurge => ({
  ...request,
  scope: 'tenant',
  person: null,
  userId: null,
  afterwards: null,
  status: 'running',
  completedAt: null,
  removed: {},
});
