import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../../functions/configure-integration/handler.ts';
import { probeKey } from '../../../functions/configure-integration/probe-key.ts';
import { sampleActivity } from '../../../functions/configure-integration/sample-activity.ts';
import { sampleContents } from '../../../functions/configure-integration/sample-contents.ts';
import { type EstimateAnswer, estimateAnswer } from '../../../shared/api/estimate.ts';
import { routes } from '../../../shared/api/routes.ts';
import { DAY_MS } from '../../../shared/domain/day.ts';
import type { Coverage } from '../../../shared/domain/integration.ts';
import { AppError } from '../../../shared/errors.ts';
import { anActivity } from '../../support/activities.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';
import { type FakeProvider, fakeProvider } from '../../support/provider.ts';
import { accessKey, anIntegration, auditOf, given } from '../builders.ts';
import { apiDepsOf, send } from '../request.ts';

const NOW = Date.parse('2026-10-20T12:00:00Z');
const key = accessKey();

let world: MemoryWorld;
let provider: FakeProvider;

beforeEach(() => {
  world = memoryWorld({ now: NOW });
  provider = fakeProvider(() => NOW);
});

const ask = (body: Record<string, unknown> = {}) =>
  send(
    createHandler({
      ...apiDepsOf(world),
      probe: () => Promise.reject(new Error('An estimate configures nothing.')),
      survey: () => ({
        probe: () => probeKey(provider),
        sample: (days) => sampleActivity(provider, days),
        contents: (from, to, coverage) => sampleContents(provider, from, to, coverage),
      }),
    }),
    routes.estimateScan,
    { body: { apiKey: key, ...body } },
  );

async function estimated(body: Record<string, unknown> = {}): Promise<EstimateAnswer> {
  const { status, json } = await ask(body);
  expect(status, JSON.stringify(json)).toBe(200);
  expect(estimateAnswer.parse(json)).toEqual(json);
  return json as unknown as EstimateAnswer;
}

/** So many days before now that each have some uploads, each in a chat of its own. */
function busyDays(days: number, uploads: number): void {
  for (let day = 1; day <= days; day += 1) {
    for (let nr = 0; nr < uploads; nr += 1) {
      const at = new Date(NOW - day * DAY_MS - nr * 60_000).toISOString();
      const id = `${day}_${nr}`;
      provider.feed.push(anActivity({ type: 'claude_file_uploaded', at, fileId: id, chatId: `chat_${id}` }));
    }
  }
}

describe('a tenant that does the same every day', () => {
  test('is estimated from a few of its days', async () => {
    busyDays(31, 40);

    expect(await estimated()).toEqual({
      days: 31,
      sampledDays: 8,
      calls: {
        directory: 2,
        activities: 31,
        chats: 1,
        files: 31 * 40,
        transcripts: 0,
        made: 0,
        projects: 1,
        sessions: 0,
      },
      totalCalls: 35 + 31 * 40,
      minutes: 3,
    });
  });

  test('needs no calls for files that are not inspected, and more minutes with a smaller share', async () => {
    busyDays(31, 40);

    expect((await estimated({ coverage: { files: false } })).calls.files).toBe(0);
    expect((await estimated({ requestShare: 0.1 })).minutes).toBe(22);
  });

  test('costs twenty calls at most, whatever the look-back', async () => {
    for (const lookbackDays of [1, 30, 2_190]) {
      provider.calls.length = 0;

      const { days, sampledDays } = await estimated({ lookbackDays });

      expect(days).toBe(lookbackDays + 1);
      expect(sampledDays).toBe(Math.min(lookbackDays, 8));
      expect(provider.calls.length).toBeLessThan(20);
    }
  });
});

test('a day of several pages counts as more of what its latest page shows', async () => {
  provider.pageSize = 10;
  const midnight = Date.parse('2026-10-19T00:00:00Z');
  for (let nr = 0; nr < 240; nr += 1) {
    const at = new Date(midnight + nr * 6 * 60_000).toISOString();
    provider.feed.push(anActivity({ type: 'claude_file_uploaded', at, fileId: `file_${nr}` }));
  }

  const { days, calls } = await estimated({ lookbackDays: 1 });

  expect(days).toBe(2);
  expect(calls.files).toBe(2 * 240);
});

test('a file that is named twice is fetched once, and what is no upload of a person is not fetched', async () => {
  const at = '2026-10-19T10:00:00Z';
  provider.feed.push(
    anActivity({ type: 'claude_file_uploaded', at, fileId: 'file_1' }),
    anActivity({ type: 'claude_file_uploaded', at, fileId: 'file_1' }),
    anActivity({ type: 'claude_file_viewed', at, fileId: 'file_2' }),
    anActivity({ type: 'claude_file_uploaded', at, fileId: 'file_3', userId: null, actorType: 'api_actor' }),
  );

  expect((await estimated({ lookbackDays: 1 })).calls.files).toBe(2);
});

test('a tenant that comes back is read from where it stopped', async () => {
  const [halcyon] = provider.organizationList;
  const position = {
    scanStartedAt: '2026-10-17T12:00:00.000Z',
    readUpTo: '2026-10-17T12:00:00.000Z',
    chatsUpTo: '2026-10-17T12:00:00.000Z',
    collectedFrom: '2026-08-01',
    recordHash: 'ab',
  };
  const before = { status: 'not_configured', secretId: null, keyHint: null, position } as const;

  given.integration(world, anIntegration({ ...before, organizations: [halcyon!] }));
  expect((await estimated()).days).toBe(4);

  given.integration(world, anIntegration({ ...before, organizations: [{ uuid: 'org-9', name: 'Other' }] }));
  expect((await estimated()).days).toBe(31);
});

describe('what no activity counts', () => {
  const EVERYTHING = { files: true, text: true, projects: true, sessions: true };
  const contents = (coverage: Partial<Coverage> = {}) =>
    sampleContents(provider, NOW - 30 * DAY_MS, NOW, { ...EVERYTHING, ...coverage });

  /** So many days ago. */
  const ago = (days: number) => NOW - days * DAY_MS;

  test('is counted from the first page of its list', async () => {
    provider.chatList.push(
      { id: 'chat_1', model: null, updatedAt: ago(3) },
      { id: 'chat_2', model: null, updatedAt: ago(2) },
      { id: 'chat_old', model: null, updatedAt: ago(31) },
    );
    provider.projectList.push(
      { id: 'project_1', updatedAt: ago(1) },
      { id: 'project_2', updatedAt: ago(40) },
    );
    provider.localSessionList.push({ id: 'clls_1', updatedAt: ago(1) });
    provider.remoteSessionList.push(
      { id: 'cse_1', updatedAt: ago(1) },
      { id: 'cse_pending', updatedAt: ago(1), status: 'pending' },
    );

    expect(await contents()).toEqual({ chats: 2, madePerChat: 0, projects: 1, sessions: 2 });
    expect(await contents({ projects: false, sessions: false })).toMatchObject({ projects: 0, sessions: 0 });
    expect(provider.calls.length).toBeLessThanOrEqual(2 * 8);
  });

  test('goes on as its first page does', async () => {
    provider.pageSize = 10;
    for (let nr = 0; nr < 60; nr += 1)
      provider.chatList.push({ id: `chat_${nr}`, model: null, updatedAt: ago(30 - nr / 2) });
    for (let nr = 0; nr < 60; nr += 1)
      provider.localSessionList.unshift({ id: `clls_${nr}`, updatedAt: ago(30 - nr / 2) });

    const found = await contents();

    expect(found.chats).toBeGreaterThan(50);
    expect(found.chats).toBeLessThan(72);
    expect(found.sessions).toBeGreaterThan(50);
    expect(found.sessions).toBeLessThan(72);
  });

  test('that the tenant does not have, or not now, counts as nothing', async () => {
    provider.failOn('localSessions', new AppError('upstream-busy', 'FEATURE_UNAVAILABLE', 'None'));
    provider.failOn('remoteSessions', new AppError('upstream-denied', 'NOT_FOUND_BARE', 'None'));

    expect((await contents()).sessions).toBe(0);
  });

  test('is part of the estimate where it is switched on', async () => {
    provider.chatList.push({ id: 'chat_1', model: null, updatedAt: ago(3) });
    provider.projectList.push({ id: 'project_1', updatedAt: ago(1) });
    provider.feed.push(
      anActivity({
        type: 'claude_project_document_uploaded',
        at: new Date(ago(1)).toISOString(),
        documentId: 'doc_1',
      }),
    );

    expect((await estimated({ lookbackDays: 1 })).calls).toMatchObject({ chats: 1, projects: 1 + 1 + 2 });
    expect((await estimated({ coverage: { projects: false } })).calls.projects).toBe(0);
  });
});

describe('nothing is kept', () => {
  test('but that it was asked for', async () => {
    await estimated();

    expect(world.vault.secrets.size).toBe(0);
    expect(await world.integrations.find('acme')).toBeUndefined();
    const audit = await auditOf(world);
    expect(audit).toMatchObject([
      { action: 'estimate', outcome: 'done', details: { days: 31, totalCalls: 35, minutes: 1 } },
    ]);
    expect(JSON.stringify([audit, world.log.entries])).not.toContain(key);
  });

  test.each([
    ['KEY_INVALID', 422, 'KEY_REJECTED'],
    ['MISSING_SCOPES', 422, 'MISSING_SCOPES'],
    ['RATE_LIMITED', 503, 'PROVIDER_UNAVAILABLE'],
  ])('where the provider answers %s', async (code, status, answered) => {
    const kind = code === 'RATE_LIMITED' ? 'upstream-busy' : 'upstream-denied';
    provider.failOn('activities', new AppError(kind, code, 'Refused.'));

    const { json, ...answer } = await ask();

    expect([answer.status, json.code]).toEqual([status, answered]);
    expect(await auditOf(world)).toMatchObject([{ outcome: 'refused', details: { code: answered } }]);
  });

  test('where the text is no key, and nobody is asked', async () => {
    const { status, json } = await ask({ apiKey: 'not a key' });

    expect([status, json.code]).toEqual([400, 'INVALID_KEY_FORMAT']);
    expect(provider.calls).toEqual([]);
  });
});
