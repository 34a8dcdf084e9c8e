import type { Tenant } from '../../shared/domain/tenant.ts';
import { AppError } from '../../shared/errors.ts';
import { type AuditDeps, audited } from '../../shared/runtime/audited.ts';
import type { Caller } from '../../shared/runtime/caller.ts';
import { type StartScanDeps, startScan } from '../../shared/scans/start-scan.ts';

export type ScanNowDeps = StartScanDeps & AuditDeps;

/**
 * Starts a scan at a person's request.
 * @throws AppError SCAN_IN_PROGRESS with `scanId`, INVALID_API_KEY, NOT_CONFIGURED.
 */
export const scanNow = (
  deps: ScanNowDeps,
  caller: Pick<Caller, 'tenant' | 'actor'>,
): Promise<{ scanId: string; status: 'scanning' }> =>
  audited(
    deps,
    caller,
    'scan-now',
    () => start(deps, caller),
    ({ scanId }) => ({ scanId }),
  );

async function start(
  deps: ScanNowDeps,
  { tenant, actor }: Pick<Caller, 'tenant' | 'actor'>,
): Promise<{ scanId: string; status: 'scanning' }> {
  const started = await startScan(deps, { tenant, trigger: 'manual', startedBy: actor });
  switch (started.outcome) {
    case 'started':
      return { scanId: started.scanId, status: 'scanning' };
    case 'already-running':
      throw inProgress(started.scanId);
    // Two requests within one millisecond.
    case 'repeated':
      throw inProgress(await runningScan(deps, tenant));
    case 'not-active':
      if (started.status === 'not_configured') {
        throw new AppError('not-found', 'NOT_CONFIGURED', 'There is no integration to scan.');
      }
      throw new AppError(
        'conflict',
        'INVALID_API_KEY',
        'The API key is invalid: delete it and configure another one.',
      );
  }
}

const runningScan = async ({ integrations }: ScanNowDeps, tenant: Tenant): Promise<string | null> =>
  (await integrations.find(tenant))?.currentScanId ?? null;

const inProgress = (scanId: string | null) =>
  new AppError('conflict', 'SCAN_IN_PROGRESS', 'A scan is in progress.', { extra: { scanId } });
