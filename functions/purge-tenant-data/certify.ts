import type { Purged } from '../../shared/domain/purge.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import type { AuditLog } from '../../shared/ports/audit-log.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { PrivacyStore } from '../../shared/ports/privacy-store.ts';

interface CertifyDeps {
  readonly privacy: PrivacyStore;
  readonly audit: AuditLog;
  readonly clock: Pick<Clock, 'now'>;
}

/** Ends a purge: its certificate, and the same numbers in the audit. */
export async function certify(
  { privacy, audit, clock }: CertifyDeps,
  tenant: Tenant,
  purge: { readonly purgeId: string | undefined; readonly requestedBy: string; readonly action: string },
  removed: Purged,
): Promise<void> {
  const at = new Date(clock.now()).toISOString();
  const { purgeId, requestedBy: actor, action } = purge;
  if (purgeId) await privacy.complete(tenant, purgeId, at, removed);
  const details = { ...(purgeId && { purgeId }), ...removed };
  await audit.record(tenant, { at, actor, action, outcome: 'done', details });
}
