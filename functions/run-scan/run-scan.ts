import type { Integration } from '../../shared/domain/integration.ts';
import { everyItemSettled, isOpen, maxCounts, type Phase, type Scan } from '../../shared/domain/scan.ts';
import type { ScanStep } from '../../shared/messages.ts';
import type { ScanProgress } from '../../shared/ports/scan-store.ts';
import { endScan, failScan } from '../../shared/scans/end-scan.ts';
import { readActivities } from './activities.ts';
import { countCalls } from './call-count.ts';
import { readChats } from './chats.ts';
import { closeScan } from './close.ts';
import { readDirectory } from './directory.ts';
import { resendTasks, stageItems } from './items.ts';
import { type Failure, judgeFailure } from './judge-failure.ts';
import { keepAlive } from './keep-alive.ts';
import { listLocalSessions, listRemoteSessions } from './list-sessions.ts';
import { listProjects } from './projects.ts';
import type { RunScanDeps, ScanWork } from './scan-work.ts';
import { readConversations, readSessions } from './transcripts.ts';
import { withoutForgotten } from './without-forgotten.ts';

/** What became of a lane message. Each is an end: only errors that are thrown bring the message back. */
export type StepOutcome =
  /** The time slice is over; the next message was sent. */
  | 'handed-over'
  /** Everything is staged; the inspection's last item sends the closing step. */
  | 'awaiting-inspection'
  /** The provider asked for a pause; the sweeper goes on when it is over. */
  | 'paused'
  | 'ended'
  /** The step was done already; the current one was sent again. */
  | 'past'
  /** Cancelled, deleted, over, or taken on by another message. */
  | 'superseded';

/** A scan that cannot finish in this time is ended, so that a scan always ends. */
const CEILING_MS = 7 * 86_400_000;

/** Inspections that have not come back after this time are asked for again. */
const INSPECTION_PATIENCE_MS = 15 * 60_000;

const LANE_PHASES: Readonly<
  Record<Exclude<Phase, 'inspection' | 'close'>, (work: ScanWork) => Promise<ScanProgress>>
> = {
  directory: readDirectory,
  activities: readActivities,
  chats: readChats,
  items: stageItems('items', 'activities'),
  transcripts: readConversations,
  made: stageItems('made', 'made'),
  projects: listProjects,
  instructions: stageItems('instructions', 'projects'),
  local_sessions: listLocalSessions,
  remote_sessions: listRemoteSessions,
  sessions: readSessions,
};

/**
 * Performs a step of a scan, and those behind it while the time slice lasts. A scan that is over, however it ended, has
 * copies of items taken away that were not inspected; where nobody came to it, the sweeper asks for it.
 */
export async function runScan(deps: RunScanDeps, message: ScanStep): Promise<StepOutcome> {
  const scan = await deps.scans.find(message.tenant, message.scanId);
  if (!scan) return 'superseded';
  const outcome = isOpen(scan) ? await takeStep(deps, scan, message) : 'superseded';
  if (outcome === 'ended' || outcome === 'superseded') await clearAway(deps, scan);
  return outcome;
}

/** Requests that a worker has given up are done or lost by then. */
const LATEST_WRITE_MS = 60_000;

/**
 * At once, also by whoever was overtaken by the end: what it staged meanwhile nobody else would see. And once more when
 * the sweeper asks for it, since a copy may come when its worker has given up.
 */
async function clearAway({ scans, staging, clock }: RunScanDeps, { tenant, scanId }: Scan): Promise<void> {
  const scan = await scans.find(tenant, scanId);
  if (scan && isOpen(scan)) return;
  await staging.removeOf({ tenant, scanId });
  if (scan && clock.now() - Date.parse(scan.heartbeatAt) > LATEST_WRITE_MS)
    await scans.cleared({ tenant, scanId });
}

async function takeStep(deps: RunScanDeps, scan: Scan, message: ScanStep): Promise<StepOutcome> {
  if (scan.generation !== message.generation) return 'superseded';
  if (message.step < scan.step) {
    await sendStep(deps, scan);
    return 'past';
  }
  const now = deps.clock.now();
  if (scan.resumeAt && Date.parse(scan.resumeAt) > now) return 'paused';
  if (now - Date.parse(scan.startedAt) > CEILING_MS) {
    await failScan(
      deps,
      scan,
      'SCAN_TOO_LONG',
      'The scan did not end within seven days. What it had read is kept.',
    );
    return 'ended';
  }

  const integration = await deps.integrations.find(scan.tenant);
  if (!integration || integration.generation !== scan.generation) return 'superseded';
  const apiKey = integration.secretId ? await deps.vault.get(integration.secretId) : undefined;
  if (!apiKey) {
    await failScan(
      deps,
      scan,
      'SECRET_MISSING',
      'The stored key could not be read. Delete the integration and configure it again.',
    );
    return 'ended';
  }
  const claimed = await deps.scans.claim(scan, scan.step);
  return claimed === 'stale' ? 'superseded' : work(deps, claimed, integration, apiKey);
}

async function work(
  deps: RunScanDeps,
  scan: Scan,
  integration: Integration,
  apiKey: string,
): Promise<StepOutcome> {
  const stopped = new AbortController();
  // Calls of an interrupted attempt are made, though all else it counted is counted again.
  const counts = { ...scan.counts, requests: Math.max(scan.counts.requests, scan.liveCounts.requests) };
  const calls = countCalls();
  const forgotten = await deps.forgotten(scan.tenant);
  const { usageDays } = await deps.privacy.retention(scan.tenant);
  let pausedUntil = 0;
  const connected = deps.provider({
    apiKey,
    requestShare: integration.requestShare,
    signal: stopped.signal,
    onCall: (waitedMs, status) => {
      counts.requests += 1;
      counts.rateLimitWaitMs += waitedMs;
      calls.add(waitedMs, status);
    },
    onPause: (untilMs) => {
      pausedUntil = Math.max(pausedUntil, untilMs);
    },
  });
  const deadline = deps.clock.now() + deps.limits.sliceMs;
  const provider = withoutForgotten(connected, forgotten);
  let current: ScanWork = { deps, integration, scan, provider, deadline, counts, usageDays, memory: {} };
  const endHeartbeat = keepAlive(
    () => current,
    (reason) => stopped.abort(reason),
  );
  try {
    return await performSteps(current, (next) => {
      current = next;
    });
  } catch (error) {
    if (stopped.signal.aborted) return 'superseded';
    const failure = judgeFailure(error, deps.clock.now());
    if (!failure) throw error;
    return await answerFailure(current, failure, pausedUntil);
  } finally {
    await endHeartbeat();
    deps.meter(calls.metrics());
  }
}

async function performSteps(first: ScanWork, follow: (work: ScanWork) => void): Promise<StepOutcome> {
  const { deps, deadline } = first;
  for (let work = first; ; ) {
    const progress = await performStep(work);
    if (typeof progress === 'string') return progress;
    const moved = await moveOn(work, progress);
    if (!moved) return 'superseded';
    work = moved;
    follow(work);
    if (deps.clock.now() >= deadline) {
      await sendStep(deps, work.scan);
      return 'handed-over';
    }
  }
}

async function performStep(work: ScanWork): Promise<ScanProgress | StepOutcome> {
  const { phase } = work.scan;
  if (phase === 'inspection') return awaitInspection(work);
  if (phase === 'close') {
    const { end, position } = await closeScan(work);
    const scan = { ...work.scan, counts: work.counts };
    return (await endScan(work.deps, scan, end, { position })) === 'finished' ? 'ended' : 'superseded';
  }
  return LANE_PHASES[phase](work);
}

/**
 * The scan's own counters say when the last item has ended. Read after the checkpoint that entered this phase, so that
 * either this reading sees the last item, or that item's inspection sees this phase and sends the closing step.
 */
async function awaitInspection(work: ScanWork): Promise<ScanProgress | StepOutcome> {
  const { deps, scan } = work;
  if (scan.phasePosition.resend) return resendTasks(work);
  const fresh = await deps.scans.find(scan.tenant, scan.scanId);
  if (!fresh || !isOpen(fresh) || fresh.step !== scan.step) return 'superseded';
  if (everyItemSettled(fresh)) return { phase: 'close', phasePosition: {} };
  const silentFor = deps.clock.now() - Date.parse(fresh.heartbeatAt);
  return silentFor > INSPECTION_PATIENCE_MS
    ? { phase: 'inspection', phasePosition: { resend: true } }
    : 'awaiting-inspection';
}

/** Undefined when the scan is no longer this message's. */
async function moveOn(work: ScanWork, progress: ScanProgress): Promise<ScanWork | undefined> {
  const { deps, scan, counts } = work;
  const at = new Date(deps.clock.now()).toISOString();
  const changes = {
    ...progress,
    counts: { ...counts },
    liveCounts: maxCounts(scan.liveCounts, counts),
    resumeAt: progress.resumeAt ?? null,
  };
  if ((await deps.scans.checkpoint(scan, scan.step, at, changes)) === 'stale') return undefined;
  const fresh = await deps.scans.find(scan.tenant, scan.scanId);
  // Still of this attempt: another one may have begun.
  return fresh && isOpen(fresh) ? { ...work, scan: { ...fresh, attempt: scan.attempt } } : undefined;
}

async function answerFailure(work: ScanWork, failure: Failure, pausedUntil: number): Promise<StepOutcome> {
  const { deps, scan } = work;
  const counted = { ...scan, counts: { ...work.counts } };
  if (failure.means === 'wait') {
    // The interrupted step is done again, so only what was spent on it may stay counted.
    const counts = {
      ...scan.counts,
      requests: work.counts.requests,
      rateLimitWaitMs: work.counts.rateLimitWaitMs,
    };
    const at = new Date(deps.clock.now()).toISOString();
    // Of several refusals at once the longest pause counts, not that of the one that ended the step.
    const resumeAt = new Date(Math.max(failure.until, pausedUntil)).toISOString();
    const liveCounts = maxCounts(scan.liveCounts, work.counts);
    const moved = await deps.scans.checkpoint(scan, scan.step, at, { counts, liveCounts, resumeAt });
    deps.log.info('SCAN_PAUSED', { tenant: scan.tenant, scanId: scan.scanId, resumeAt });
    return moved === 'moved' ? 'paused' : 'superseded';
  }
  if (failure.means === 'scan-failed') {
    return (await failScan(deps, counted, failure.code, failure.reason)) === 'finished'
      ? 'ended'
      : 'superseded';
  }
  const rejected = { status: 'invalid_api_key', statusReason: failure.reason } as const;
  if ((await failScan(deps, counted, failure.code, failure.reason, rejected)) === 'stale')
    return 'superseded';
  await deps.schedule.pause(scan.tenant);
  await deps.facts.publish([
    { type: 'ApiKeyRejected', detail: { tenant: scan.tenant, scanId: scan.scanId, code: failure.code } },
  ]);
  return 'ended';
}

const sendStep = (deps: RunScanDeps, { tenant, scanId, generation, step }: Scan): Promise<void> =>
  deps.lane.send({ v: 1, tenant, scanId, generation, step });
