import type { Chat } from '../../shared/compliance-api/chats.ts';
import { batches } from '../../shared/concurrency.ts';
import { type Day, dayOf } from '../../shared/domain/day.ts';
import {
  type Item,
  type KnownItem,
  needsInspection,
  TRANSCRIPTS_PER_CHUNK,
  type TranscriptItem,
} from '../../shared/domain/item.ts';
import type { ChatOrigin } from '../../shared/ports/agent-store.ts';
import { scanWindow } from './activities.ts';
import { attributedAnew, attribution } from './attribution.ts';
import { chatChunkId } from './chunk-ids.ts';
import type { ScanWork } from './scan-work.ts';

/** Lists changed chats to be read, one page of the provider's list at a time. */
export interface ChatListing {
  /** @param page its number, from 1: names the chunks, so that an interrupted attempt is replaced and not added to */
  page(page: number, chats: readonly Chat[], origins: ReadonlyMap<string, ChatOrigin>): Promise<void>;
}

/** @param isFirst whether the list is read from its beginning: then what the last scan could not read comes first */
export async function createChatListing(work: ScanWork, isFirst: boolean): Promise<ChatListing> {
  const { deps, scan, counts } = work;
  if (!scan.coverage.text) return { page: async () => undefined };
  // Masking titles takes every detector, which no other step of a scan needs.
  const { safeName } = await import('../../shared/inspection/place.ts');
  const since = transcriptsSince(work);
  const unread = (await deps.scans.retries(scan.tenant)).filter(isChat);
  const origins = await deps.agents.chatOrigins(
    scan.tenant,
    unread.map(({ id }) => id),
  );
  const again = new Map<string, TranscriptItem>();
  for (const item of unread) {
    const owned = attributedAnew(work, item, origins.get(item.id), Date.parse(item.at));
    again.set(item.id, readFrom(owned, since));
  }

  const put = async (page: number, items: readonly TranscriptItem[]) => {
    const known = await deps.events.known(
      scan.tenant,
      items.map(({ id }) => id),
    );
    const changed = items
      .filter((item) => needsInspection(item, known.get(item.id), scan.policyVersion))
      .map((item) => reachingBack(item, known.get(item.id)));
    const chunks = batches(changed, TRANSCRIPTS_PER_CHUNK).map((chunk, index) => ({
      chunkId: chatChunkId(page, index),
      items: chunk,
    }));
    // Where it is stale, so is the checkpoint that follows.
    await deps.scans.putChunks(scan, chatChunkId(page), chunks);
    counts.listed += changed.length;
    counts.transcripts += changed.length;
  };
  if (isFirst) await put(0, [...again.values()]);

  return {
    page: (page, chats, origins) => {
      const listed = new Map<string, TranscriptItem>();
      for (const chat of chats) {
        if (again.has(chat.id)) continue;
        const title = safeName(chat.name) || 'Conversation';
        const owner = attribution(work, chat.user?.id, origins.get(chat.id), chat.createdAt);
        listed.set(chat.id, chatItem(chat, title, owner, since));
      }
      return put(page, [...listed.values()]);
    },
  };
}

/** First day of the transcripts that this scan inspects: what changed chats said before, earlier scans have read. */
export function transcriptsSince(work: ScanWork): Day {
  const windowDay = dayOf(scanWindow(work).from);
  const kept = work.integration.position?.chatsSince;
  return kept && kept < windowDay ? kept : windowDay;
}

const isChat = (item: Item): item is TranscriptItem => item.kind === 'chat' && item.transcript !== undefined;

const readFrom = (item: TranscriptItem, since: Day): TranscriptItem =>
  item.transcript.since <= since ? item : { ...item, transcript: { ...item.transcript, since } };

/** From the first day on that shows it as somebody's, where that was not sure. */
function reachingBack(item: TranscriptItem, before: KnownItem | undefined): TranscriptItem {
  const [first] = before?.unsure && !item.unsure ? Object.keys(before.events).sort() : [];
  return first ? readFrom(item, first.slice(0, 10)) : item;
}

function chatItem(
  chat: Chat,
  title: string,
  owner: ReturnType<typeof attribution>,
  since: Day,
): TranscriptItem {
  return {
    ...owner,
    id: chat.id,
    kind: 'chat',
    at: new Date(chat.createdAt).toISOString(),
    email: chat.user?.email ?? null,
    chatId: chat.id,
    projectId: chat.projectId,
    ...(chat.href && { chatUrl: chat.href }),
    transcript: {
      version: new Date(chat.updatedAt).toISOString(),
      since,
      title,
      deleted: chat.deletedAt !== null,
    },
  };
}
