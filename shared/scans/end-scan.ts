import type { Integration } from '../domain/integration.ts';
import { scanActivity } from '../domain/ocsf.ts';
import { maxCounts, type Scan } from '../domain/scan.ts';
import type { Clock } from '../ports/clock.ts';
import type { FactBus } from '../ports/fact-bus.ts';
import type { IntegrationChanges } from '../ports/integration-store.ts';
import type { ScanEnd, ScanStore } from '../ports/scan-store.ts';

export interface EndScanDeps {
  readonly scans: ScanStore;
  readonly facts: FactBus;
  readonly clock: Clock;
}

/**
 * Ends an open scan once: record, lock, position and integration change together; then the fact is told.
 * `stale`: somebody else ended it, or the step has moved on; nothing was changed.
 */
export async function endScan(
  deps: EndScanDeps,
  scan: Scan,
  end: ScanEnd,
  integration?: IntegrationChanges & Partial<Pick<Integration, 'position'>>,
): Promise<'finished' | 'stale'> {
  const { tenant, scanId, trigger, startedAt, counts, settled } = scan;
  const failed = end.status === 'failed';
  // What an interrupted step has counted is not final, but it was shown.
  const liveCounts = failed ? maxCounts(scan.liveCounts, counts) : counts;
  const outcome = await deps.scans.finish(scan, scan.step, { ...end, counts, liveCounts }, integration);
  if (outcome === 'stale') return outcome;
  const ended: Scan = { ...scan, ...end, counts, liveCounts };
  await deps.facts.publish([
    {
      type: failed ? 'ScanFailed' : 'ScanCompleted',
      detail: {
        tenant,
        scanId,
        trigger,
        status: end.status,
        startedAt,
        endedAt: end.endedAt,
        ...(end.error ? { error: end.error.code } : {}),
        activities: counts.activities,
        listed: counts.listed,
        clean: settled.clean,
        flagged: settled.flagged,
        skipped: settled.skipped,
        failed: settled.failed,
        findings: settled.findings,
        ocsf: scanActivity(ended),
      },
    },
  ]);
  return outcome;
}

/** Ends a scan as failed for a reason that people can act on. */
export const failScan = (
  deps: EndScanDeps,
  scan: Scan,
  code: string,
  message: string,
  integration?: IntegrationChanges,
): Promise<'finished' | 'stale'> =>
  endScan(
    deps,
    scan,
    {
      status: 'failed',
      endedAt: new Date(deps.clock.now()).toISOString(),
      error: { code, message },
      completeness: null,
    },
    integration,
  );
