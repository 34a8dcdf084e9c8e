import { isOpen } from '../../shared/domain/scan.ts';
import { AppError } from '../../shared/errors.ts';
import type { ScanStore } from '../../shared/ports/scan-store.ts';
import { type AuditDeps, audited } from '../../shared/runtime/audited.ts';
import type { Caller } from '../../shared/runtime/caller.ts';

export interface CancelScanDeps extends AuditDeps {
  readonly scans: ScanStore;
}

/**
 * Ends a running scan; what it has written stays.
 * @throws AppError SCAN_NOT_FOUND, SCAN_NOT_RUNNING.
 */
export const cancelScan = (
  deps: CancelScanDeps,
  caller: Pick<Caller, 'tenant' | 'actor'>,
  scanId: string,
): Promise<{ scanId: string; status: 'cancelled' }> =>
  audited(
    deps,
    caller,
    'cancel-scan',
    async () => {
      const scan = await deps.scans.find(caller.tenant, scanId);
      if (!scan) throw new AppError('not-found', 'SCAN_NOT_FOUND', 'There is no such scan.');
      if (!isOpen(scan)) throw notRunning();
      const endedAt = new Date(deps.clock.now()).toISOString();
      const end = { status: 'cancelled', endedAt, error: null, completeness: null } as const;
      if ((await deps.scans.finish(scan, null, end)) === 'stale') throw notRunning();
      return { scanId, status: 'cancelled' } as const;
    },
    () => ({ scanId }),
  );

const notRunning = () => new AppError('conflict', 'SCAN_NOT_RUNNING', 'The scan has ended already.');
