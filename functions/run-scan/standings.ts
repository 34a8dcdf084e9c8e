import { batches } from '../../shared/concurrency.ts';
import {
  type Agent,
  agentId,
  KEPT_DAYS,
  type Owner,
  parseAgentId,
  worstRisk,
} from '../../shared/domain/agent.ts';
import { type AgentType, isInterface } from '../../shared/domain/agent-type.ts';
import { daysToDrop, mergeDays, standing } from '../../shared/domain/agent-use.ts';
import { addDays, type Day, dayOf } from '../../shared/domain/day.ts';
import type { MessagesFrom } from '../../shared/domain/integration.ts';
import {
  type MessageCount,
  type MessageUse,
  messageUse,
  type Sighting,
  sightingsIn,
  withMessages,
} from '../../shared/domain/message-use.ts';
import type { UsageByDay } from '../../shared/domain/usage.ts';
import type { AgentChange } from '../../shared/ports/agent-store.ts';
import { scanWindow } from './activities.ts';
import { NO_USER } from './attribution.ts';
import { collectedFromOf } from './flush-tally.ts';
import type { ScanWork } from './scan-work.ts';

/**
 * Brings every agent up to date with the day, the messages and the directory: usage falls as days pass, people leave, and
 * a user without any agent is shown as Browser with no usage, until another agent of theirs turns up.
 *
 * @param messagesFrom first days from which all messages are known, null while they are not
 */
export async function refreshStandings(work: ScanWork, messagesFrom: MessagesFrom): Promise<void> {
  const { deps, scan, counts, usageDays } = work;
  const today = dayOf(scanWindow(work).to);
  const collectedFrom = collectedFromOf(work);
  const owners = new Map<string, Owner>();
  for await (const { userId, email, name, active } of deps.agents.users(scan.tenant)) {
    owners.set(userId, { userId, email, name, active });
  }
  const knownFrom = (type: AgentType) => (isInterface(type) ? messagesFrom.chats : messagesFrom.sessions);
  const countedFrom = (from: Day | null) => from && later(from, addDays(today, 1 - KEPT_DAYS));
  const { use, sightings } = await readMessages(work, {
    chats: countedFrom(messagesFrom.chats),
    sessions: countedFrom(messagesFrom.sessions),
  });
  const withCounted = (days: UsageByDay, id: string, type: AgentType): UsageByDay => {
    const from = countedFrom(knownFrom(type));
    return from ? withMessages(days, use.get(id), from) : days;
  };

  const changes: AgentChange[] = [];
  const withAgent = new Set<string>();
  const unused = new Set<string>();
  const superfluous: Pick<AgentChange, 'userId' | 'interface'>[] = [];
  const found = new Set<string>();
  for await (const agent of deps.agents.all(scan.tenant)) {
    const { userId } = agent.owner;
    const id = agentId(userId, agent.interface);
    found.add(id);
    const days = withCounted(mergeDays(agent.days, {}, today, usageDays), id, agent.interface);
    const sighting = sightings.get(id);
    const seen = sighting ? seenAlso(agent, sighting) : isSeenByMessages(agent) ? seenOn(days) : {};
    if (!isUnused({ ...agent, ...seen })) withAgent.add(userId);
    else if (agent.interface === 'browser') unused.add(userId);
    else superfluous.push({ userId, interface: agent.interface });

    const owner = owners.get(userId) ?? { ...agent.owner, active: false };
    const now = standing(days, today, collectedFrom, knownFrom(agent.interface));
    const models = newerModels(agent, sighting);
    const changed = changedDays(agent.days, days);
    const dropDays = daysToDrop(agent.days, today, usageDays);
    const isSame =
      dropDays.length === 0 &&
      Object.keys({ ...changed, ...models }).length === 0 &&
      isStanding(agent, owner, now) &&
      isSeen(agent, { ...agent, ...seen });
    if (isSame) continue;
    const set = { owner, ...now, ...seen };
    changes.push({ userId, interface: agent.interface, create: false, set, days: changed, dropDays, models });
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
    const days = withCounted({}, id, agent.client);
    const usage = standing(days, today, collectedFrom, knownFrom(agent.client));
    changes.push(newAgent(owner, agent.client, days, usage, sightings.get(id)));
  }
  for (const owner of owners.values()) {
    if (withAgent.has(owner.userId) || unused.has(owner.userId) || !owner.active) continue;
    changes.push(newAgent(owner, 'browser', {}, standing({}, today, collectedFrom, messagesFrom.chats)));
  }
  for (const userId of unused) if (withAgent.has(userId)) superfluous.push({ userId, interface: 'browser' });
  // Where it is stale, so is the end that follows.
  await deps.agents.update(scan.tenant, changes, scan);
  await deps.agents.removeUnused(scan.tenant, superfluous);
  counts.agents = found.size + changes.filter(({ create }) => create).length - superfluous.length;
}

/** No use was ever seen, and nothing was found: in Browser, it stands for the person. */
const isUnused = ({ interface: type, firstSeenAt, findings }: Agent): boolean =>
  isInterface(type) && firstSeenAt === null && worstRisk(findings) === null;

/**
 * Whether messages alone tell when it was seen, and those of all the time: they move where it turns out whose a
 * conversation is, and none may stay. What was seen on days that are no longer kept stays.
 */
const isSeenByMessages = ({ interface: type, clients, firstSeenAt, days }: Agent): boolean =>
  isInterface(type) && clients.length === 0 && (firstSeenAt === null || firstSeenAt.slice(0, 10) in days);

/** When use was seen, of an agent that is known by its messages only: to the day. */
function seenOn(days: UsageByDay): Pick<Agent, 'firstSeenAt' | 'lastSeenAt'> {
  const used = Object.keys(days)
    .filter((day) => days[day]?.messages)
    .sort();
  const startOf = (day: Day | undefined) => (day ? `${day}T00:00:00.000Z` : null);
  return { firstSeenAt: startOf(used[0]), lastSeenAt: startOf(used.at(-1)) };
}

interface Messages {
  readonly use: MessageUse;
  /** Of agents of sessions, which no activity tells of. */
  readonly sightings: ReadonlyMap<string, Sighting>;
}

/** What people wrote, attributed by where chats belong as far as this is known now. */
async function readMessages({ deps, scan }: ScanWork, from: MessagesFrom): Promise<Messages> {
  if (!from.chats && !from.sessions) return { use: new Map(), sightings: new Map() };
  const counts: MessageCount[] = [];
  const ofSessions: MessageCount[] = [];
  for await (const count of deps.agents.messageCounts(scan.tenant)) {
    if (count.interface !== null) ofSessions.push(count);
    else if (Object.keys(count.days).some((day) => from.chats && day >= from.chats)) counts.push(count);
  }
  const interfaces = new Map<string, AgentChange['interface']>();
  for (const batch of batches(counts, 1_000)) {
    const origins = await deps.agents.chatOrigins(
      scan.tenant,
      batch.map(({ transcriptId }) => transcriptId),
    );
    for (const [chatId, origin] of origins) interfaces.set(chatId, origin.interface);
  }
  const ofChats = from.chats ? messageUse(counts, (chatId) => interfaces.get(chatId), from.chats) : [];
  const inSessions = from.sessions ? messageUse(ofSessions, () => undefined, from.sessions) : [];
  return { use: new Map([...ofChats, ...inSessions]), sightings: sightingsIn(ofSessions) };
}

const seenAlso = (
  agent: Agent,
  { firstAt, lastAt }: Sighting,
): Pick<Agent, 'firstSeenAt' | 'lastSeenAt'> => ({
  firstSeenAt: agent.firstSeenAt && agent.firstSeenAt < (firstAt ?? '~') ? agent.firstSeenAt : firstAt,
  lastSeenAt: agent.lastSeenAt && agent.lastSeenAt > (lastAt ?? '') ? agent.lastSeenAt : lastAt,
});

const newerModels = (agent: Agent, sighting: Sighting | undefined): Agent['models'] =>
  Object.fromEntries(
    Object.entries(sighting?.models ?? {}).filter(([model, at]) => at > (agent.models[model] ?? '')),
  );

const later = (a: Day, b: Day): Day => (a > b ? a : b);

function changedDays(stored: UsageByDay, now: UsageByDay): UsageByDay {
  return Object.fromEntries(
    Object.entries(now).filter(([day, use]) => use.messages !== stored[day]?.messages || !stored[day]),
  );
}

const isSeen = (a: Agent, b: Agent): boolean =>
  a.firstSeenAt === b.firstSeenAt && a.lastSeenAt === b.lastSeenAt;

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
  sighting?: Sighting,
): AgentChange => ({
  userId: owner.userId,
  interface: type,
  create: true,
  set: {
    owner,
    ...usage,
    clients: [],
    unattributed: 0,
    ...(sighting ? { firstSeenAt: sighting.firstAt, lastSeenAt: sighting.lastAt } : seenOn(days)),
  },
  days,
  models: sighting?.models ?? {},
});
