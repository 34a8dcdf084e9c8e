import { batches } from '../../shared/concurrency.ts';
import { type Agent, agentId, KEPT_DAYS, type Owner, parseAgentId } from '../../shared/domain/agent.ts';
import { daysToDrop, mergeDays, standing } from '../../shared/domain/agent-use.ts';
import { addDays, type Day, dayOf } from '../../shared/domain/day.ts';
import {
  type MessageCount,
  type MessageUse,
  messageUse,
  withMessages,
} from '../../shared/domain/message-use.ts';
import type { UsageByDay } from '../../shared/domain/usage.ts';
import type { AgentChange } from '../../shared/ports.ts';
import { scanWindow } from './activities.ts';
import { collectedFromOf } from './flush-tally.ts';
import { NO_USER } from './list-chats.ts';
import type { ScanWork } from './scan-work.ts';

/**
 * Brings every agent up to date with the day, the messages and the directory: usage falls as days pass, people leave, and
 * a user without any agent is shown as Browser with no usage, until another agent of theirs turns up.
 *
 * @param messagesFrom first day from which all messages are known, null while they are not
 */
export async function refreshStandings(work: ScanWork, messagesFrom: Day | null): Promise<void> {
  const { deps, scan, counts, usageDays } = work;
  const today = dayOf(scanWindow(work).to);
  const collectedFrom = collectedFromOf(work);
  const owners = new Map<string, Owner>();
  for await (const { userId, email, name, active } of deps.agents.users(scan.tenant)) {
    owners.set(userId, { userId, email, name, active });
  }
  const countedFrom = messagesFrom && later(messagesFrom, addDays(today, 1 - KEPT_DAYS));
  const use = countedFrom ? await readMessageUse(work, countedFrom) : new Map();
  const withCounted = (days: UsageByDay, id: string): UsageByDay =>
    countedFrom ? withMessages(days, use.get(id), countedFrom) : days;

  const changes: AgentChange[] = [];
  const withAgent = new Set<string>();
  const unused = new Set<string>();
  const found = new Set<string>();
  for await (const agent of deps.agents.all(scan.tenant)) {
    const { userId } = agent.owner;
    const id = agentId(userId, agent.interface);
    found.add(id);
    const days = withCounted(mergeDays(agent.days, {}, today, usageDays), id);
    const seen = agent.firstSeenAt === null ? seenOn(days) : {};
    if (isUnused({ ...agent, ...seen })) unused.add(userId);
    else withAgent.add(userId);

    const owner = owners.get(userId) ?? { ...agent.owner, active: false };
    const now = standing(days, today, collectedFrom, messagesFrom);
    const changed = changedDays(agent.days, days);
    const dropDays = daysToDrop(agent.days, today, usageDays);
    const isSame =
      dropDays.length === 0 && Object.keys(changed).length === 0 && isStanding(agent, owner, now);
    if (isSame) continue;
    const set = { owner, ...now, ...seen };
    changes.push({ userId, interface: agent.interface, create: false, set, days: changed, dropDays });
  }
  for (const id of use.keys()) {
    const agent = parseAgentId(id);
    if (!agent || found.has(id) || agent.userId === NO_USER) continue;
    withAgent.add(agent.userId);
    const owner = owners.get(agent.userId) ?? {
      userId: agent.userId,
      email: null,
      name: null,
      active: false,
    };
    const days = withCounted({}, id);
    changes.push(newAgent(owner, agent.client, days, standing(days, today, collectedFrom, messagesFrom)));
  }
  for (const owner of owners.values()) {
    if (withAgent.has(owner.userId) || unused.has(owner.userId) || !owner.active) continue;
    changes.push(newAgent(owner, 'browser', {}, standing({}, today, collectedFrom, messagesFrom)));
  }
  const superfluous = new Set([...unused].filter((userId) => withAgent.has(userId)));
  await deps.agents.update(
    scan.tenant,
    changes.filter((change) => !(change.interface === 'browser' && superfluous.has(change.userId))),
  );
  await deps.agents.removeUnused(scan.tenant, [...superfluous]);
  counts.agents = found.size + changes.filter(({ create }) => create).length - superfluous.size;
}

/** Stands for a person of whom no use was ever seen. */
const isUnused = (agent: Agent): boolean => agent.interface === 'browser' && agent.firstSeenAt === null;

/** When use was seen, of an agent that is known by its messages only: to the day. */
function seenOn(days: UsageByDay): Pick<Agent, 'firstSeenAt' | 'lastSeenAt'> {
  const used = Object.keys(days).sort();
  const startOf = (day: Day | undefined) => (day ? `${day}T00:00:00.000Z` : null);
  return { firstSeenAt: startOf(used[0]), lastSeenAt: startOf(used.at(-1)) };
}

/** What people wrote, attributed by where chats belong as far as this is known now. */
async function readMessageUse({ deps, scan }: ScanWork, from: Day): Promise<MessageUse> {
  const counts: MessageCount[] = [];
  for await (const count of deps.agents.messageCounts(scan.tenant)) {
    if (Object.keys(count.days).some((day) => day >= from)) counts.push(count);
  }
  const interfaces = new Map<string, AgentChange['interface']>();
  for (const batch of batches(counts, 1_000)) {
    const origins = await deps.agents.chatOrigins(
      scan.tenant,
      batch.filter((count) => count.interface === null).map(({ transcriptId }) => transcriptId),
    );
    for (const [chatId, origin] of origins) interfaces.set(chatId, origin.interface);
  }
  return messageUse(counts, (chatId) => interfaces.get(chatId), from);
}

const later = (a: Day, b: Day): Day => (a > b ? a : b);

function changedDays(stored: UsageByDay, now: UsageByDay): UsageByDay {
  return Object.fromEntries(
    Object.entries(now).filter(([day, use]) => use.messages !== stored[day]?.messages || !stored[day]),
  );
}

const isStanding = (agent: Agent, owner: Owner, now: ReturnType<typeof standing>): boolean =>
  owner.email === agent.owner.email &&
  owner.name === agent.owner.name &&
  owner.active === agent.owner.active &&
  now.perWeek === agent.perWeek &&
  now.basis === agent.basis &&
  now.basisDays === agent.basisDays;

const newAgent = (
  owner: Owner,
  type: AgentChange['interface'],
  days: UsageByDay,
  usage: ReturnType<typeof standing>,
): AgentChange => ({
  userId: owner.userId,
  interface: type,
  create: true,
  set: { owner, ...usage, clients: [], unattributed: 0, ...seenOn(days) },
  days,
  models: {},
});
