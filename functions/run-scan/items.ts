import { batches, forEachConcurrently } from '../../shared/concurrency.ts';
import type { Chunk, Item, Outcome } from '../../shared/domain/item.ts';
import { phaseAfter } from '../../shared/domain/scan.ts';
import { AppError } from '../../shared/errors.ts';
import type { InspectionTask } from '../../shared/messages.ts';
import type { ScanProgress } from '../../shared/ports/scan-store.ts';
import { unreadResult } from '../../shared/scans/item-event.ts';
import { type ChunkFamily, nextChunkOf } from './chunk-ids.ts';
import type { RunScanMetrics } from './metrics.ts';
import { budgetIsSpent, inspectionTask, type ScanWork, timeIsUp } from './scan-work.ts';
import { stageItem } from './stage-item.ts';

/** Settling and queueing happen in groups of this size: one request each for ten items. */
const GROUP = 10;

export const OVER_BUDGET: Outcome = { status: 'skipped', reason: 'over_budget' };

/**
 * Fetches and stages the items of each chunk of a family and hands them to the inspection, or settles those that cannot
 * be had.
 */
export const stageItems =
  (phase: 'items' | 'made' | 'instructions', family: ChunkFamily) =>
  async (work: ScanWork): Promise<ScanProgress> => {
    let after = work.scan.phasePosition.afterChunk ?? null;
    for (;;) {
      const chunk = await nextChunkOf(work, family, after);
      if (!chunk) return { phase: phaseAfter(phase), phasePosition: {} };
      await stageChunk(work, chunk);
      after = chunk.chunkId;
      if (timeIsUp(work)) return { phase, phasePosition: { afterChunk: after } };
    }
  };

/** Sends the inspection tasks of all staged items again that have not come back. */
export async function resendTasks(work: ScanWork): Promise<ScanProgress> {
  const { deps, scan } = work;
  let after = scan.phasePosition.afterChunk ?? null;
  for (;;) {
    const chunk = await deps.scans.nextChunk(scan, after);
    if (!chunk) return { phase: 'inspection', phasePosition: {} };
    await sendAgain(work, chunk);
    after = chunk.chunkId;
    if (timeIsUp(work)) return { phase: 'inspection', phasePosition: { afterChunk: after, resend: true } };
  }
}

export interface Position {
  readonly index: number;
  readonly item: Item;
}

async function stageChunk(work: ScanWork, chunk: Chunk): Promise<void> {
  const pending = chunk.items
    .map((item, index): Position => ({ item, index }))
    .filter(({ index }) => !chunk.staged.has(index) && !chunk.outcomes.has(index));
  const unavailable: Position[] = [];
  const staged = groupsOf<InspectionTask>((tasks) => send(work, chunk, tasks));
  const settled = groupsOf<Position & { outcome: Outcome }>((ended) => settleUnread(work, chunk, ended));

  try {
    await forEachConcurrently(pending, work.deps.limits.concurrency, async (position) => {
      if (budgetIsSpent(work)) return settled.add({ ...position, outcome: OVER_BUDGET });
      const task = inspectionTask(work.scan, chunk.chunkId, position.index);
      const { end, sha256 } = await stageItem(work, position.item, task.stagedKey);
      if (end === 'staged') await staged.add({ ...task, sha256 });
      else if (end === 'unavailable') unavailable.push(position);
      else await settled.add({ ...position, outcome: end });
    });
  } catch (error) {
    // What was fetched need not be fetched again. Why the chunk was broken off counts more than whether that succeeds.
    await staged.end().catch(() => undefined);
    await settled.end().catch(() => undefined);
    throw error;
  }
  await staged.end();
  await settled.end();
  await settleUnread(work, chunk, await giveUpOrWait(work, unavailable));
}

/**
 * The provider did not deliver some items although they were asked for several times. If it answers otherwise, it is
 * about these items: they fail, and the next scan tries them again. If it does not, the whole scan waits.
 */
export async function giveUpOrWait<T extends Position>(
  work: ScanWork,
  unavailable: readonly T[],
): Promise<(T & { outcome: Outcome })[]> {
  if (unavailable.length === 0) return [];
  for await (const _ of work.provider.organizations({ limit: 1 })) break;
  const outcome: Outcome = { status: 'failed', reason: 'provider_error' };
  return unavailable.map((position) => ({ ...position, outcome }));
}

export async function settleUnread(
  { deps, scan }: ScanWork,
  chunk: Chunk,
  ended: readonly (Position & { outcome: Outcome })[],
): Promise<void> {
  const results = ended.map(({ index, item, outcome }) => unreadResult(scan, index, item, outcome));
  await deps.scans.settle(scan, chunk.chunkId, results, new Date(deps.clock.now()).toISOString());
  const corrupt = ended.filter(({ outcome }) => outcome.reason === 'corrupt').length;
  if (corrupt > 0) deps.meter({ ItemsCorrupt: corrupt } satisfies RunScanMetrics);
}

/** Only what the queue has accepted counts as staged: the rest is fetched and sent again by the next attempt. */
async function send({ deps, scan }: ScanWork, chunk: Chunk, tasks: readonly InspectionTask[]): Promise<void> {
  const accepted = await deps.inspectionQueue.send(tasks);
  await deps.scans.markStaged(
    scan,
    chunk.chunkId,
    accepted.map(({ index }) => index),
  );
  if (accepted.length < tasks.length) {
    throw new AppError('upstream-busy', 'QUEUE_BUSY', 'The inspection queue did not accept all items.');
  }
}

/** Hands staged items to the inspection. */
export async function sendAll(work: ScanWork, chunk: Chunk, indexes: readonly number[]): Promise<void> {
  const tasks = indexes.map((index) => inspectionTask(work.scan, chunk.chunkId, index));
  for (const group of batches(tasks, GROUP)) await send(work, chunk, group);
}

async function sendAgain(work: ScanWork, chunk: Chunk): Promise<void> {
  await sendAll(
    work,
    chunk,
    [...chunk.staged].filter((index) => !chunk.outcomes.has(index)),
  );
}

/** Collects until a group is full; groups are handed on one at a time and in order. */
function groupsOf<T>(handOn: (group: readonly T[]) => Promise<void>) {
  let group: T[] = [];
  let last = Promise.resolve();
  const flush = () => {
    const full = group;
    group = [];
    if (full.length > 0) last = last.then(() => handOn(full));
    return last;
  };
  return {
    add: async (entry: T): Promise<void> => {
      group.push(entry);
      if (group.length >= GROUP) await flush();
    },
    end: flush,
  };
}
