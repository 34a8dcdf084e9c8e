import { NOTHING_COVERED } from '../domain/integration.ts';
import type { Scan } from '../domain/scan.ts';
import { type RowKey, scanKey } from './keys.ts';
import type { Terms } from './terms.ts';
import type { Row } from './writes.ts';

/** Value of the index key `openScan`, which open scans have, and those that are over until they are cleared. */
export const OPEN = 'open';

/** A scan as stored: what items settle is on top, since counters can only be moved there. */
export function scanRow({ settled, ...scan }: Scan): Row & RowKey {
  const open = scan.status === 'scanning' && { openScan: OPEN };
  return { ...scanKey(scan.tenant, scan.scanId), ...scan, ...settled, ...open, writtenAt: scan.startedAt };
}

export function scanOf(row: Row): Scan {
  const stored = row as unknown as Omit<Scan, 'settled'> & Scan['settled'];
  return {
    tenant: stored.tenant,
    scanId: stored.scanId,
    trigger: stored.trigger,
    startedBy: stored.startedBy,
    generation: stored.generation,
    status: stored.status,
    step: stored.step,
    attempt: stored.attempt ?? 0,
    phase: stored.phase,
    phasePosition: stored.phasePosition,
    window: stored.window,
    policyVersion: stored.policyVersion,
    coverage: { ...NOTHING_COVERED, ...stored.coverage },
    counts: stored.counts,
    liveCounts: stored.liveCounts,
    settled: {
      clean: stored.clean,
      flagged: stored.flagged,
      skipped: stored.skipped,
      failed: stored.failed,
      findings: stored.findings,
      skippedReasons: stored.skippedReasons,
      failedReasons: stored.failedReasons,
    },
    startedAt: stored.startedAt,
    endedAt: stored.endedAt,
    heartbeatAt: stored.heartbeatAt,
    resumeAt: stored.resumeAt,
    error: stored.error,
    evidence: stored.evidence,
    completeness: stored.completeness,
  };
}

/** That an open scan is at this step, and no other attempt has begun. */
export const isTheirs = (
  t: Terms,
  { step, attempt }: Pick<Scan, 'step'> & { readonly attempt?: number | undefined },
): string =>
  [
    t.is('step', step),
    t.is('status', 'scanning'),
    ...(attempt === undefined ? [] : [t.is('attempt', attempt)]),
  ].join(' AND ');

/** The same of a row as it was read, whatever its step. */
export const isOfAttempt = (
  row: Row | undefined,
  { attempt }: { readonly attempt?: number | undefined },
): boolean => row?.status === 'scanning' && (attempt === undefined || row.attempt === attempt);
