import { forEachConcurrently } from '../../shared/concurrency.ts';
import { KEPT_DAYS } from '../../shared/domain/agent.ts';
import { addDays, dayOf } from '../../shared/domain/day.ts';
import type { Chunk, Item, Outcome } from '../../shared/domain/item.ts';
import type { MessageCount } from '../../shared/domain/message-use.ts';
import { phaseAfter } from '../../shared/domain/scan.ts';
import type { ScanProgress } from '../../shared/ports.ts';
import { scanWindow } from './activities.ts';
import { nextChunkOf } from './chunk-ids.ts';
import { giveUpOrWait, OVER_BUDGET, type Position, sendAll, settleUnread } from './items.ts';
import { listMadeItems, madeItems } from './made-items.ts';
import { newReading, type Reading, transcriptLines } from './read-transcript.ts';
import { budgetIsSpent, inspectionTask, type ScanWork } from './scan-work.ts';
import { attemptTwice } from './stage-item.ts';

/**
 * Reads the transcripts of one chunk: stages them for the inspection, counts what people wrote, and lists what only
 * transcripts name.
 *
 * The chunk is one step. Interrupted before its checkpoint, it is read again from its beginning, whatever has become of
 * its items: nothing else says what they name.
 */
export async function readTranscripts(work: ScanWork): Promise<ScanProgress> {
  const { deps, scan, counts } = work;
  const chunk = await nextChunkOf(work, 'chats', scan.phasePosition.afterChunk ?? null);
  if (!chunk) return { phase: phaseAfter('transcripts'), phasePosition: {} };

  const { read, ended } = await readChunk(work, chunk);
  const first = addDays(dayOf(scanWindow(work).to), 1 - KEPT_DAYS);
  await deps.scans.saveMessageCounts(
    scan,
    read.map(({ item, reading }) => messageCount(item, reading, first)),
  );
  const named = read.flatMap(({ item, reading }) => madeItems(item, reading.references));
  await listMadeItems(work, chunk.chunkId, named);
  await settleUnread(work, chunk, ended);
  await sendAll(
    work,
    chunk,
    read.filter(({ staged }) => staged).map(({ index }) => index),
  );
  counts.transcriptsRead += chunk.items.length;
  return { phase: 'transcripts', phasePosition: { afterChunk: chunk.chunkId } };
}

interface Read extends Position {
  readonly reading: Reading;
  /** Waits for its inspection; false where an interrupted attempt has sent it already. */
  readonly staged: boolean;
}

interface ChunkReading {
  readonly read: Read[];
  readonly ended: (Position & { readonly outcome: Outcome })[];
}

async function readChunk(work: ScanWork, chunk: Chunk): Promise<ChunkReading> {
  const result: ChunkReading = { read: [], ended: [] };
  const unavailable: Position[] = [];
  const positions = chunk.items
    .map((item, index): Position => ({ item, index }))
    .filter(({ index }) => !endedUnread(chunk.outcomes.get(index)));
  await forEachConcurrently(positions, work.deps.limits.concurrency, async (position) => {
    const { item, index } = position;
    const isSent = chunk.staged.has(index) || chunk.outcomes.has(index);
    if (item.transcript?.deleted) return void result.ended.push({ ...position, outcome: DELETED });
    if (!isSent && budgetIsSpent(work)) return void result.ended.push({ ...position, outcome: OVER_BUDGET });

    const key = inspectionTask(work.scan, chunk.chunkId, index).stagedKey;
    const { reading, end } = await readOne(work, item, isSent ? null : key);
    if (end === 'staged') result.read.push({ ...position, reading, staged: !isSent });
    else if (end === 'unavailable') unavailable.push(position);
    else if (!isSent) result.ended.push({ ...position, outcome: end });
  });
  result.ended.push(...(await giveUpOrWait(work, unavailable)));
  return result;
}

const DELETED: Outcome = { status: 'skipped', reason: 'deleted_by_user' };

const UNREAD_REASONS: ReadonlySet<string> = new Set([
  'deleted_by_user',
  'gone',
  'over_budget',
  'provider_error',
]);

/** An interrupted attempt could not have it, so there is nothing to read. Other ends come from its inspection. */
const endedUnread = (outcome: Outcome | undefined): boolean => UNREAD_REASONS.has(outcome?.reason ?? '');

/** @param key where to stage it; null: it is only read */
async function readOne(work: ScanWork, item: Item, key: string | null) {
  const { deps, provider } = work;
  let reading = newReading();
  const end = await attemptTwice(async () => {
    reading = newReading();
    const lines = transcriptLines(
      provider.chatMessages(item.id),
      item.transcript?.since ?? item.at.slice(0, 10),
      deps.limits.maxTranscriptBytes,
      reading,
    );
    if (key === null) for await (const _ of lines);
    else await deps.staging.put(key, lines, { name: null, mimeType: null });
  });
  return { reading, end };
}

function messageCount(item: Item, { messages }: Reading, first: string): MessageCount {
  const days = Object.entries(messages).filter(([day]) => day >= first);
  return {
    transcriptId: item.id,
    userId: item.userId,
    interface: null,
    version: item.transcript?.version ?? item.at,
    days: Object.fromEntries(days),
  };
}
