import {
  completenessRecord,
  contentRecords,
  type RecountByKind,
  reconciles,
  recount,
  sumOf,
} from '../../shared/domain/completeness.ts';
import { contentKindOf, coverageStatement, readsAfter } from '../../shared/domain/content.ts';
import type { Day } from '../../shared/domain/day.ts';
import { LIST_PHASES, messagesFromOf, type ScanPosition } from '../../shared/domain/integration.ts';
import { type Item, worthRetrying } from '../../shared/domain/item.ts';
import type { ScanEnd } from '../../shared/ports/scan-store.ts';
import { scanWindow } from './activities.ts';
import { collectedFromOf } from './flush-tally.ts';
import { transcriptsSince } from './list-chats.ts';
import type { RunScanMetrics } from './metrics.ts';
import { evidenceOf, type ScanWork } from './scan-work.ts';
import { refreshStandings } from './standings.ts';

/** How a scan ends when all of its items have: reconciled, with its proof, and with the position for the next one. */
export async function closeScan(work: ScanWork): Promise<{ end: ScanEnd; position: ScanPosition }> {
  const { deps, scan, integration } = work;
  const byKind: RecountByKind = new Map();
  const retries: Item[] = [];
  let unreachedChats = false;
  for await (const chunk of deps.scans.chunks(scan)) {
    recount(byKind, chunk);
    for (const [index, outcome] of chunk.outcomes) {
      const item = chunk.items[index];
      if (!item || !worthRetrying(outcome)) continue;
      retries.push(item);
      unreachedChats ||= item.transcript !== undefined && outcome.reason === 'over_budget';
    }
  }
  await deps.scans.saveRetries(scan.tenant, retries);
  const position = positionAfter(work, unreachedChats);
  await refreshStandings(work, messagesFromOf(position));

  const counted = sumOf(byKind);
  const reconciled = reconciles(counted, scan.counts.listed, scan.settled);
  deps.meter({ ReconcileMismatches: reconciled ? 0 : 1 } satisfies RunScanMetrics);
  if (!reconciled)
    deps.log.error('SCAN_DOES_NOT_RECONCILE', { tenant: scan.tenant, scanId: scan.scanId, ...counted });
  const window = scanWindow(work);
  const bounds = { from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString() };
  const contents = readsAfter(integration.position?.contents ?? {}, {
    coverage: scan.coverage,
    evidence: scan.evidence,
    left: new Set(retries.map(contentKindOf)),
    to: bounds.to,
  });
  const completeness = completenessRecord(
    scan,
    bounds,
    counted,
    reconciled,
    contentRecords(coverageStatement(scan.coverage, contents), byKind),
    integration.position?.recordHash ?? null,
  );
  return {
    end: {
      status: completeness.gaps.length > 0 ? 'completed_with_gaps' : 'completed',
      endedAt: new Date(deps.clock.now()).toISOString(),
      error: null,
      completeness,
    },
    position: { ...position, recordHash: completeness.hash, contents },
  };
}

/**
 * A day that could not be read holds the position back, so that the next scan begins there: with its activities, and with
 * the chats, of which only those activities tell whose they are.
 */
function positionAfter(work: ScanWork, unreachedChats: boolean): Omit<ScanPosition, 'recordHash'> {
  const { scan, integration } = work;
  const to = new Date(scanWindow(work).to).toISOString();
  const { missingFrom } = evidenceOf(scan, 'activities');
  const readUpTo = missingFrom && missingFrom < to ? `${missingFrom}T00:00:00.000Z` : to;
  const chatsMissingFrom = evidenceOf(scan, 'chats').missingFrom;
  const since = transcriptsSince(work);
  return {
    scanStartedAt: scan.startedAt,
    readUpTo,
    chatsUpTo: earlier(readUpTo, chatsMissingFrom ?? to),
    collectedFrom: collectedFromOf(work),
    messagesFrom: scan.coverage.text ? (integration.position?.messagesFrom ?? since) : null,
    chatsSince: scan.coverage.text && (chatsMissingFrom || unreachedChats) ? since : null,
    listedUpTo: listedUpTo(work, to),
    sessionsFrom: sessionsFrom(work),
  };
}

/** It stays where sessions are switched off: what was counted is still true. */
function sessionsFrom({ scan, integration }: ScanWork): Day | null {
  const known = integration.position?.sessionsFrom;
  const listed = scan.evidence.filter(
    ({ phase }) => phase === 'local_sessions' || phase === 'remote_sessions',
  );
  const first = listed.flatMap(({ from }) => from?.slice(0, 10) ?? []).sort()[0];
  return known ?? first ?? null;
}

/** Lists that this scan did not read, or not to their end, stay where they were. */
function listedUpTo({ scan, integration }: ScanWork, to: string): NonNullable<ScanPosition['listedUpTo']> {
  const complete = scan.evidence.filter(({ missingFrom, unavailable }) => !missingFrom && !unavailable);
  const read = LIST_PHASES.filter((name) => complete.some(({ phase }) => phase === name));
  return { ...integration.position?.listedUpTo, ...Object.fromEntries(read.map((name) => [name, to])) };
}

const earlier = (a: string, b: string): string => (a < b ? a : b);
