import { batches } from '../../shared/concurrency.ts';
import type { Agent, Owner } from '../../shared/domain/agent.ts';
import {
  daysToDrop,
  mergeClients,
  mergeDays,
  standing,
  unattributedOf,
} from '../../shared/domain/agent-use.ts';
import { contentKindOf, isCovered } from '../../shared/domain/content.ts';
import { type Day, dayOf } from '../../shared/domain/day.ts';
import { messagesKnownFrom } from '../../shared/domain/integration.ts';
import { asShown, CHUNK_SIZE, type Item, needsInspection } from '../../shared/domain/item.ts';
import type { DayUse, UsageByDay } from '../../shared/domain/usage.ts';
import type { AgentChange, ChatOrigin } from '../../shared/ports/agent-store.ts';
import { scanWindow } from './activities.ts';
import { type ActivityTally, type AgentTally, betterOrigin } from './activity-tally.ts';
import { activityChunkId } from './chunk-ids.ts';
import { isMade } from './made-items.ts';
import { agentKey, type ScanWork } from './scan-work.ts';

/**
 * Writes what a slice has added up: agents, where chats belong, items to inspect. Writing it twice changes nothing. Where it is
 * stale, so is the checkpoint that follows.
 */
export async function flushTally(work: ScanWork, tally: ActivityTally, firstDay: Day): Promise<void> {
  await saveAgents(work, tally);
  await saveChatOrigins(work, [...tally.chats.values()]);
  await saveItems(work, [...tally.items.values()], firstDay);
}

async function saveAgents(work: ScanWork, tally: ActivityTally): Promise<void> {
  const { deps, scan, integration, counts, usageDays } = work;
  if (tally.agents.size === 0) return;
  const owners = new Map<string, Owner>();
  for await (const { userId, email, name, active } of deps.agents.users(scan.tenant)) {
    owners.set(userId, { userId, email, name, active });
  }
  const stored = new Map<string, Agent>();
  for await (const agent of deps.agents.all(scan.tenant))
    stored.set(agentKey(agent.owner.userId, agent.interface), agent);

  const today = dayOf(scanWindow(work).to);
  const collectedFrom = collectedFromOf(work);
  const messagesFrom = messagesKnownFrom(integration.position);
  const changes = [...tally.agents.entries()].map(([key, agent]) =>
    agentChange(
      agent,
      stored.get(key),
      owners.get(agent.userId),
      today,
      collectedFrom,
      usageDays,
      messagesFrom,
    ),
  );
  await deps.agents.update(scan.tenant, changes, scan);
  counts.agents = stored.size + changes.filter(({ create }) => create).length;
}

/** First day that has been read without a gap, this scan included. */
export const collectedFromOf = ({ integration, scan }: ScanWork): Day =>
  integration.position?.collectedFrom ?? (scan.window.from ?? scan.startedAt).slice(0, 10);

function agentChange(
  tally: AgentTally,
  stored: Agent | undefined,
  owner: Owner | undefined,
  today: Day,
  collectedFrom: Day,
  usageDays: number,
  messagesFrom: Day | null,
): AgentChange {
  const read: UsageByDay = Object.fromEntries(
    [...tally.days].map(([day, use]) => [
      day,
      {
        chats: use.chats,
        files: use.files,
        ...(use.unattributed > 0 ? { unattributed: use.unattributed } : {}),
        // Counted anew when the scan closes.
        ...messagesOf(stored?.days[day]),
      },
    ]),
  );
  const days = mergeDays(stored?.days ?? {}, read, today, usageDays);
  const clients = [...tally.clients].map(([userAgent, { rule, at }]) => ({
    userAgent,
    rule,
    lastSeenAt: new Date(at).toISOString(),
  }));
  const first = new Date(tally.firstAt).toISOString();
  const last = new Date(tally.lastAt).toISOString();
  // What was seen by messages alone gives way to activity: that is exact, and does not move to other agents.
  const seen = stored && stored.clients.length > 0 ? stored : undefined;
  return {
    userId: tally.userId,
    interface: tally.interface,
    create: stored === undefined,
    set: {
      owner: owner ?? { userId: tally.userId, email: tally.email, name: null, active: false },
      ...standing(days, today, collectedFrom, messagesFrom),
      clients: mergeClients(stored?.clients ?? [], clients),
      unattributed: unattributedOf(days),
      firstSeenAt: seen?.firstSeenAt && seen.firstSeenAt < first ? seen.firstSeenAt : first,
      lastSeenAt: seen?.lastSeenAt && seen.lastSeenAt > last ? seen.lastSeenAt : last,
    },
    days: Object.fromEntries(Object.entries(read).filter(([day]) => day in days)),
    dropDays: daysToDrop(stored?.days ?? {}, today, usageDays),
  };
}

const messagesOf = (use: DayUse | undefined): Pick<DayUse, 'messages'> =>
  use?.messages === undefined ? {} : { messages: use.messages };

async function saveChatOrigins({ deps, scan }: ScanWork, origins: readonly ChatOrigin[]): Promise<void> {
  const stored = await deps.agents.chatOrigins(
    scan.tenant,
    origins.map(({ chatId }) => chatId),
  );
  const changed = origins.filter((origin) => {
    const known = stored.get(origin.chatId);
    return !known || betterOrigin(known, origin) !== known;
  });
  if (changed.length > 0) await deps.agents.saveChatOrigins(scan.tenant, changed, scan);
}

/**
 * Items that no earlier scan has inspected with this policy, in chunks. The chunks of a slice are named by its first day,
 * so that an interrupted attempt at the same slice is replaced and not added to.
 */
async function saveItems(work: ScanWork, found: readonly Item[], firstDay: Day): Promise<void> {
  const { deps, scan, counts } = work;
  const isFirstSlice = scan.phasePosition.nextDay === undefined;
  const again = isFirstSlice ? await deps.scans.retries(scan.tenant) : [];
  // What other phases list, they list again.
  const here = again.filter(
    (item) => item.kind !== 'project_instructions' && !item.transcript && !isMade(item),
  );
  const covered = [...here, ...found].filter((item) => isCovered(contentKindOf(item), scan.coverage));
  const items = new Map(covered.map((item) => [item.id, item]));
  if (!isFirstSlice) await removeListed(work, items, firstDay);
  const known = await deps.events.known(scan.tenant, [...items.keys()]);
  const fresh = [...items.values()]
    .filter((item) => needsInspection(item, known.get(item.id), scan.policyVersion))
    .map((item) => asShown(item, known.get(item.id)))
    .sort(byTime);
  const chunks = batches(fresh, CHUNK_SIZE).map((chunk, index) => ({
    chunkId: activityChunkId(firstDay, index),
    items: chunk,
  }));
  // Where it is stale, so is the checkpoint that follows.
  await deps.scans.putChunks(scan, firstDay, chunks);
  counts.listed += fresh.length;
  counts.alreadyInspected += items.size - fresh.length;
}

/** Takes out what earlier slices of this scan have listed: a file that is named on several days is one item. */
async function removeListed(
  { deps, scan }: ScanWork,
  items: Map<string, Item>,
  firstDay: Day,
): Promise<void> {
  if (items.size === 0) return;
  for await (const chunk of deps.scans.chunks(scan)) {
    if (chunk.chunkId < firstDay) for (const { id } of chunk.items) items.delete(id);
  }
}

const byTime = (a: Item, b: Item): number => a.at.localeCompare(b.at) || a.id.localeCompare(b.id);
