import { TYPE_NAMES, typeNumber, UNLISTED_TYPES } from './activity-types.ts';
import type { TruthAgent, TruthCounts } from './truth.ts';
import { ACTOR, ACTORS } from './world/activities.ts';
import { askedAt, type Chat, isDeleted, modelOf, turnsAsOf, updatedAt } from './world/chats.ts';
import { CLIENTS, type ClientInterface, interfaceOf } from './world/clients.ts';
import { dayOf, zulu } from './world/moments.ts';
import type { World } from './world/world.ts';

/** A span of time and the clock, epoch seconds. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

export interface Use {
  readonly agents: readonly TruthAgent[];
  readonly counts: TruthCounts;
  /** The interface of every chat that an activity of the window names. */
  readonly interfaceOfChat: ReadonlyMap<number, ClientInterface>;
}

const CHAT_TYPES = numbers(
  'claude_chat_created',
  'claude_chat_updated',
  'claude_chat_settings_updated',
  'claude_chat_viewed',
  'claude_chat_deleted',
);
/** Working with chats, files, projects and artifacts; sign-ins and administration are not use. */
const CONTENT_TYPES = new Set([
  ...CHAT_TYPES,
  ...numbers(
    'claude_file_uploaded',
    'claude_file_deleted',
    'claude_project_created',
    'claude_project_viewed',
    'claude_project_deleted',
    'claude_project_file_uploaded',
    'claude_project_file_deleted',
    'claude_project_document_uploaded',
    'claude_project_document_viewed',
    'claude_project_document_deleted',
    'claude_artifact_created',
    'claude_artifact_viewed',
  ),
]);
const ACCESSED = typeNumber('compliance_api_accessed');
const CREATED = typeNumber('claude_chat_created');
const FILE_UPLOADED = typeNumber('claude_file_uploaded');
const UNLISTED: ReadonlySet<string> = new Set(UNLISTED_TYPES);

const COUNTED = new Map<number, keyof Counts>([
  [CREATED, 'chatsCreated'],
  [FILE_UPLOADED, 'filesUploaded'],
  [typeNumber('claude_project_file_uploaded'), 'filesUploaded'],
  [typeNumber('claude_project_document_uploaded'), 'documentsUploaded'],
]);

interface Counts {
  chatsCreated: number;
  filesUploaded: number;
  documentsUploaded: number;
  messages: number;
}

interface Draft {
  readonly user: number;
  readonly interface: ClientInterface;
  readonly days: Record<string, Counts>;
  readonly models: Set<string>;
  firstSeenAt: number;
  lastSeenAt: number;
  unattributed: number;
}

/** Everything that people did in a window, by person and interface. */
export function usageIn(world: World, window: Window): Use {
  const drafts = new Map<string, Draft>();
  const chatClients = new Map<number, number>();
  const counts = {
    activities: 0,
    unattributed: 0,
    nonHuman: {} as Record<string, number>,
    unknownTypes: {} as Record<string, number>,
  };
  const { time, type, actorKind, actor, client, object } = world.activities;
  for (let i = 0; i < world.activities.length; i++) {
    const at = time[i]!;
    if (at < window.from || type[i] === ACCESSED) continue;
    if (at >= window.to) break;
    counts.activities++;
    const name = TYPE_NAMES[type[i]!]!;
    if (UNLISTED.has(name)) tally(counts.unknownTypes, name);
    if (actorKind[i] !== ACTOR.person) {
      tally(counts.nonHuman, ACTORS[actorKind[i]!]!);
      continue;
    }
    if (!CONTENT_TYPES.has(type[i]!)) continue;
    const draft = draftOf(drafts, actor[i]!, interfaceOf(client[i]!));
    seen(draft, at);
    if (!CLIENTS[client[i]!]!.attributed) {
      draft.unattributed++;
      counts.unattributed++;
    }
    const counted = COUNTED.get(type[i]!);
    if (counted) dayIn(draft, at)[counted]++;
    const chat = chatNamedBy(world, type[i]!, object[i]!);
    // The creation says it; else the first activity of the window that names the chat.
    if (chat !== undefined && (type[i] === CREATED || !chatClients.has(chat)))
      chatClients.set(chat, client[i]!);
  }
  const interfaceOfChat = new Map([...chatClients].map(([chat, position]) => [chat, interfaceOf(position)]));
  for (const [index, where] of interfaceOfChat)
    addChat(draftOf(drafts, world.chats[index]!.user, where), world.chats[index]!, window);
  return { agents: [...drafts.values()].map((draft) => finished(world, draft)), counts, interfaceOfChat };
}

/** Messages and the model of a chat go to the interface that the chat belongs to. */
function addChat(draft: Draft, chat: Chat, { from, now }: Window): void {
  const model = modelOf(chat);
  if (model !== null && updatedAt(chat, now) >= from) draft.models.add(model);
  if (isDeleted(chat, now)) return;
  for (let turn = 0; turn < turnsAsOf(chat, now); turn++) {
    const at = askedAt(chat, turn);
    if (at >= from) dayIn(draft, at).messages++;
  }
}

function chatNamedBy(world: World, type: number, object: number): number | undefined {
  if (CHAT_TYPES.has(type)) return object;
  if (type !== FILE_UPLOADED) return undefined;
  const { chat, attachedLater } = world.files[object]!;
  return attachedLater ? undefined : chat;
}

function draftOf(drafts: Map<string, Draft>, user: number, where: ClientInterface): Draft {
  const key = `${user} ${where}`;
  const known = drafts.get(key);
  if (known) return known;
  const draft: Draft = {
    user,
    interface: where,
    days: {},
    models: new Set(),
    firstSeenAt: Number.POSITIVE_INFINITY,
    lastSeenAt: 0,
    unattributed: 0,
  };
  drafts.set(key, draft);
  return draft;
}

function seen(draft: Draft, at: number): void {
  draft.firstSeenAt = Math.min(draft.firstSeenAt, at);
  draft.lastSeenAt = Math.max(draft.lastSeenAt, at);
}

function dayIn({ days }: Draft, at: number): Counts {
  const day = dayOf(at);
  days[day] ??= { chatsCreated: 0, filesUploaded: 0, documentsUploaded: 0, messages: 0 };
  return days[day];
}

function finished(world: World, draft: Draft): TruthAgent {
  const { id, email } = world.people[draft.user]!;
  return {
    userId: id,
    email,
    interface: draft.interface,
    days: draft.days,
    models: [...draft.models].sort(),
    firstSeenAt: zulu(draft.firstSeenAt),
    lastSeenAt: zulu(draft.lastSeenAt),
    unattributed: draft.unattributed,
  };
}

function tally(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

function numbers(...names: readonly string[]): Set<number> {
  return new Set(names.map(typeNumber));
}
