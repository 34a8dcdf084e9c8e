import { createHash } from 'node:crypto';
import type { FaultPlan } from '../faults.ts';
import type { Timeline } from '../timeline.ts';
import { type Answer, errorAnswer, jsonAnswer } from './answer.ts';
import type { Thing } from './things.ts';
import type { FeedEntry, MessageOfWorld, TenantWorld } from './world.ts';

type Route = (world: TenantWorld, path: string, query: URLSearchParams) => Answer;

/** What a healthy provider answers, with the faults of lists and of content. */
export function createRoutes(timeline: Timeline, faults: FaultPlan): Route {
  const routes: readonly (readonly [
    RegExp,
    (world: TenantWorld, id: string, query: URLSearchParams) => Answer,
  ])[] = [
    [/^\/organizations$/, (world) => listAnswer(world.organizations.map((one) => ({ ...one })))],
    [/^\/organizations\/([^/]+)\/users$/, (world, organization) => listAnswer(usersOf(world, organization))],
    [/^\/activities$/, (world, _, query) => page(activitiesIn(world, query), world, query)],
    [/^\/apps\/chats$/, (world, _, query) => page(chatsIn(world, query), world, query)],
    [/^\/apps\/chats\/([^/]+)\/messages$/, chatMessages],
    [/^\/apps\/chats\/(?:generated-)?files\/([^/]+)\/content$/, ({ files }, id) => fileAnswer(files.get(id))],
    [/^\/apps\/artifacts\/([^/]+)\/content$/, ({ texts }, id) => textAnswer(texts.get(id), 'Artifact')],
    [
      /^\/apps\/projects\/documents\/([^/]+)$/,
      ({ texts }, id) => textAnswer(texts.get(id), 'Project document'),
    ],
    [
      /^\/apps\/projects$/,
      (world, _, query) => tokenPage(projectsIn(world, query), world, query, 'has_more'),
    ],
    [/^\/apps\/projects\/([^/]+)$/, projectAnswer],
    [
      /^\/apps\/sessions\/(local|remote)$/,
      (world, where, query) => tokenPage(sessionsIn(world, where, query), world, query, 'next_page'),
    ],
    [/^\/apps\/sessions\/(?:local|remote)\/([^/]+)\/messages$/, sessionMessages],
  ];

  const listAnswer = (data: unknown[]) => jsonAnswer({ data, has_more: false, next_page: null });

  function activitiesIn(world: TenantWorld, query: URLSearchParams) {
    const from = since(query, 'created_at');
    const to = Date.parse(query.get('created_at.lt') ?? '9999-01-01T00:00:00Z');
    return world.activities
      .filter(({ at, visibleAt }) => at >= from && at < to && visibleAt <= timeline.now())
      .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
      .map(feedRecord);
  }

  /** The record of the chat, with a page of its messages. */
  function chatMessages(world: TenantWorld, chatId: string, query: URLSearchParams): Answer {
    const chat = world.chats.find(({ id }) => id === chatId);
    if (!chat) return errorAnswer(404, 'not_found_error', 'Chat not found');
    const answer = page(chat.messages.map(messageRecord), world, query);
    if (answer.text === undefined || answer.status !== 200) return answer;
    const { data, ...rest } = JSON.parse(answer.text) as { data: unknown[] };
    return jsonAnswer({ ...chatRecord(chat), chat_messages: data, ...rest });
  }

  function sessionMessages(world: TenantWorld, sessionId: string, query: URLSearchParams): Answer {
    const session = world.sessions.find(({ id }) => id === sessionId);
    if (!session || session.status === 'pending')
      return errorAnswer(404, 'not_found_error', 'Session not found');
    return tokenPage(session.messages.map(messageRecord), world, query, 'next_page', {
      session: sessionRecord(session),
    });
  }

  function page(all: readonly Identified[], { pageSize }: TenantWorld, query: URLSearchParams): Answer {
    const after = query.get('after_id');
    if (after && faults.strikes('cursor-refused', 'page')) {
      return errorAnswer(400, 'invalid_request_error', 'after_id: invalid cursor');
    }
    const start = after ? all.findIndex(({ id }) => id === after) + 1 : 0;
    const limit = Math.min(Number(query.get('limit') ?? 100), pageSize);
    const items = all.slice(start, start + limit);
    const repeated =
      start > 0 && faults.strikes('repeated-activity', 'page') ? [all[start - 1], ...items] : items;
    const endless = faults.strikes('endless-page', 'page');
    return jsonAnswer({
      data: endless ? [] : repeated,
      first_id: endless ? null : (items[0]?.id ?? null),
      last_id: endless ? null : (items.at(-1)?.id ?? null),
      has_more: endless || start + items.length < all.length,
    });
  }

  /** Lists of projects and sessions; the token is how far the page before it came. */
  function tokenPage(
    all: readonly Identified[],
    { pageSize }: TenantWorld,
    query: URLSearchParams,
    endsBy: 'has_more' | 'next_page',
    rest: Readonly<Record<string, unknown>> = {},
  ): Answer {
    const token = query.get('page');
    if (token && faults.strikes('cursor-refused', 'page')) {
      return errorAnswer(400, 'invalid_request_error', 'page: invalid page parameter');
    }
    const start = Number(token ?? 0);
    const end = start + pageSize;
    // Lists of sessions end where they name no next page, so their first page cannot name itself.
    if ((token || endsBy === 'has_more') && faults.strikes('endless-page', 'page'))
      return jsonAnswer({ data: [], has_more: true, next_page: token, ...rest });
    const hasMore = end < all.length;
    return jsonAnswer({
      data: all.slice(start, end),
      has_more: hasMore,
      next_page: hasMore ? String(end) : null,
      ...rest,
    });
  }

  function fileAnswer(file: Thing | undefined): Answer {
    if (!file || file.kind === 'gone') return errorAnswer(404, 'not_found_error', 'File not found');
    const { kind, name, content } = file;
    if (kind === 'refused') return refusal();
    const bytes = Buffer.from(content);
    const md5 = createHash('md5').update(bytes).digest('base64');
    const fault = faults.pick(['cut-body', 'wrong-bytes', 'body-stalls'], 'file');
    // Nothing tells wrong bytes from right ones where there is no hash.
    const damaged = (fault === 'wrong-bytes' && kind !== 'no-md5') || kind === 'never-whole';
    return {
      status: 200,
      headers: {
        'content-type': 'text/plain',
        'content-disposition': `attachment; filename*=utf-8''${encodeURIComponent(name)}`,
        ...(kind === 'no-md5' ? {} : { 'content-md5': md5 }),
      },
      bytes: damaged ? Buffer.concat([bytes, Buffer.from('?')]) : bytes,
      ...(fault === 'cut-body' && { breaksOff: true }),
      ...(fault === 'body-stalls' && { stalls: true }),
    };
  }

  function projectAnswer(world: TenantWorld, projectId: string): Answer {
    const project = world.projects.find(({ id }) => id === projectId);
    const text = project && world.texts.get(projectId);
    if (!project || !text || text.kind === 'gone')
      return errorAnswer(404, 'not_found_error', 'Project not found');
    if (text.kind === 'refused') return refusal();
    return jsonAnswer({
      ...projectRecord(project),
      description: 'What it is for',
      instructions: text.content,
    });
  }

  return (world, path, query) => {
    for (const [pattern, answer] of routes) {
      const match = pattern.exec(path);
      if (match) return answer(world, match[1] ?? '', query);
    }
    return errorAnswer(404, 'not_found_error', 'Not found');
  };
}

interface Identified {
  readonly id: string;
}

const refusal = (): Answer =>
  errorAnswer(500, 'api_error', 'Internal server error', { 'x-should-retry': 'false' });

/** Content that comes as text inside of an answer. */
function textAnswer(text: Thing | undefined, what: string): Answer {
  if (!text || text.kind === 'gone') return errorAnswer(404, 'not_found_error', `${what} not found`);
  if (text.kind === 'refused') return refusal();
  const { content, name } = text;
  return jsonAnswer({ content, title: name, filename: name, artifact_type: 'text/markdown' });
}

const since = (query: URLSearchParams, what: 'created_at' | 'updated_at'): number =>
  Date.parse(query.get(`${what}.gte`) ?? '1970-01-01T00:00:00Z');

const iso = (at: number): string => new Date(at).toISOString();

const usersOf = ({ users }: TenantWorld, uuid: string) =>
  users
    .filter(({ organization }) => organization === uuid)
    .map(({ id, email, name }) => ({ id, email, full_name: name }));

const chatsIn = ({ chats }: TenantWorld, query: URLSearchParams) =>
  chats
    .filter(({ updatedAt }) => updatedAt >= since(query, 'updated_at'))
    .sort((a, b) => a.updatedAt - b.updatedAt || (a.id < b.id ? -1 : 1))
    .map(chatRecord);

const projectsIn = ({ projects }: TenantWorld, query: URLSearchParams) =>
  projects.filter(({ updatedAt }) => updatedAt >= since(query, 'updated_at')).map(projectRecord);

const sessionsIn = ({ sessions }: TenantWorld, where: string, query: URLSearchParams) =>
  sessions
    .filter((session) => session.where === where)
    .filter(({ updatedAt, createdAt }) =>
      where === 'local' ? updatedAt >= since(query, 'updated_at') : createdAt >= since(query, 'created_at'),
    )
    .map(sessionRecord);

const chatRecord = ({ id, model, createdAt, updatedAt, user }: TenantWorld['chats'][number]) => ({
  id,
  model,
  name: 'Chat',
  user,
  created_at: iso(createdAt),
  updated_at: iso(updatedAt),
});

const projectRecord = ({ id, name, createdAt, updatedAt, user }: TenantWorld['projects'][number]) => ({
  id,
  name,
  user,
  created_at: iso(createdAt),
  updated_at: iso(updatedAt),
});

const sessionRecord = ({
  id,
  surface,
  status,
  createdAt,
  updatedAt,
  user,
}: TenantWorld['sessions'][number]) => ({
  id,
  organization_uuid: null,
  product_surface: surface,
  status,
  user,
  created_at: iso(createdAt),
  updated_at: iso(updatedAt),
});

const messageRecord = ({
  id,
  role,
  at,
  text,
  model,
  generated = [],
  artifacts = [],
  files = [],
}: MessageOfWorld) => ({
  id,
  role,
  model,
  created_at: iso(at),
  content: [{ type: 'text', text }],
  generated_files: generated.map(fileRecord),
  files: files.map(fileRecord),
  artifacts: artifacts.map((version) => ({ id: `of_${version}`, version_id: version, title: 'Artifact' })),
});

const fileRecord = ({ id, at }: NonNullable<MessageOfWorld['files']>[number]) => ({
  id,
  created_at: iso(at),
});

const feedRecord = ({ id, type, at, actor, subject }: FeedEntry) => ({
  id,
  type,
  created_at: iso(at),
  actor,
  organization_uuid: null,
  ...subject,
});
