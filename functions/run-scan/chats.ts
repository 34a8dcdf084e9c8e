import { phaseAfter } from '../../shared/domain/scan.ts';
import { OVERLAP_MS } from '../../shared/domain/window.ts';
import { AppError } from '../../shared/errors.ts';
import type { AgentChange } from '../../shared/ports/agent-store.ts';
import type { ScanProgress } from '../../shared/ports/scan-store.ts';
import { scanWindow } from './activities.ts';
import { createChatListing } from './list-chats.ts';
import { agentKey, budgetIsSpent, evidenceOf, type ScanWork, timeIsUp, withEvidence } from './scan-work.ts';

/**
 * Reads which chats changed since the last scan, oldest change first: their models, and what is to be read of them. A model belongs to the agent
 * through whose interface the chat was started.
 *
 * The saved position is a time, not a cursor: the overlap finds chats that were indexed late, and nothing is lost when
 * the provider refuses an old cursor.
 */
export async function readChats(work: ScanWork): Promise<ScanProgress> {
  try {
    return await walkChats(work);
  } catch (error) {
    const isRefused = error instanceof AppError && error.code === 'CURSOR_REJECTED';
    if (!isRefused || work.scan.phasePosition.again) throw error;
    // From the time bound on again, which sets the same models and lists the same chats again; once, so that it ends.
    const { scan, counts } = work;
    counts.chats = scan.counts.chats - evidenceOf(scan, 'chats').items;
    counts.listed = scan.counts.listed - scan.counts.transcripts;
    counts.transcripts = 0;
    counts.chatsWithoutInterface = 0;
    return {
      phase: 'chats',
      phasePosition: { again: true },
      evidence: work.scan.evidence.filter(({ phase }) => phase !== 'chats'),
    };
  }
}

async function walkChats(work: ScanWork): Promise<ScanProgress> {
  const { deps, scan, counts, integration, provider } = work;
  const upTo = integration.position ? Date.parse(integration.position.chatsUpTo) : null;
  const from = listFrom(work, upTo);
  const { to } = scanWindow(work);
  const evidence = { ...evidenceOf(scan, 'chats'), from: new Date(from).toISOString() };
  // The activity that created a chat may be in the gap; the next scan reads both again.
  const hasGap = evidenceOf(scan, 'activities').missingFrom !== null;
  const models = new Map<string, AgentChange & { models: Record<string, string> }>();
  let afterId: string | null = scan.phasePosition.afterId ?? null;
  let hasMore = false;
  const listing = await createChatListing(work, afterId === null);

  for await (const page of provider.chats({ updatedAtGte: from, afterId })) {
    // What created a later one is behind the window, and so are its activities: the next scan has both.
    const chats = page.items.filter(({ createdAt }) => createdAt < to);
    const origins = await deps.agents.chatOrigins(
      scan.tenant,
      chats.map(({ id }) => id),
    );
    for (const chat of chats) {
      const origin = origins.get(chat.id);
      if (!origin || (hasGap && origin.by === 'named')) counts.chatsWithoutInterface += 1;
      else if (chat.model) noteModel(models, origin, chat.model, new Date(chat.updatedAt).toISOString());
    }
    counts.chats += chats.length;
    evidence.pages += 1;
    await listing.page(evidence.pages, chats, origins);
    evidence.items += chats.length;
    evidence.firstId ??= page.firstId;
    evidence.lastId = page.lastId ?? evidence.lastId;
    evidence.requestId = page.requestId;
    afterId = page.lastId ?? afterId;
    hasMore = page.hasMore;
    const readTo = page.items.at(-1)?.updatedAt ?? from;
    if (timeIsUp(work)) break;
    // At least one page that goes beyond what the last scan has read, so that every scan moves on.
    if (hasMore && readTo > (upTo ?? from) && budgetIsSpent(work)) {
      evidence.missingFrom = new Date(readTo).toISOString();
      evidence.gaps = [
        ...evidence.gaps,
        `Chats that changed after ${evidence.missingFrom} were not read: the budget of the scan was spent`,
      ];
      hasMore = false;
      break;
    }
  }

  // Where it is stale, so is the checkpoint that follows.
  await deps.agents.update(scan.tenant, [...models.values()], scan);
  const progress = { evidence: withEvidence(scan, evidence) };
  return hasMore && afterId
    ? { ...progress, phase: 'chats', phasePosition: { ...scan.phasePosition, afterId } }
    : { ...progress, phase: phaseAfter('chats'), phasePosition: {} };
}

/**
 * A little behind what the last scan has read; from the start of the window on where conversations are read, so that a
 * changed policy looks at them again as far back as at all else.
 */
function listFrom(work: ScanWork, upTo: number | null): number {
  const { from } = scanWindow(work);
  if (upTo === null) return from;
  return work.scan.coverage.text ? Math.min(from, upTo - OVERLAP_MS) : upTo - OVERLAP_MS;
}

/** Chats come in the order of their last change, so the latest one seen says when a model was last used. */
function noteModel(
  models: Map<string, AgentChange & { models: Record<string, string> }>,
  origin: { readonly userId: string; readonly interface: AgentChange['interface'] },
  model: string,
  at: string,
): void {
  const key = agentKey(origin.userId, origin.interface);
  let change = models.get(key);
  if (!change) {
    change = { userId: origin.userId, interface: origin.interface, create: false, set: {}, models: {} };
    models.set(key, change);
  }
  change.models[model] = at;
}
