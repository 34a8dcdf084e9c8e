import { createHash } from 'node:crypto';
import type { ScanProvider } from '../../functions/run-scan/scan-work.ts';
import type { Chat, ChatMessage } from '../../shared/compliance-api/chats.ts';
import type { LocalSession, LocalSessionMessage } from '../../shared/compliance-api/local-sessions.ts';
import type { Project, ProjectDetail } from '../../shared/compliance-api/projects.ts';
import type { RemoteSession, RemoteSessionMessage } from '../../shared/compliance-api/remote-sessions.ts';
import type { Activity } from '../../shared/domain/activity.ts';
import { AppError } from '../../shared/errors.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A provider in memory for tests of the scan: it keeps state, pages as the real one does and fails on demand. */
export interface FakeProvider extends ScanProvider {
  organizationList: { uuid: string; name: string }[];
  userList: Map<string, { id: string; fullName: string | null; email: string | null }[]>;
  feed: Activity[];
  chatList: Mutable<Pick<Chat, 'id' | 'model' | 'updatedAt'> & Partial<Chat>>[];
  /** By chat, oldest first. */
  messages: Map<string, ChatMessage[]>;
  /** Uploaded and generated files. */
  files: Map<string, { name: string; contentType: string; bytes: Uint8Array }>;
  /** Content of artifacts by version. */
  artifacts: Map<string, string>;
  /** Text documents of projects. */
  documents: Map<string, { filename: string; content: string }>;
  projectList: (Pick<Project, 'id' | 'updatedAt'> & Partial<ProjectDetail>)[];
  localSessionList: (Pick<LocalSession, 'id' | 'updatedAt'> & Partial<LocalSession>)[];
  remoteSessionList: (Pick<RemoteSession, 'id' | 'updatedAt'> & Partial<RemoteSession>)[];
  /** By session, oldest first. */
  sessionMessages: Map<string, (LocalSessionMessage | RemoteSessionMessage)[]>;
  pageSize: number;
  /** Every call made: `activities`, `fileContent file_1`, … */
  readonly calls: string[];
  /** The next calls whose description begins with `call` fail with this. */
  failOn(call: string, error: Error, times?: number): void;
  /** Called before each call is answered. */
  onCall: (call: string) => void | Promise<void>;
}

export function fakeProvider(now: () => number): FakeProvider {
  const failures: { call: string; error: Error; left: number }[] = [];
  const answered = async (call: string) => {
    provider.calls.push(call);
    await provider.onCall(call);
    const failure = failures.find((entry) => entry.left > 0 && call.startsWith(entry.call));
    if (!failure) return;
    failure.left -= 1;
    throw failure.error;
  };
  const source = () => ({ requestId: `req_${provider.calls.length}`, providerTime: now() });

  async function* pages<T extends { id: string }>(
    call: string,
    list: readonly T[],
    afterId: string | null | undefined,
  ) {
    let start = afterId ? list.findIndex(({ id }) => id === afterId) + 1 : 0;
    for (;;) {
      await answered(call);
      const items = list.slice(start, start + provider.pageSize);
      start += items.length;
      const hasMore = start < list.length;
      yield { items, firstId: items[0]?.id ?? null, lastId: items.at(-1)?.id ?? null, hasMore, ...source() };
      if (!hasMore) return;
    }
  }

  async function* tokenPages<T>(call: string, list: readonly T[]) {
    for (let start = 0; ; start += provider.pageSize) {
      await answered(call);
      const hasMore = start + provider.pageSize < list.length;
      const items = list.slice(start, start + provider.pageSize);
      yield { items, nextPage: hasMore ? String(start) : null, ...source() };
      if (!hasMore) return;
    }
  }

  const provider: FakeProvider = {
    organizationList: [{ uuid: 'org-1', name: 'Halcyon' }],
    userList: new Map(),
    feed: [],
    chatList: [],
    messages: new Map(),
    files: new Map(),
    artifacts: new Map(),
    documents: new Map(),
    projectList: [],
    localSessionList: [],
    remoteSessionList: [],
    sessionMessages: new Map(),
    pageSize: 5_000,
    calls: [],
    failOn: (call, error, times = 1) => void failures.push({ call, error, left: times }),
    onCall: () => undefined,

    async *organizations() {
      await answered('organizations');
      const items = provider.organizationList.map((organization) => ({ ...organization, createdAt: null }));
      yield { items, nextPage: null, ...source() };
    },
    async *users(uuid) {
      await answered(`users ${uuid}`);
      const items = (provider.userList.get(uuid) ?? []).map((user) => ({
        ...user,
        role: 'user',
        createdAt: null,
      }));
      yield { items, nextPage: null, ...source() };
    },
    activities({ from = 0, to = Number.POSITIVE_INFINITY, afterId } = {}) {
      const window = provider.feed
        .filter(({ at }) => at >= from && at < to)
        .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
      return pages(`activities ${new Date(from).toISOString()}`, window, afterId);
    },
    chats({ updatedAtGte = 0, afterId } = {}) {
      const changed = provider.chatList
        .filter(({ updatedAt }) => updatedAt >= updatedAtGte)
        .sort((a, b) => a.updatedAt - b.updatedAt || (a.id < b.id ? -1 : 1))
        .map(completeChat);
      return pages('chats', changed, afterId);
    },
    async *chatMessages(chatId, { afterId } = {}) {
      const chat = provider.chatList.find(({ id }) => id === chatId);
      const call = `chatMessages ${chatId}`;
      for await (const page of pages(call, provider.messages.get(chatId) ?? [], afterId)) {
        if (!chat) throw new AppError('not-found', 'GONE', 'Chat conversation not found');
        yield { ...page, chat: completeChat(chat) };
      }
    },
    fileContent: (fileId) => fileOf(`fileContent ${fileId}`, fileId),
    generatedFileContent: (fileId) => fileOf(`generatedFileContent ${fileId}`, fileId),
    projectDocument: documentOf,
    projects: ({ updatedAtGte = 0 } = {}) =>
      tokenPages(
        'projects',
        provider.projectList.filter(({ updatedAt }) => (updatedAt ?? 0) >= updatedAtGte).map(completeProject),
      ),
    localSessions: ({ updatedAtGte = 0 } = {}) =>
      tokenPages(
        'localSessions',
        provider.localSessionList.filter(({ updatedAt }) => updatedAt >= updatedAtGte).map(completeLocal),
      ),
    remoteSessions: ({ createdAtGte = 0 } = {}) =>
      tokenPages(
        'remoteSessions',
        provider.remoteSessionList.map(completeRemote).filter(({ createdAt }) => createdAt >= createdAtGte),
      ),
    async *localSessionMessages(id) {
      const session = provider.localSessionList.find((one) => one.id === id);
      for await (const page of tokenPages(
        `localSessionMessages ${id}`,
        messagesOf<LocalSessionMessage>(id),
      )) {
        if (!session) throw new AppError('not-found', 'GONE', 'Local session not found.');
        yield { ...page, session: completeLocal(session) };
      }
    },
    async *remoteSessionMessages(id) {
      const session = provider.remoteSessionList.find((one) => one.id === id);
      for await (const page of tokenPages(
        `remoteSessionMessages ${id}`,
        messagesOf<RemoteSessionMessage>(id),
      )) {
        if (!session) throw new AppError('not-found', 'GONE', 'Remote session not found.');
        yield { ...page, session: completeRemote(session) };
      }
    },
    async project(id) {
      await answered(`project ${id}`);
      const project = provider.projectList.find((one) => one.id === id && !one.deletedAt);
      if (!project) throw new AppError('not-found', 'GONE', 'No project is found');
      return completeProject(project);
    },
    async artifactContent(versionId) {
      await answered(`artifactContent ${versionId}`);
      const content = provider.artifacts.get(versionId);
      if (content === undefined) throw new AppError('not-found', 'GONE', 'Artifact not found');
      return { content, title: `${versionId}.md`, artifactType: 'text/markdown', ...source() };
    },
  };

  async function documentOf(documentId: string) {
    await answered(`projectDocument ${documentId}`);
    const document = provider.documents.get(documentId);
    if (!document) throw new AppError('not-found', 'GONE', 'No project document found');
    return { id: documentId, ...document, createdAt: null, user: null, ...source() };
  }

  const messagesOf = <T>(id: string) => (provider.sessionMessages.get(id) ?? []) as T[];

  async function fileOf(call: string, fileId: string) {
    await answered(call);
    const file = provider.files.get(fileId);
    if (!file) throw new AppError('not-found', 'GONE', 'File not found');
    const { name, contentType, bytes } = file;
    const md5 = createHash('md5').update(bytes).digest('hex');
    async function* body() {
      yield bytes;
    }
    return { name, contentType, md5, body: body(), cancel: () => undefined, ...source() };
  }
  return provider;
}

const completeLocal = (session: FakeProvider['localSessionList'][number]): LocalSession => ({
  organizationUuid: 'org-1',
  user: { id: 'user_mira', email: 'mira@example.com' },
  productSurface: 'claude_code',
  createdAt: session.updatedAt,
  truncated: false,
  ...session,
});

const completeRemote = (session: FakeProvider['remoteSessionList'][number]): RemoteSession => ({
  organizationUuid: 'org-1',
  user: { id: 'user_mira', email: 'mira@example.com' },
  agentId: null,
  startedBy: null,
  status: 'active',
  createdAt: session.updatedAt,
  productSurface: 'cowork_remote',
  projectId: null,
  ...session,
});

const completeProject = (project: FakeProvider['projectList'][number]): ProjectDetail => ({
  name: 'A project',
  createdAt: project.updatedAt,
  deletedAt: null,
  organizationUuid: null,
  user: null,
  description: '',
  instructions: '',
  ...project,
});

const completeChat = (chat: FakeProvider['chatList'][number]): Chat => ({
  name: 'A chat',
  createdAt: chat.updatedAt,
  deletedAt: null,
  href: null,
  organizationUuid: null,
  projectId: null,
  user: null,
  ...chat,
});
