import { isOpen } from '../../shared/domain/scan.ts';
import {
  type InspectionTask,
  parseInspectionTask,
  parseScanStep,
  type ScanStep,
} from '../../shared/messages.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { FactBus } from '../../shared/ports/fact-bus.ts';
import type { ScanLane } from '../../shared/ports/queues.ts';
import type { ScanStore } from '../../shared/ports/scan-store.ts';
import type { StagingArea } from '../../shared/ports/staging-area.ts';
import type { Log, Meter } from '../../shared/ports/telemetry.ts';
import { sendClosingStep } from '../../shared/scans/closing-step.ts';
import { failScan } from '../../shared/scans/end-scan.ts';
import { unreadResult } from '../../shared/scans/item-event.ts';
import type { DeadLetterMetrics } from './metrics.ts';

export interface DeadLetterDeps {
  readonly scans: ScanStore;
  readonly staging: StagingArea;
  readonly lane: ScanLane;
  readonly facts: FactBus;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
}

/** Gives a message that failed too often its end: the item fails and its scan goes on, or the scan fails. */
export async function deadLetter(
  deps: DeadLetterDeps,
  body: unknown,
): Promise<'settled' | 'scan-failed' | 'dropped'> {
  const task = attempt(() => parseInspectionTask(body));
  if (task) return giveUpItem(deps, task);
  const step = attempt(() => parseScanStep(body));
  if (step) return giveUpScan(deps, step);
  deps.log.warn('DEAD_LETTER_UNREADABLE');
  return 'dropped';
}

async function giveUpItem(deps: DeadLetterDeps, task: InspectionTask): Promise<'settled' | 'dropped'> {
  const scan = await deps.scans.find(task.tenant, task.scanId);
  const chunk = scan && (await deps.scans.findChunk(scan, task.chunkId));
  const item = chunk?.items[task.index];
  const isLate = !scan || !item || !isOpen(scan) || scan.generation !== task.generation;
  if (isLate || chunk.outcomes.has(task.index)) {
    await deps.staging.remove([task.stagedKey]);
    if (scan) await sendClosingStep(deps, scan);
    return 'dropped';
  }
  const outcome = { status: 'failed', reason: 'inspection_error' } as const;
  const result = unreadResult(scan, task.index, item, outcome);
  await deps.scans.settle(scan, task.chunkId, [result], new Date(deps.clock.now()).toISOString());
  await deps.staging.remove([task.stagedKey]);
  deps.log.error('ITEM_GIVEN_UP', { tenant: task.tenant, scanId: task.scanId, itemId: item.id });
  deps.meter({ ItemsGivenUp: 1 } satisfies DeadLetterMetrics);
  await sendClosingStep(deps, scan);
  return 'settled';
}

async function giveUpScan(deps: DeadLetterDeps, message: ScanStep): Promise<'scan-failed' | 'dropped'> {
  const scan = await deps.scans.find(message.tenant, message.scanId);
  if (!scan || !isOpen(scan) || scan.step !== message.step || scan.generation !== message.generation)
    return 'dropped';
  const reason =
    'A step of the scan failed several times. What it had read is kept; the next scan goes on from there.';
  const ended = await failScan(deps, scan, 'SCAN_STUCK', reason);
  deps.log.error('SCAN_GIVEN_UP', {
    tenant: scan.tenant,
    scanId: scan.scanId,
    phase: scan.phase,
    step: scan.step,
  });
  deps.meter({ ScansGivenUp: 1 } satisfies DeadLetterMetrics);
  return ended === 'finished' ? 'scan-failed' : 'dropped';
}

function attempt<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}
