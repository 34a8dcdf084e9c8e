import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../../local/simulator/simulator.ts';
import { CLIENTS } from '../../../local/simulator/world/clients.ts';
import type { Chat, ChatMessage } from '../../../shared/compliance-api/chats.ts';
import type { ComplianceApi } from '../../../shared/compliance-api/client.ts';
import { checkedBody, type Download } from '../../../shared/compliance-api/download.ts';
import { firstPage } from '../../../shared/compliance-api/page.ts';
import { isUpload } from '../../../shared/domain/activity.ts';
import { createInterfaceClassifier } from '../../../shared/domain/client-interface.ts';
import { allItems, clientOf, collect } from './support/scripted-server.ts';

const endsAt = Date.UTC(2026, 9, 2, 12);
const now = endsAt + 300_000;

let simulator: Simulator;
let api: ComplianceApi;

beforeAll(async () => {
  simulator = await startSimulator({
    world: 'tiny',
    endsAt,
    now: () => now,
    rateLimit: Number.POSITIVE_INFINITY,
    oversizeBytes: 300_000,
    behaviour: { remoteSessionBudget: 100_000 },
  });
});

beforeEach(() => {
  simulator.faults.clear();
  api = clientOf(simulator.url, { apiKey: simulator.keys.parent });
});

afterAll(() => simulator.stop());

const md5Of = (bytes: string | Uint8Array) => createHash('md5').update(bytes).digest('hex');

async function contentOf(download: Download): Promise<Buffer> {
  const checked = checkedBody(download, { maxBytes: 1_000_000 });
  const bytes = Buffer.concat(await collect(checked.body));
  expect(checked.summary().bytes).toBe(bytes.length);
  return bytes;
}

const livingChats = async (): Promise<Chat[]> =>
  (await allItems(api.chats())).filter(({ deletedAt }) => deletedAt === null);

async function livingMessages(): Promise<ChatMessage[]> {
  const chats = await livingChats();
  const perChat = await Promise.all(chats.map(({ id }) => allItems(api.chatMessages(id))));
  return perChat.flat();
}

test('the feed is the same in one page and in many, from either end, without our own calls', async () => {
  const window = { from: Date.UTC(2026, 8, 1), to: endsAt - 120_000 };

  const newestFirst = await allItems(api.activities(window));
  const inSmallPages = await allItems(api.activities({ ...window, limit: 17 }));
  const oldestFirst = await allItems(api.activities({ ...window, order: 'asc' }));

  expect(newestFirst.length).toBeGreaterThan(100);
  expect(inSmallPages).toEqual(newestFirst);
  expect(oldestFirst.toReversed()).toEqual(newestFirst);
  expect(newestFirst.every(({ at }) => at >= window.from && at < window.to)).toBe(true);
  expect(newestFirst.some(({ type }) => type === 'compliance_api_accessed')).toBe(false);
  expect(
    newestFirst.filter(({ type, fileId, documentId }) => isUpload(type) && !(fileId ?? documentId)),
  ).toEqual([]);
});

test('every client string of the feed is given the interface that it came from', async () => {
  const classify = createInterfaceClassifier();
  const truth = new Map(CLIENTS.map((client) => [client.userAgent, client]));

  const strings = new Set((await allItems(api.activities())).map(({ userAgent }) => userAgent));

  for (const userAgent of strings) {
    const client = truth.get(userAgent);
    if (client)
      expect(classify(userAgent)).toMatchObject({
        interface: client.interface,
        attributed: client.attributed,
      });
  }
  expect([...strings].filter((userAgent) => truth.has(userAgent)).length).toBeGreaterThan(5);
});

test('a walk of the feed goes on from a saved cursor', async () => {
  const window = { to: endsAt - 120_000, limit: 40 };
  const whole = await allItems(api.activities(window));

  const first = await firstPage(api.activities(window));
  const rest = await allItems(api.activities({ ...window, afterId: first?.lastId }));

  expect([...(first?.items ?? []), ...rest]).toEqual(whole);
});

test('the directory knows everybody who did something and is still there', async () => {
  const organizations = await allItems(api.organizations({ limit: 1 }));
  const users = (
    await Promise.all(organizations.map(({ uuid }) => allItems(api.users(uuid, { limit: 3 }))))
  ).flat();

  expect(organizations.length).toBe(simulator.world.organizations.length);
  expect(users.length).toBeGreaterThan(0);
  expect(users.every(({ email, fullName, role }) => email && fullName && role)).toBe(true);
  expect(new Set(users.map(({ id }) => id)).size).toBe(users.length);
});

test('chats come in order of their last change, and the last cursor leads to what changed since', async () => {
  const chats = await allItems(api.chats());
  const half = await firstPage(api.chats({ limit: Math.ceil(chats.length / 2) }));

  const rest = await allItems(api.chats({ afterId: half?.lastId }));

  expect(chats.map(({ updatedAt }) => updatedAt)).toEqual(
    chats.map(({ updatedAt }) => updatedAt).sort((a, b) => a - b),
  );
  expect([...(half?.items ?? []), ...rest]).toEqual(chats);
});

test('the messages of a chat are the same in one page and in many', async () => {
  const [chat] = await livingChats();

  const whole = await allItems(api.chatMessages(chat!.id));
  const inSmallPages = await allItems(api.chatMessages(chat!.id, { limit: 1 }));

  expect(whole.length).toBeGreaterThan(0);
  expect(inSmallPages).toEqual(whole);
  expect(whole.every(({ content }) => content.length > 0)).toBe(true);
});

test('everything that messages name can be fetched, and its bytes are those that were promised', async () => {
  const messages = await livingMessages();
  const files = messages.flatMap((message) => message.files);
  const generated = messages.flatMap((message) => message.generatedFiles);
  const artifacts = messages.flatMap((message) => message.artifacts);

  for (const { id, filename } of files) {
    const file = await api.fileContent(id);
    expect(file.name).toBe(filename);
    expect(md5Of(await contentOf(file))).toBe(file.md5);
    expect((await api.fileMetadata(id)).messageIds.length).toBeGreaterThan(0);
  }
  for (const { id } of generated) {
    const isUploadId = id.startsWith('claude_file_');
    const file = await (isUploadId ? api.fileContent(id) : api.generatedFileContent(id));
    expect(md5Of(await contentOf(file))).toBe(file.md5);
  }
  for (const { versionId } of artifacts) {
    const { md5, sizeBytes } = await api.artifactMetadata(versionId);
    const { content } = await api.artifactContent(versionId);
    expect([md5Of(content), Buffer.byteLength(content)]).toEqual([md5, sizeBytes]);
  }
  expect([files.length, generated.length, artifacts.length].every((count) => count > 0)).toBe(true);
});

test('the documents and files of projects can be fetched too', async () => {
  const projects = (await allItems(api.projects({ limit: 1 }))).filter(({ deletedAt }) => deletedAt === null);
  const attachments = (
    await Promise.all(projects.map(({ id }) => allItems(api.projectAttachments(id, { limit: 2 }))))
  ).flat();

  for (const { type, id } of attachments) {
    if (type === 'file') {
      await contentOf(await api.fileContent(id));
    } else {
      const { md5 } = await api.projectDocumentMetadata(id);
      expect(md5Of((await api.projectDocument(id)).content)).toBe(md5);
    }
  }
  expect(projects.length).toBeGreaterThan(0);
  expect(attachments.length).toBeGreaterThan(0);
  expect((await api.project(projects[0]!.id)).id).toBe(projects[0]!.id);
});

test('sessions on machines and in the cloud give their messages, page by page or at once', async () => {
  const local = await allItems(api.localSessions({ limit: 1 }));
  const remote = (await allItems(api.remoteSessions({ limit: 1 }))).filter(
    ({ status }) => status !== 'pending',
  );

  for (const { id } of local) {
    expect(await allItems(api.localSessionMessages(id, { limit: 2 }))).toEqual(
      await allItems(api.localSessionMessages(id)),
    );
  }
  for (const { id } of remote) {
    expect(await allItems(api.remoteSessionMessages(id, { limit: 2 }))).toEqual(
      await allItems(api.remoteSessionMessages(id)),
    );
  }
  expect(local.length).toBeGreaterThan(0);
  expect(remote.length).toBeGreaterThan(0);
});

test('the published versions of code artifacts can be fetched', async () => {
  const artifacts = await allItems(api.codeArtifacts());

  for (const { id, versions } of artifacts) {
    expect((await contentOf(await api.codeArtifactContent(id, versions[0]!.id))).length).toBeGreaterThan(0);
  }
  expect(artifacts.length).toBeGreaterThan(0);
});

test('nothing in the answers is malformed, and what is new is only counted', async () => {
  await allItems(api.activities());
  await livingMessages();

  expect(Object.keys(api.unknowns()).filter((what) => what.startsWith('malformed'))).toEqual([]);
});

test.each([
  ['disabled', 'KEY_DEACTIVATED'],
  ['expired', 'KEY_EXPIRED'],
  ['unknown', 'KEY_INVALID'],
  ['foreign', 'NOT_FOUND_BARE'],
] as const)('a key that is %s answers %s', async (key, code) => {
  const denied = clientOf(simulator.url, { apiKey: simulator.keys[key] });

  await expect(firstPage(denied.activities({ limit: 1 }))).rejects.toMatchObject({
    kind: 'upstream-denied',
    code,
  });
});

test('a missing scope is named, on the endpoint that needs it', async () => {
  const { withoutActivities, withoutOrgData, admin } = simulator.keys;
  const missing = (scope: string) => ({ code: 'MISSING_SCOPES', extra: { missing: [scope] } });

  await expect(
    firstPage(clientOf(simulator.url, { apiKey: withoutActivities }).activities()),
  ).rejects.toMatchObject(missing('read:compliance_activities'));
  await expect(
    firstPage(clientOf(simulator.url, { apiKey: withoutOrgData }).organizations()),
  ).rejects.toMatchObject(missing('read:compliance_org_data'));
  await expect(firstPage(clientOf(simulator.url, { apiKey: admin }).chats())).rejects.toMatchObject(
    missing('read:compliance_user_data'),
  );
});

test('the audit scope alone opens every read', async () => {
  const audit = clientOf(simulator.url, { apiKey: simulator.keys.audit });

  const [organization] = await allItems(audit.organizations());

  expect(await firstPage(audit.activities({ limit: 1 }))).not.toBeNull();
  expect(await firstPage(audit.users(organization!.uuid))).not.toBeNull();
});

test('what does not exist, or belongs to another tenant, is gone', async () => {
  const [chat] = await livingChats();
  const stranger = clientOf(simulator.url, { apiKey: simulator.keys.otherTenant });

  await expect(firstPage(stranger.chatMessages(chat!.id))).rejects.toMatchObject({ code: 'GONE' });
  await expect(api.fileContent('claude_file_01AAAAAAAAAAAAAAAAAAAAAA')).rejects.toMatchObject({
    code: 'GONE',
  });
});

test('an API that is switched off says so', async () => {
  simulator.setEnabled(false);
  try {
    await expect(firstPage(api.chats())).rejects.toMatchObject({ code: 'API_DISABLED' });
  } finally {
    simulator.setEnabled(true);
  }
});

test('resets, cut answers, outages and limits on the way change nothing in what is read', async () => {
  const window = { to: endsAt - 120_000, limit: 50 };
  const undisturbed = await allItems(api.activities(window));
  simulator.faults.add({ kind: 'reset', path: '/activities', after: 1 });
  simulator.faults.add({ kind: 'cut', path: '/activities', after: 3, afterBytes: 100, end: 'reset' });
  simulator.faults.add({ kind: 'cut', path: '/activities', after: 5, afterBytes: 100, end: 'complete' });
  simulator.faults.add({ kind: 'rate-limit', path: '/activities', after: 7, retryAfterSeconds: 3 });
  simulator.faults.add({ kind: 'rate-limit', path: '/activities', after: 9, bare: true });
  simulator.faults.add({
    kind: 'answer',
    path: '/activities',
    status: 529,
    type: 'overloaded_error',
    message: 'Overloaded',
    times: 2,
  });

  expect(await allItems(api.activities(window))).toEqual(undisturbed);
});

test('a cursor that the provider has forgotten is told apart from other mistakes', async () => {
  simulator.faults.add({ kind: 'invalid-cursor', path: '/chats' });

  await expect(allItems(api.chats({ limit: 1 }))).rejects.toMatchObject({
    kind: 'contract',
    code: 'CURSOR_REJECTED',
  });
});

test('a download that was changed, cut or is too large is never taken for a good one', async () => {
  const id = (await livingMessages()).flatMap((message) => message.files)[0]!.id;
  const oversize = simulator.world.ids.tagged('file', simulator.world.oversizeFile);

  simulator.faults.add({ kind: 'wrong-md5', path: '/content' });
  await expect(contentOf(await api.fileContent(id))).rejects.toMatchObject({ code: 'CORRUPT_BODY' });

  simulator.faults.add({ kind: 'cut', path: '/content', afterBytes: 3, end: 'reset' });
  await expect(contentOf(await api.fileContent(id))).rejects.toMatchObject({ code: 'CORRUPT_BODY' });

  simulator.faults.add({ kind: 'cut', path: '/content', afterBytes: 3, end: 'complete' });
  await expect(contentOf(await api.fileContent(id))).rejects.toMatchObject({ code: 'CORRUPT_BODY' });

  const large = checkedBody(await api.fileContent(oversize), { maxBytes: 100_000 });
  await expect(collect(large.body)).rejects.toMatchObject({ code: 'TOO_LARGE' });
});

test('a key that is revoked in mid-walk stops the walk', async () => {
  const own = await startSimulator({
    world: 'tiny',
    endsAt,
    now: () => now,
    rateLimit: Number.POSITIVE_INFINITY,
  });
  try {
    const client = clientOf(own.url, { apiKey: own.keys.parent, confirmDenied: true });
    own.faults.add({ kind: 'revoke', path: '/activities', after: 2 });

    await expect(allItems(client.activities({ limit: 10 }))).rejects.toMatchObject({
      code: 'KEY_DEACTIVATED',
    });
  } finally {
    await own.stop();
  }
});
