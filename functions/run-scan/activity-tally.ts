import {
  type Activity,
  apiAccessType,
  isByPerson,
  isChatCreation,
  isContentUse,
  isUnknownContentType,
  isUpload,
} from '../../shared/domain/activity.ts';
import type { ClientInterface, InterfaceVerdict } from '../../shared/domain/client-interface.ts';
import { type Day, dayOf } from '../../shared/domain/day.ts';
import { type Item, versionId } from '../../shared/domain/item.ts';
import type { ChatOrigin } from '../../shared/ports/agent-store.ts';

/** What one agent did over the days read, before it meets what is stored. */
export interface AgentTally {
  readonly userId: string;
  readonly interface: ClientInterface;
  email: string | null;
  /** When the e-mail address was seen, epoch ms. */
  emailAt: number;
  readonly days: Map<Day, { chats: number; files: number; unattributed: number }>;
  /** Client string → the rule that judged it and when it was last seen, epoch ms. */
  readonly clients: Map<string, { rule: string; at: number }>;
  firstAt: number;
  lastAt: number;
}

export interface ActivityTally {
  /** Counts one activity of a day once, however often it is served. */
  add(activity: Activity): void;
  /** Forgets which ids of a day were seen, once the day is read to its end. */
  endDay(day: Day): void;
  readonly agents: ReadonlyMap<string, AgentTally>;
  /** Also where projects were created. */
  readonly chats: ReadonlyMap<string, ChatOrigin>;
  readonly items: ReadonlyMap<string, Item>;
  readonly counts: Readonly<TallyCounts>;
}

export interface TallyCounts {
  activities: number;
  unknownTypes: number;
  notPeople: number;
  unattributed: number;
}

/**
 * Adds up whole days of activity in memory: who used which interface, how much, in which chats, with which files.
 * The result depends on the set of activities alone, not on their order or on repeats.
 */
export function createActivityTally(classify: (userAgent: string | null) => InterfaceVerdict): ActivityTally {
  const seen = new Map<Day, Set<string>>();
  const agents = new Map<string, AgentTally>();
  const chats = new Map<string, ChatOrigin>();
  const items = new Map<string, Item>();
  const counts: TallyCounts = { activities: 0, unknownTypes: 0, notPeople: 0, unattributed: 0 };

  function isRepeat(activity: Activity, day: Day): boolean {
    const ids = seen.get(day) ?? new Set();
    seen.set(day, ids);
    if (ids.has(activity.id)) return true;
    ids.add(activity.id);
    return false;
  }

  function agentOf(activity: ByPerson, client: ClientInterface): AgentTally {
    const key = `${activity.userId}.${client}`;
    let agent = agents.get(key);
    if (!agent) {
      agent = {
        userId: activity.userId,
        interface: client,
        email: null,
        emailAt: Number.NEGATIVE_INFINITY,
        days: new Map(),
        clients: new Map(),
        firstAt: activity.at,
        lastAt: activity.at,
      };
      agents.set(key, agent);
    }
    return agent;
  }

  return {
    add(activity) {
      if (activity.type === apiAccessType) return;
      const day = dayOf(activity.at);
      if (isRepeat(activity, day)) return;
      counts.activities += 1;
      if (isUnknownContentType(activity.type)) counts.unknownTypes += 1;
      if (!isByPerson(activity)) {
        counts.notPeople += 1;
        return;
      }
      if (!isContentUse(activity.type)) return;

      const verdict = classify(activity.userAgent);
      const agent = agentOf(activity, verdict.interface);
      noteSighting(agent, activity, verdict.ruleId);
      const use = dayUse(agent, day);
      if (!verdict.attributed) {
        use.unattributed += 1;
        counts.unattributed += 1;
      }
      if (isChatCreation(activity.type)) use.chats += 1;
      if (activity.chatId) noteOrigin(chats, originOf(activity, activity.chatId, verdict.interface));
      if (activity.type === 'claude_project_created' && activity.projectId)
        noteOrigin(chats, { ...originOf(activity, activity.projectId, verdict.interface), by: 'created' });
      if (isUpload(activity.type) && activity.fileId) {
        use.files += 1;
        noteItem(items, fileOf(activity, activity.fileId, verdict.interface));
      }
      if (isUpload(activity.type) && activity.documentId)
        noteDocument(
          items,
          activity.documentId,
          documentOf(activity, activity.documentId, verdict.interface),
        );
    },
    endDay: (day) => void seen.delete(day),
    agents,
    chats,
    items,
    counts,
  };
}

function noteSighting(agent: AgentTally, activity: Activity, rule: string): void {
  noteEmail(agent, activity);
  agent.firstAt = Math.min(agent.firstAt, activity.at);
  agent.lastAt = Math.max(agent.lastAt, activity.at);
  const client = activity.userAgent ?? '';
  const known = agent.clients.get(client);
  if (!known || known.at < activity.at) agent.clients.set(client, { rule, at: activity.at });
}

/** The latest address; of two at the same instant the first in the alphabet, so that order does not matter. */
function noteEmail(agent: AgentTally, { email, at }: Activity): void {
  if (email === null || at < agent.emailAt) return;
  if (at === agent.emailAt && agent.email !== null && agent.email <= email) return;
  agent.email = email;
  agent.emailAt = at;
}

function dayUse(agent: AgentTally, day: Day) {
  const use = agent.days.get(day) ?? { chats: 0, files: 0, unattributed: 0 };
  agent.days.set(day, use);
  return use;
}

const originOf = (activity: ByPerson, chatId: string, client: ClientInterface): ChatOrigin => ({
  chatId,
  userId: activity.userId,
  interface: client,
  by: isChatCreation(activity.type) ? 'created' : 'named',
  at: new Date(activity.at).toISOString(),
});

/** The activity that created a chat tells its interface; without it, the earliest one that names the chat. */
export function betterOrigin(a: ChatOrigin, b: ChatOrigin): ChatOrigin {
  if (a.by !== b.by) return a.by === 'created' ? a : b;
  if (a.at !== b.at) return a.at < b.at ? a : b;
  return `${a.userId}.${a.interface}` <= `${b.userId}.${b.interface}` ? a : b;
}

function noteOrigin(chats: Map<string, ChatOrigin>, origin: ChatOrigin): void {
  const known = chats.get(origin.chatId);
  chats.set(origin.chatId, known ? betterOrigin(known, origin) : origin);
}

const fileOf = (activity: ByPerson, fileId: string, client: ClientInterface): Item => ({
  ...itemOf(activity, client),
  id: fileId,
  kind: activity.type === 'claude_project_file_uploaded' ? 'project_file' : 'file_upload',
});

/** Documents keep their identifier when people write them anew; what they held before can't be had any more. */
const documentOf = (activity: ByPerson, documentId: string, client: ClientInterface): Item => {
  const item = itemOf(activity, client);
  const isNew = activity.type === 'claude_project_document_uploaded';
  return { ...item, id: isNew ? documentId : versionId(documentId, item.at), kind: 'project_document' };
};

type ByPerson = Activity & { readonly userId: string };

const itemOf = (activity: ByPerson, client: ClientInterface): Omit<Item, 'id' | 'kind'> => ({
  at: new Date(activity.at).toISOString(),
  userId: activity.userId,
  email: activity.email,
  interface: client,
  chatId: activity.chatId ?? null,
  projectId: activity.projectId ?? null,
});

/** One file is one item: of several uploads that name it, the earliest. */
function noteItem(items: Map<string, Item>, item: Item): void {
  const known = items.get(item.id);
  if (!known || rank(item) < rank(known)) items.set(item.id, item);
}

/** Of a document that was written anew there is only the latest version. */
function noteDocument(items: Map<string, Item>, documentId: string, item: Item): void {
  const known = items.get(documentId);
  if (!known || rank(item) > rank(known)) items.set(documentId, item);
}

const rank = ({ at, userId, interface: client, chatId, projectId, email, kind }: Item): string =>
  [at, userId, client, chatId, projectId, email, kind].join('\u0000');
