import { isOpen, type Scan } from '../../shared/domain/scan.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { ScanLane } from '../../shared/ports/queues.ts';
import type { ScanRef, ScanStore } from '../../shared/ports/scan-store.ts';
import type { Log, Meter } from '../../shared/ports/telemetry.ts';
import { acrossTenants, forTenant } from '../../shared/tenancy.ts';
import type { SweepMetric, SweepMetrics } from './metrics.ts';

export interface SweepScansDeps {
  readonly scans: ScanStore;
  readonly lane: ScanLane;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
}

/** A worker says every four seconds that it goes on, so after this silence nobody is at work. */
const SILENCE_MS = 90_000;

/** So long nobody is silent whose step is sent again every minute, unless something is wrong. */
const STALLED_MS = 30 * 60_000;

/** More are left to the next sweep. */
const SCANS_PER_SWEEP = 200;

/**
 * Sends the current step of every scan that nobody works on: its message was lost, its worker died, or the pause that
 * the provider asked for is over; or it ended, and what was staged for it is still there. Sending it once too often is
 * harmless: the step is fenced.
 */
export async function sweepScans({
  scans,
  lane,
  clock,
  log,
  meter,
}: SweepScansDeps): Promise<{ resent: number }> {
  const now = clock.now();
  const stalledSince = new Date(now - STALLED_MS).toISOString();
  const silentSince = new Date(now - SILENCE_MS).toISOString();
  const counted = { SweeperHeals: 0, PausesEnded: 0, InspectionsAwaited: 0, StalledScans: 0 };
  const sendAgain = async (candidate: ScanRef) => {
    const scan = await scans.find(candidate.tenant, candidate.scanId);
    if (!scan || scan.heartbeatAt > silentSince) return;
    if (isOpen(scan) && scan.resumeAt && Date.parse(scan.resumeAt) > now) return;
    const { tenant, scanId, generation, step } = scan;
    await lane.send({ v: 1, tenant, scanId, generation, step }, String(Math.floor(now / 60_000)));
    if (!isOpen(scan)) return;
    const cause = causeOf(scan);
    log.info('SCAN_STEP_SENT_AGAIN', { tenant, scanId, step, phase: scan.phase, cause });
    counted[cause] += 1;
    if (lastSign(scan) < stalledSince) counted.StalledScans += 1;
  };
  const candidates = await acrossTenants(() => scans.openSince(silentSince, SCANS_PER_SWEEP));
  for (const candidate of candidates) await forTenant(candidate.tenant, () => sendAgain(candidate));
  meter(counted satisfies SweepMetrics);
  return { resent: counted.SweeperHeals + counted.PausesEnded + counted.InspectionsAwaited };
}

/** Why nothing was heard of an open scan: while it waits for a pause or for its items, nobody has to work on it. */
function causeOf({ resumeAt, phase }: Scan): Exclude<SweepMetric, 'StalledScans'> {
  if (resumeAt) return 'PausesEnded';
  return phase === 'inspection' ? 'InspectionsAwaited' : 'SweeperHeals';
}

/** When a worker was last heard of, or a pause was over. */
const lastSign = ({ heartbeatAt, resumeAt }: Scan): string =>
  resumeAt && resumeAt > heartbeatAt ? resumeAt : heartbeatAt;
