import { NONE } from './activities.ts';
import { answeredAt, askedAt, type Chat, MODELS, turnsOf } from './chats.ts';
import { DAY } from './moments.ts';
import { presentUntil, record, type Timeline } from './timeline.ts';
import { clientAt, type Visit } from './visit.ts';

/** Measured: chats per entry of the feed. */
const CHATS_PER_ENTRY = 0.16;
/** The rest of the files belongs to projects. */
const SHARE_OF_CHAT_FILES = 0.8;
const MOST_TURNS = 8;

/** A new chat, perhaps with files, artifacts and generated files. */
export function startChat(line: Timeline, visit: Visit): void {
  const { draw, person, organization, client } = visit;
  const project = draw.chance(0.1) ? projectFor(line, organization, visit.now) : NONE;
  const chat: Chat = {
    index: line.chats.length,
    user: person.index,
    organization,
    createdAt: visit.now,
    client,
    model: (person.index + (draw.chance(0.2) ? draw.integer(1, 3) : 0)) % MODELS.length,
    project,
    turns: Math.min(MOST_TURNS, 1 + Math.floor(-Math.log(1 - draw.next()) * 2.2)),
    pace: draw.integer(45, 240),
    continuedAt: 0,
    continuedTurns: 0,
    deletedAt: 0,
  };
  line.chats.push(chat);
  const deed = deedOn(visit, chat);
  record(line.log, { ...deed, at: chat.createdAt, type: 'claude_chat_created' });
  if (draw.chance(0.6)) record(line.log, { ...deed, at: chat.createdAt + 15, type: 'claude_chat_updated' });
  if (draw.chance(0.04))
    record(line.log, { ...deed, at: chat.createdAt + 30, type: 'claude_chat_settings_updated' });
  attachFiles(line, visit, chat);
  produce(line, visit, chat);
  visit.now = answeredAt(chat, chat.turns - 1);
  if (draw.chance(0.04)) deleteLater(line, visit, chat);
  else visit.chats.push(chat);
}

/** More turns in a chat of an earlier sitting, through whatever client this sitting uses. */
export function continueChat(line: Timeline, visit: Visit): void {
  const { draw } = visit;
  const chat = visit.chats.at(-draw.integer(1, Math.min(5, visit.chats.length)))!;
  record(line.log, { ...deedOn(visit, chat), at: visit.now, type: 'claude_chat_viewed' });
  if (chat.continuedAt !== 0 || (chat.client !== NONE && visit.now - chat.createdAt > 20 * DAY)) return;
  chat.continuedAt = visit.now + 10;
  chat.continuedTurns = draw.integer(1, 4);
  visit.now = answeredAt(chat, turnsOf(chat) - 1);
}

/** An app loads one of the person's latest chats. */
export function viewChat(line: Timeline, visit: Visit): void {
  const chat = visit.chats.at(-visit.draw.integer(1, Math.min(8, visit.chats.length)));
  if (!chat) return;
  visit.now += 3;
  record(line.log, { ...deedOn(visit, chat), at: visit.now, type: 'claude_chat_viewed' });
}

function deedOn({ person, client }: Visit, chat: Chat) {
  return { person: person.index, client, organization: chat.organization, object: chat.index };
}

function projectFor(line: Timeline, organization: number, at: number): number {
  const open = line.projects.filter(
    (project) => project.organization === organization && project.createdAt < at && project.deletedAt === 0,
  );
  return open.length === 0 ? NONE : open[at % open.length]!.index;
}

function attachFiles(line: Timeline, visit: Visit, chat: Chat): void {
  const { draw, person, client } = visit;
  const perChat = (line.size.files * SHARE_OF_CHAT_FILES) / (line.size.activities * CHATS_PER_ENTRY);
  const count = Math.floor(perChat) + (draw.chance(perChat % 1) ? 1 : 0);
  for (let i = 0; i < count; i++) {
    const turn = draw.integer(0, chat.turns - 1);
    const file = {
      index: line.files.length,
      source: 'chat' as const,
      user: person.index,
      organization: chat.organization,
      createdAt: Math.max(chat.createdAt, askedAt(chat, turn) - 8 + i),
      client,
      chat: chat.index,
      turn,
      project: NONE,
      attachedLater: draw.chance(0.35),
      deletedAt: 0,
    };
    line.files.push(file);
    const deed = { person: person.index, client, organization: chat.organization, object: file.index };
    record(line.log, { ...deed, at: file.createdAt, type: 'claude_file_uploaded' });
    if (!draw.chance(0.06)) continue;
    const deletedAt = line.calendar.between(
      draw,
      file.createdAt + 3_600,
      presentUntil(person, line.calendar),
    );
    if (deletedAt === undefined) continue;
    file.deletedAt = deletedAt;
    record(line.log, { ...deed, at: deletedAt, type: 'claude_file_deleted' });
  }
}

/** What the assistant makes in a chat. */
function produce(line: Timeline, visit: Visit, chat: Chat): void {
  const { draw, person, client } = visit;
  const turn = draw.integer(0, chat.turns - 1);
  if (draw.chance(0.04))
    line.generatedFiles.push({ index: line.generatedFiles.length, chat: chat.index, turn });
  if (draw.chance(0.003)) {
    line.files.push({
      index: line.files.length,
      source: 'assistant',
      user: person.index,
      organization: chat.organization,
      createdAt: answeredAt(chat, turn),
      client,
      chat: chat.index,
      turn,
      project: NONE,
      attachedLater: false,
      deletedAt: 0,
    });
  }
  if (!draw.chance(0.05)) return;
  const artifact = line.artifacts.length;
  line.artifacts.push({ index: artifact, chat: chat.index });
  for (let at = turn; at < chat.turns && at < turn + 3; at++) {
    line.artifactVersions.push({ index: line.artifactVersions.length, artifact, chat: chat.index, turn: at });
  }
  const deed = { person: person.index, client, organization: chat.organization, object: artifact };
  record(line.log, { ...deed, at: answeredAt(chat, turn), type: 'claude_artifact_created' });
  record(line.log, { ...deed, at: answeredAt(chat, turn) + 4, type: 'claude_artifact_viewed' });
}

/** Deleted by its user in the app: some at once, some weeks later. */
function deleteLater(line: Timeline, visit: Visit, chat: Chat): void {
  const { draw, person } = visit;
  const until = Math.min(presentUntil(person, line.calendar), visit.now + 20 * DAY) - 600;
  const at = draw.chance(0.3) ? visit.now + 60 : line.calendar.between(draw, visit.now + 60, until);
  if (at === undefined) return;
  chat.deletedAt = at;
  const client = clientAt(person, draw.pick(person.clients), at);
  record(line.log, {
    at,
    type: 'claude_chat_deleted',
    person: person.index,
    client,
    organization: chat.organization,
    object: chat.index,
  });
}

/** A chat from before recording began: no activity tells how it started, and some have no model. */
export function legacyChat(
  line: Timeline,
  visit: Pick<Visit, 'person' | 'draw' | 'organization' | 'chats'>,
): void {
  const { draw, person } = visit;
  const chat: Chat = {
    index: line.chats.length,
    user: person.index,
    organization: visit.organization,
    createdAt: line.calendar.startsAt - draw.integer(DAY, 150 * DAY),
    client: NONE,
    model: draw.chance(0.5) ? NONE : person.index % MODELS.length,
    project: NONE,
    turns: draw.integer(1, 4),
    pace: draw.integer(45, 240),
    continuedAt: 0,
    continuedTurns: 0,
    deletedAt: 0,
  };
  line.chats.push(chat);
  visit.chats.push(chat);
}
