import { REASON_OF_TEMPLATE, type SkipReason } from './reasons.ts';
import { readableSessions, sessionParts, typeOfSession } from './truth-sessions.ts';
import type { Window } from './truth-use.ts';
import { answeredAt, type Chat, isDeleted, turnsAsOf, turnsOf, updatedAt } from './world/chats.ts';
import { type ClientInterface, interfaceOf } from './world/clients.ts';
import { nameOf } from './world/documents/names.ts';
import { type DocumentPlan, filePlan, type Holdings, textPlan } from './world/documents/plan.ts';
import { type Holding, valuesOf } from './world/documents/prose.ts';
import type { StoredFile } from './world/files.ts';
import type { IdKind } from './world/ids.ts';
import { dayOf, zulu } from './world/moments.ts';
import { isEmpty, projectValues } from './world/project-texts.ts';
import { changedAt, type Project } from './world/projects.ts';
import { sessionValues } from './world/session-transcript.ts';
import { chatHoldings, messagesOf, saidIn, valuesSaid } from './world/transcript.ts';
import type { World } from './world/world.ts';

export type TruthItemKind =
  | 'file_upload'
  | 'project_file'
  | 'project_document'
  | 'project_instructions'
  | 'generated_file'
  | 'artifact'
  | 'chat'
  | 'local_session'
  | 'remote_session';

/** Something to inspect, and what a correct inspection says. */
export interface TruthItem {
  readonly id: string;
  readonly kind: TruthItemKind;
  /** How a scan learns of it: an activity of the window, a transcript of a chat that changed, a list of sessions. */
  readonly discoveredBy: 'activity' | 'transcript' | 'list';
  readonly at: string;
  readonly userId: string | null;
  /** Null where no activity tells it. */
  readonly interface: ClientInterface | null;
  /** Of sessions: the type of its agent, as the product calls it. */
  readonly product?: string;
  readonly chatId: string | null;
  readonly projectId: string | null;
  readonly name: string | null;
  readonly expected: Expected;
  /** Of a chat: what each side says on each day of the window, as far as it holds something. */
  readonly parts?: readonly TruthPart[];
}

/** What one side of a chat says on one day. */
export interface TruthPart {
  readonly side: 'prompt' | 'response';
  /** When its first message of the day was sent. */
  readonly at: string;
  /** Distinct values by data type. */
  readonly dataTypes: Holdings;
}

export interface Expected {
  readonly outcome: 'clean' | 'flagged' | 'skipped';
  /** Why it is skipped; `empty` comes with `clean`. */
  readonly reason?: SkipReason;
  /** Distinct values by data type. */
  readonly dataTypes: Holdings & { readonly SOURCE_CODE?: 1 };
}

/** All items of a window. */
export function itemsFor(
  world: World,
  window: Window,
  interfaceOfChat: ReadonlyMap<number, ClientInterface>,
): TruthItem[] {
  return [
    ...uploads(world, window),
    ...projectDocuments(world, window),
    ...projects(world, window),
    ...[...interfaceOfChat].flatMap(([chat, where]) => chatItems(world, window, world.chats[chat]!, where)),
    ...sessions(world, window),
  ];
}

function uploads(world: World, { from, to, now }: Window): TruthItem[] {
  return world.files
    .filter(({ source, createdAt }) => source !== 'assistant' && createdAt >= from && createdAt < to)
    .map((file) => uploadItem(world, file, now, 'activity'));
}

function uploadItem(
  world: World,
  file: StoredFile,
  now: number,
  discoveredBy: 'activity' | 'transcript',
): TruthItem {
  const plan = filePlan(world, file.index);
  const chat = world.chats[file.chat];
  const isGone =
    (file.deletedAt !== 0 && file.deletedAt <= now) || (chat !== undefined && isDeleted(chat, now));
  const kinds = { chat: 'file_upload', project: 'project_file', assistant: 'generated_file' } as const;
  return {
    id: world.ids.tagged('file', file.index),
    kind: kinds[file.source],
    discoveredBy,
    at: zulu(file.createdAt),
    userId: world.people[file.user]!.id,
    interface: interfaceOf(file.client),
    chatId: idOrNull(world, 'chat', file.chat),
    projectId: idOrNull(world, 'project', file.project),
    name: nameOf(plan).filename,
    expected: isGone ? GONE : expectedOf(plan),
  };
}

function projectDocuments(world: World, { from, to, now }: Window): TruthItem[] {
  return world.projectDocuments
    .filter(({ createdAt }) => createdAt >= from && createdAt < to)
    .map((document) => {
      const plan = textPlan(world.seed, 'project document', document.index);
      const gone = [document.deletedAt, world.projects[document.project]!.deletedAt].some(
        (at) => at !== 0 && at <= now,
      );
      return {
        id: world.ids.tagged('projectDocument', document.index),
        kind: 'project_document' as const,
        discoveredBy: 'activity' as const,
        at: zulu(document.createdAt),
        userId: world.people[document.user]!.id,
        interface: interfaceOf(document.client),
        chatId: null,
        projectId: world.ids.tagged('project', document.project),
        name: nameOf(plan).filename,
        expected: gone ? GONE : expectedOf(plan),
      };
    });
}

/** The texts of projects that changed since the window began. */
function projects(world: World, { from, now }: Window): TruthItem[] {
  return world.projects
    .filter((project) => project.createdAt <= now && changedAt(world, project, now) >= from)
    .map((project) => ({
      id: world.ids.tagged('project', project.index),
      kind: 'project_instructions',
      discoveredBy: 'list',
      at: zulu(changedAt(world, project, now)),
      userId: world.people[project.creator]!.id,
      interface: project.createdAt >= from ? interfaceOf(project.client) : null,
      chatId: null,
      projectId: world.ids.tagged('project', project.index),
      name: project.name,
      expected: expectedOfTexts(world, project, now),
    }));
}

function expectedOfTexts(world: World, { index, deletedAt }: Project, now: number): Expected {
  if (deletedAt !== 0 && deletedAt <= now)
    return { outcome: 'skipped', reason: 'deleted_by_user', dataTypes: {} };
  if (isEmpty(index)) return { outcome: 'clean', reason: 'empty', dataTypes: {} };
  return verdict(countsOf(projectValues(world.seed, index)));
}

/** A chat that changed since the window began: its text, and everything in it that no upload of the window names. */
function chatItems(world: World, { from, to, now }: Window, chat: Chat, where: ClientInterface): TruthItem[] {
  if (updatedAt(chat, now) < from) return [];
  const deleted = isDeleted(chat, now);
  const common = {
    discoveredBy: 'transcript' as const,
    userId: world.people[chat.user]!.id,
    interface: where,
    chatId: world.ids.tagged('chat', chat.index),
    projectId: idOrNull(world, 'project', chat.project),
  };
  const text: TruthItem = {
    ...common,
    id: common.chatId,
    kind: 'chat',
    at: zulu(chat.createdAt),
    name: null,
    expected: deleted ? GONE : verdict(chatText(world, chat, now)),
    parts: deleted ? [] : chatParts(world, chat, from, now),
  };
  if (deleted) return [text];
  const made = (
    entries: readonly { readonly index: number; readonly turn: number }[] | undefined,
    kind: 'generated_file' | 'artifact',
  ) =>
    (entries ?? [])
      .filter(({ turn }) => answeredAt(chat, turn) <= now)
      .map(({ index, turn }) => {
        const plan = textPlan(world.seed, kind === 'artifact' ? 'artifact' : 'generated', index);
        const id = world.ids.tagged(kind === 'artifact' ? 'artifactVersion' : 'generatedFile', index);
        return {
          ...common,
          id,
          kind,
          at: zulu(answeredAt(chat, turn)),
          name: nameOf(plan).filename,
          expected: expectedOf(plan),
        };
      });
  const files = (world.byChat.files.get(chat.index) ?? [])
    .filter(({ source, createdAt, deletedAt }) => {
      const isNamed = createdAt <= now && (deletedAt === 0 || deletedAt > now);
      return isNamed && (source === 'assistant' || createdAt < from || createdAt >= to);
    })
    .map((file) => ({ ...uploadItem(world, file, now, 'transcript'), interface: where }));
  return [
    text,
    ...made(world.byChat.generatedFiles.get(chat.index), 'generated_file'),
    ...made(world.byChat.artifactVersions.get(chat.index), 'artifact'),
    ...files,
  ];
}

function chatText(world: World, chat: Chat, now: number): Holdings {
  const turns = turnsAsOf(chat, now);
  const { holdings } = chatHoldings(world.seed, chat);
  return turns >= turnsOf(chat) ? holdings : countsOf(valuesSaid(world.seed, chat, turns));
}

/** Tools find what was said; answers say nothing of it. */
function chatParts(world: World, chat: Chat, from: number, now: number): TruthPart[] {
  const { holdings, seed } = chatHoldings(world.seed, chat);
  const values = valuesOf(holdings, seed);
  if (values.length === 0) return [];
  const parts = new Map<string, { side: TruthPart['side']; at: string; values: Holding[] }>();
  for (const { role, turn, at, pieces } of messagesOf(world.seed, chat, now)) {
    if (at < from) continue;
    const side = role === 'user' ? 'prompt' : 'response';
    const key = `${dayOf(at)} ${side}`;
    const part = parts.get(key) ?? { side, at: zulu(at), values: [] };
    parts.set(key, part);
    if (side === 'prompt' || pieces.some(({ type }) => type === 'tool_result'))
      part.values.push(...saidIn(chat, turn, values));
  }
  return [...parts.values()]
    .filter((part) => part.values.length > 0)
    .map(({ side, at, values }) => ({ side, at, dataTypes: countsOf(values) }));
}

function sessions(world: World, window: Window): TruthItem[] {
  return readableSessions(world, window).map((readable) => {
    const { session, family, owner } = readable;
    return {
      id: world.ids.tagged(family === 'local' ? 'localSession' : 'remoteSession', session.index),
      kind: family === 'local' ? 'local_session' : 'remote_session',
      discoveredBy: 'list',
      at: zulu(session.createdAt),
      userId: world.people[owner]!.id,
      interface: null,
      product: typeOfSession(readable),
      chatId: null,
      projectId: 'project' in session ? idOrNull(world, 'project', session.project) : null,
      name: null,
      expected: verdict(countsOf(sessionValues(world.seed, family, session, window.now))),
      parts: sessionParts(world, readable, window).map(({ values, ...part }) => ({
        ...part,
        dataTypes: countsOf(values),
      })),
    };
  });
}

const GONE: Expected = { outcome: 'skipped', reason: 'gone', dataTypes: {} };

function expectedOf(plan: DocumentPlan): Expected {
  const reason = REASON_OF_TEMPLATE[plan.template];
  if (plan.template === 'source-code') return verdict({ ...plan.holdings, SOURCE_CODE: 1 });
  if (reason === undefined) return verdict(plan.holdings);
  return { outcome: reason === 'empty' ? 'clean' : 'skipped', reason, dataTypes: {} };
}

function verdict(dataTypes: Expected['dataTypes']): Expected {
  return { outcome: Object.keys(dataTypes).length === 0 ? 'clean' : 'flagged', dataTypes };
}

function countsOf(values: readonly Holding[]): Holdings {
  const counts: Record<string, number> = {};
  for (const { type } of values) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

function idOrNull(world: World, kind: IdKind, index: number): string | null {
  return index < 0 ? null : world.ids.tagged(kind, index);
}
