import { forEachConcurrently } from '../../shared/concurrency.ts';
import { KEPT_DAYS } from '../../shared/domain/agent.ts';
import { contentKindOf } from '../../shared/domain/content.ts';
import { addDays, dayOf } from '../../shared/domain/day.ts';
import type { Chunk, Item, Outcome } from '../../shared/domain/item.ts';
import type { MessageCount } from '../../shared/domain/message-use.ts';
import { phaseAfter } from '../../shared/domain/scan.ts';
import type { ScanProgress } from '../../shared/ports/scan-store.ts';
import { scanWindow } from './activities.ts';
import { type ChunkFamily, nextChunkOf } from './chunk-ids.ts';
import { giveUpOrWait, OVER_BUDGET, type Position, sendAll, settleUnread } from './items.ts';
import { listMadeAgain, listMadeItems, madeItems } from './made-items.ts';
import { type MessagePage, newReading, type Reading, transcriptLines } from './read-transcript.ts';
import { budgetIsSpent, inspectionTask, type ScanWork } from './scan-work.ts';
import { sessionMessages } from './session-messages.ts';
import { attemptTwice } from './stage-item.ts';

/**
 * Reads the transcripts of one chunk: stages them for the inspection, counts what people wrote, and lists what only
 * transcripts name.
 *
 * The chunk is one step. Interrupted before its checkpoint, it is read again from its beginning, whatever has become of
 * its items: nothing else says what they name.
 */
async function readTranscripts(work: ScanWork, source: Source): Promise<ScanProgress> {
  const { deps, scan, counts } = work;
  const { phase } = source;
  const chunk = await nextChunkOf(work, source.family, scan.phasePosition.afterChunk ?? null);
  if (!chunk) {
    if (phase === 'transcripts') await listMadeAgain(work);
    return { phase: phaseAfter(phase), phasePosition: {} };
  }

  const { read, ended } = await readChunk(work, chunk, source);
  const first = addDays(dayOf(scanWindow(work).to), 1 - KEPT_DAYS);
  await deps.scans.saveMessageCounts(
    scan,
    read.map(({ item, reading }) => messageCount(item, reading, first)),
  );
  if (phase === 'transcripts') {
    const named = read.flatMap(({ item, reading }) => madeItems(item, reading.references));
    await listMadeItems(work, chunk.chunkId, named);
    counts.transcriptsRead += chunk.items.length;
  }
  await settleUnread(work, chunk, ended);
  await sendAll(
    work,
    chunk,
    read.filter(({ staged }) => staged).map(({ index }) => index),
  );
  return { phase, phasePosition: { afterChunk: chunk.chunkId } };
}

export const readConversations = (work: ScanWork): Promise<ScanProgress> => readTranscripts(work, CHATS);

export const readSessions = (work: ScanWork): Promise<ScanProgress> => readTranscripts(work, SESSIONS);

interface Source {
  readonly phase: 'transcripts' | 'sessions';
  readonly family: ChunkFamily;
  /** So many of a chunk that the provider does not deliver stand for all that are left of it. */
  readonly patience: number;
  pages(work: ScanWork, item: Item): AsyncIterable<MessagePage>;
  atOnce(work: ScanWork, chunk: Chunk): number;
}

const CHATS: Source = {
  phase: 'transcripts',
  family: 'chats',
  patience: Number.POSITIVE_INFINITY,
  pages: ({ provider }, item) => provider.chatMessages(item.id),
  atOnce: ({ deps }) => deps.limits.concurrency,
};

/**
 * The content of an organization whose key the provider cannot use is unavailable for days, and every attempt at a session
 * takes long. Remote sessions have a small budget of calls of their own, so one is read at a time.
 */
const SESSIONS: Source = {
  phase: 'sessions',
  family: 'sessions',
  patience: 3,
  pages: sessionMessages,
  atOnce: ({ deps }, { items: [first] }) =>
    first && contentKindOf(first) === 'remote_sessions' ? 1 : deps.limits.concurrency,
};

interface Read extends Position {
  readonly reading: Reading;
  /** Waits for its inspection; false where an interrupted attempt has sent it already. */
  readonly staged: boolean;
}

interface ChunkReading {
  readonly read: Read[];
  readonly ended: (Position & { readonly outcome: Outcome })[];
}

async function readChunk(work: ScanWork, chunk: Chunk, source: Source): Promise<ChunkReading> {
  const result: ChunkReading = { read: [], ended: [] };
  const unavailable: Position[] = [];
  const positions = chunk.items
    .map((item, index): Position => ({ item, index }))
    .filter(({ index }) => !endedUnread(chunk.outcomes.get(index)));
  await forEachConcurrently(positions, source.atOnce(work, chunk), async (position) => {
    const { item, index } = position;
    const isSent = chunk.staged.has(index) || chunk.outcomes.has(index);
    if (item.transcript?.deleted) return void result.ended.push({ ...position, outcome: DELETED });
    if (!isSent && budgetIsSpent(work)) return void result.ended.push({ ...position, outcome: OVER_BUDGET });

    if (!isSent && unavailable.length >= source.patience)
      return void result.ended.push({ ...position, outcome: NOT_NOW });

    const key = inspectionTask(work.scan, chunk.chunkId, index).stagedKey;
    const { reading, end } = await readOne(work, source, item, isSent ? null : key);
    if (end === 'staged') result.read.push({ ...position, reading, staged: !isSent });
    else if (end === 'unavailable') unavailable.push(position);
    else if (!isSent) result.ended.push({ ...position, outcome: end });
  });
  result.ended.push(...(await giveUpOrWait(work, unavailable)));
  return result;
}

const NOT_NOW: Outcome = { status: 'skipped', reason: 'not_now' };

const DELETED: Outcome = { status: 'skipped', reason: 'deleted_by_user' };

const UNREAD_REASONS: ReadonlySet<string> = new Set([
  'deleted_by_user',
  'gone',
  'over_budget',
  'not_now',
  'provider_error',
]);

/** An interrupted attempt could not have it, so there is nothing to read. Other ends come from its inspection. */
const endedUnread = (outcome: Outcome | undefined): boolean => UNREAD_REASONS.has(outcome?.reason ?? '');

/** @param key where to stage it; null: it is only read */
async function readOne(work: ScanWork, source: Source, item: Item, key: string | null) {
  const { deps } = work;
  let reading = newReading();
  const end = await attemptTwice(async () => {
    reading = newReading();
    const lines = transcriptLines(
      source.pages(work, item),
      item.transcript?.since ?? item.at.slice(0, 10),
      deps.limits.maxTranscriptBytes,
      reading,
    );
    if (key === null) for await (const _ of lines);
    else await deps.staging.put(key, lines, { name: null, mimeType: null });
  });
  return { reading, end };
}

function messageCount(item: Item, { messages, models, written }: Reading, first: string): MessageCount {
  const days = Object.entries(messages).filter(([day]) => day >= first);
  return {
    transcriptId: item.id,
    userId: item.userId,
    interface: item.kind === 'session' ? item.interface : null,
    version: item.transcript?.version ?? item.at,
    days: Object.fromEntries(days),
    ...(item.kind === 'session' && {
      models: Object.fromEntries([...models].map(([model, at]) => [model, new Date(at).toISOString()])),
      ...(written && {
        firstAt: new Date(written.first).toISOString(),
        lastAt: new Date(written.last).toISOString(),
      }),
    }),
  };
}
