import { parseScheduledStart } from '../../shared/messages.ts';
import type { Log } from '../../shared/ports.ts';
import { type ScanStarted, type StartScanDeps, startScan } from '../../shared/scans/start-scan.ts';

/** A periodic scan is due. Two deliveries of one due time start one scan; a due time during a scan is skipped. */
export async function startScheduledScan(
  deps: StartScanDeps & { log: Log },
  event: unknown,
): Promise<ScanStarted> {
  const { tenant, generation, scheduledAt } = parseScheduledStart(event);
  const started = await startScan(deps, {
    tenant,
    generation,
    scheduledAt,
    trigger: 'scheduled',
    startedBy: null,
  });
  deps.log.info(started.outcome === 'started' ? 'SCHEDULED_SCAN_STARTED' : 'SCHEDULED_SCAN_SKIPPED', {
    tenant,
    reason: started.outcome,
    scanId: 'scanId' in started ? started.scanId : undefined,
  });
  return started;
}
