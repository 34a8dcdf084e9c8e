import * as z from 'zod/mini';
import { progressOf } from '../domain/progress.ts';
import { type CompletenessRecord, PHASES, type Scan } from '../domain/scan.ts';
import { contentRecord } from './content.ts';
import { count, time } from './fields.ts';
import { listOf } from './page.ts';

const scanStatus = z.enum(['scanning', 'completed', 'completed_with_gaps', 'failed', 'cancelled']);
const phase = z.enum(PHASES);
const reasons = z.record(z.string(), count);

export const completenessRecord = z.object({
  scanId: z.string(),
  window: z.object({ from: time, to: time }),
  phases: z.array(
    z.object({
      phase,
      from: z.nullable(z.string()),
      to: z.nullable(z.string()),
      pages: count,
      items: count,
      firstId: z.nullable(z.string()),
      lastId: z.nullable(z.string()),
      requestId: z.nullable(z.string()),
      gaps: z.array(z.string()),
      missingFrom: z.nullable(z.string()),
      unavailable: z.optional(z.string()),
    }),
  ),
  listed: count,
  clean: count,
  flagged: count,
  skipped: count,
  failed: count,
  reconciled: z.boolean(),
  contents: z.optional(z.array(contentRecord)),
  gaps: z.array(z.string()),
  previousHash: z.nullable(z.string()),
  hash: z.string(),
});

export const scanAnswer = z.object({
  scanId: z.string(),
  trigger: z.enum(['manual', 'scheduled']),
  startedBy: z.nullable(z.string()),
  status: scanStatus,
  phase,
  progress: z.object({
    percent: z.int().check(z.minimum(0), z.maximum(100)),
    etaSeconds: z.nullable(count),
  }),
  window: z.object({ from: z.nullable(time), to: z.nullable(time) }),
  startedAt: time,
  endedAt: z.nullable(time),
  resumeAt: z.nullable(time),
  error: z.nullable(z.object({ code: z.string(), message: z.string() })),
  counts: z.object({
    activities: count,
    agents: count,
    users: count,
    chats: count,
    items: z.object({ listed: count, clean: count, flagged: count, skipped: count, failed: count }),
    alreadyInspected: count,
    findings: count,
    requests: count,
    rateLimitWaitSeconds: z.number(),
  }),
  skippedReasons: reasons,
  failedReasons: reasons,
  completeness: z.nullable(completenessRecord),
});
export type ScanAnswer = z.infer<typeof scanAnswer>;

export const scanList = listOf(scanAnswer);

export const scanStarted = z.object({ scanId: z.string(), status: z.literal('scanning') });
export const scanCancelled = z.object({ scanId: z.string(), status: z.literal('cancelled') });

/** What the portal shows of a scan as of `now`, epoch milliseconds. */
export function scanOf(scan: Scan, now: number): ScanAnswer {
  return {
    scanId: scan.scanId,
    trigger: scan.trigger,
    startedBy: scan.startedBy,
    status: scan.status,
    phase: scan.phase,
    progress: progressOf(scan, now),
    window: { ...scan.window },
    startedAt: scan.startedAt,
    endedAt: scan.endedAt,
    resumeAt: scan.resumeAt,
    error: scan.error,
    counts: countsOf(scan),
    skippedReasons: { ...scan.settled.skippedReasons },
    failedReasons: { ...scan.settled.failedReasons },
    completeness: scan.completeness && recordOf(scan.completeness),
  };
}

function countsOf({ liveCounts: counts, settled }: Scan): ScanAnswer['counts'] {
  const { clean, flagged, skipped, failed, findings } = settled;
  return {
    activities: counts.activities,
    agents: counts.agents,
    users: counts.users,
    chats: counts.chats,
    items: { listed: counts.listed, clean, flagged, skipped, failed },
    alreadyInspected: counts.alreadyInspected,
    findings,
    requests: counts.requests,
    rateLimitWaitSeconds: Math.round(counts.rateLimitWaitMs / 1_000),
  };
}

/** The record as it was hashed, so that its hash can be checked. */
function recordOf(record: CompletenessRecord): NonNullable<ScanAnswer['completeness']> {
  const phases = record.phases.map((evidence) => ({ ...evidence, gaps: [...evidence.gaps] }));
  const { contents, ...rest } = record;
  return {
    ...rest,
    window: { ...record.window },
    phases,
    ...(contents && { contents: contents.map((row) => ({ ...row })) }),
    gaps: [...record.gaps],
  };
}
