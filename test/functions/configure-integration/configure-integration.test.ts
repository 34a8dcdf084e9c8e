import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../../functions/configure-integration/handler.ts';
import type { Reach } from '../../../functions/configure-integration/probe-key.ts';
import { routes } from '../../../shared/api/routes.ts';
import type { ScanPosition } from '../../../shared/domain/integration.ts';
import { AppError } from '../../../shared/errors.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';
import { accessKey, anEvent, anIntegration, auditOf, given } from '../builders.ts';
import { apiDepsOf, type Sent, send } from '../request.ts';

const key = accessKey('x7Qa');
const halcyon = { uuid: 'org-1', name: 'Halcyon' };
const position: ScanPosition = {
  scanStartedAt: '2026-08-31T12:00:00.000Z',
  readUpTo: '2026-09-30T12:00:00.000Z',
  chatsUpTo: '2026-09-30T12:00:00.000Z',
  collectedFrom: '2026-08-01',
  recordHash: 'ab',
};

let world: MemoryWorld;
let probed: string[];
let answer: () => Promise<Reach>;

beforeEach(() => {
  world = memoryWorld({ now: Date.parse('2026-10-01T12:00:00Z') });
  probed = [];
  answer = async () => ({ organizations: [halcyon] });
});

const configure = (body: Record<string, unknown> = {}, sent: Sent = {}) =>
  send(
    createHandler({
      ...apiDepsOf(world),
      probe: (apiKey) => {
        probed.push(apiKey);
        return answer();
      },
      survey: () => {
        throw new Error('Configuring estimates nothing.');
      },
    }),
    routes.configureIntegration,
    { body: { apiKey: key, ...body }, ...sent },
  );

const nothingStored = async () => {
  expect(world.vault.secrets.size).toBe(0);
  expect(await world.integrations.find('acme')).toBeUndefined();
  expect(world.facts.published).toEqual([]);
};

test('a good key is stored in the vault alone, and the card tells the rest', async () => {
  const { status, json, text } = await configure({
    apiKey: `\n ${key}\r\n`,
    lookbackDays: 90,
    requestShare: 0.5,
    budget: { calls: null, minutes: 60 },
  });

  expect(status).toBe(201);
  expect(json).toEqual({
    integrationId: 'claude-enterprise',
    status: 'active',
    statusReason: null,
    keyHint: '…x7Qa',
    configuredAt: '2026-10-01T12:00:00.000Z',
    configuredBy: 'admin@example.com',
    organizations: [halcyon],
    scanning: false,
    currentScanId: null,
    lastScan: null,
    schedule: { frequency: 'off', nextScanAt: null },
    coverage: { files: true, text: true, projects: true, sessions: false },
    coverageStatement: expect.arrayContaining([
      { kind: 'uploaded_files', status: 'covered', reason: null, lastCompleteRead: null },
    ]),
    lookbackDays: 90,
    requestShare: 0.5,
    budget: { calls: null, minutes: 60 },
  });
  expect(probed).toEqual([key]);
  expect([...world.vault.secrets.values()]).toEqual([key]);
  expect(await world.integrations.find('acme')).toMatchObject({
    generation: 1,
    secretId: [...world.vault.secrets.keys()][0],
    position: null,
  });

  const elsewhere = [
    text,
    await world.integrations.find('acme'),
    await auditOf(world),
    world.facts,
    world.log.entries,
  ];
  expect(JSON.stringify(elsewhere)).not.toContain(key.slice(10, 40));
});

test('the fact and the audit follow', async () => {
  await configure();

  expect(world.facts.published).toEqual([
    {
      type: 'IntegrationActivated',
      detail: { tenant: 'acme', organizations: 1, at: '2026-10-01T12:00:00.000Z' },
    },
  ]);
  expect(await auditOf(world)).toMatchObject([
    {
      actor: 'admin@example.com',
      action: 'configure',
      outcome: 'done',
      details: { keyHint: 'x7Qa', files: true },
    },
  ]);
});

describe('nothing is stored', () => {
  const denied = (code: string, extra = {}) => new AppError('upstream-denied', code, 'Internal.', { extra });

  test.each<[string, Error, number, string]>([
    ['an unknown key', denied('KEY_INVALID'), 422, 'KEY_REJECTED'],
    ['a switched-off key', denied('KEY_DEACTIVATED'), 422, 'KEY_REJECTED'],
    ['an expired key', denied('KEY_EXPIRED'), 422, 'KEY_REJECTED'],
    ['a key without scopes', denied('MISSING_SCOPES', { missingScopes: ['a'] }), 422, 'MISSING_SCOPES'],
    ['a key that finds nothing there', denied('NOT_FOUND_BARE'), 422, 'WRONG_KEY_TYPE'],
    ['a tenant without the API', denied('API_DISABLED'), 422, 'COMPLIANCE_API_DISABLED'],
    ['a rate limit', new AppError('upstream-busy', 'RATE_LIMITED', 'x'), 503, 'PROVIDER_UNAVAILABLE'],
    [
      'a provider that is down',
      new AppError('upstream-busy', 'PROVIDER_UNAVAILABLE', 'x'),
      503,
      'PROVIDER_UNAVAILABLE',
    ],
    [
      'a provider that never answers',
      new AppError('upstream-busy', 'ABORTED', 'x'),
      503,
      'PROVIDER_UNAVAILABLE',
    ],
    ['an answer without sense', new AppError('contract', 'BAD_ANSWER', 'x'), 503, 'PROVIDER_UNAVAILABLE'],
  ])('after %s', async (_, error, status, code) => {
    answer = () => Promise.reject(error);

    const { json, ...received } = await configure();

    expect([received.status, json.code]).toEqual([status, code]);
    await nothingStored();
    expect(await auditOf(world)).toMatchObject([
      { action: 'configure', outcome: 'refused', details: { code } },
    ]);
  });

  test('for a key of the wrong form or type, and the provider is not asked', async () => {
    const malformed = await configure({ apiKey: 'not-a-key' });
    const admin = await configure({ apiKey: key.replace('api01', 'admin01') });

    expect([malformed.status, malformed.json.code]).toEqual([400, 'INVALID_KEY_FORMAT']);
    expect(malformed.json.detail).toContain(`begins with ${key.slice(0, 13)},`);
    expect([admin.status, admin.json.code]).toEqual([422, 'WRONG_KEY_TYPE']);
    expect(probed).toEqual([]);
    await nothingStored();
  });

  test('when the record cannot be written', async () => {
    world.integrations.failNext('upstream-busy', { method: 'configure' });

    expect((await configure()).status).toBe(503);
    await nothingStored();
  });
});

test('the missing scopes are in the answer', async () => {
  const missingScopes = ['read:compliance_activities', 'read:compliance_user_data'];
  answer = () =>
    Promise.reject(new AppError('upstream-denied', 'MISSING_SCOPES', 'x', { extra: { missingScopes } }));

  expect((await configure()).json).toMatchObject({ code: 'MISSING_SCOPES', missingScopes });
});

describe('a tenant that is configured already', () => {
  test.each(['active', 'invalid_api_key'] as const)('%s keeps its key', async (status) => {
    const before = given.integration(world, anIntegration({ status }));

    const { json, ...received } = await configure();

    expect([received.status, json.code]).toEqual([409, 'ALREADY_CONFIGURED']);
    expect(await world.integrations.find('acme')).toEqual(before);
    expect(probed).toEqual([]);
  });

  test('waits until everything of the one before is erased', async () => {
    const before = given.integration(world, anIntegration({ status: 'not_configured', erasing: true }));

    const { json, ...received } = await configure();

    expect([received.status, json.code]).toEqual([409, 'STILL_ERASING']);
    expect(await world.integrations.find('acme')).toEqual(before);
  });

  test('is not touched by a request that comes second', async () => {
    let first: unknown;
    answer = async () => {
      answer = async () => ({ organizations: [halcyon] });
      first = (await configure({ apiKey: accessKey('1111') })).json.keyHint;
      return { organizations: [halcyon] };
    };

    const second = await configure({ apiKey: accessKey('2222') });

    expect([first, second.json.code]).toEqual(['…1111', 'ALREADY_CONFIGURED']);
    expect([...world.vault.secrets.values()]).toEqual([accessKey('1111')]);
    expect((await world.integrations.find('acme'))?.keyHint).toBe('1111');
  });
});

describe('an attempt that broke off', () => {
  test.each(['before', 'after'] as const)(
    'once the vault was asked (%s it had the key) leaves a record that names the key, and the next attempt takes it away',
    async (when) => {
      world.vault.failNext('upstream-busy', { method: 'put', when });

      expect((await configure({ apiKey: accessKey('1111') })).status).toBe(503);
      const abandoned = await world.integrations.find('acme');
      expect(abandoned).toMatchObject({ status: 'not_configured', secretId: expect.any(String) });
      expect([...world.vault.secrets.keys()]).toEqual(when === 'after' ? [abandoned?.secretId] : []);

      expect((await configure({ apiKey: accessKey('2222') })).status).toBe(201);
      expect([...world.vault.secrets.values()]).toEqual([accessKey('2222')]);
    },
  );

  test('at its last write never leaves an integration that is active without its key', async () => {
    const configureRecord = world.integrations.configure;
    let late: (() => Promise<unknown>) | undefined;
    world.integrations.configure = async (integration, expected) => {
      if (integration.status !== 'active' || late) return configureRecord(integration, expected);
      late = () => configureRecord(integration, expected);
      throw new AppError('upstream-busy', 'AWS_BUSY', 'No answer.');
    };

    expect((await configure()).status).toBe(503);
    await late?.();

    const { status, secretId } = (await world.integrations.find('acme'))!;
    expect(status).toBe('active');
    expect(world.vault.secrets.get(secretId!)).toBe(key);
  });
});

test('a write whose answer was lost counts as what it is: done', async () => {
  world.integrations.failNext('upstream-busy', { method: 'configure', when: 'after' });

  const { status } = await configure();

  expect(status).toBe(201);
  const { secretId } = (await world.integrations.find('acme'))!;
  expect(world.vault.secrets.get(secretId!)).toBe(key);
});

describe('configured again after a deletion', () => {
  const deleted = anIntegration({
    status: 'not_configured',
    generation: 2,
    secretId: null,
    keyHint: null,
    organizations: [halcyon, { uuid: 'org-2', name: 'Labs' }],
    position,
  });

  test('it goes on where it stopped, when the key reaches the same tenant', async () => {
    given.integration(world, deleted);
    answer = async () => ({
      organizations: [
        { uuid: 'org-2', name: 'Renamed' },
        { uuid: 'org-3', name: 'New' },
      ],
    });

    expect((await configure()).status).toBe(201);

    expect(await world.integrations.find('acme')).toMatchObject({
      generation: 3,
      status: 'active',
      position,
    });
  });

  test('it starts afresh and keeps the events, when the key reaches another tenant', async () => {
    given.integration(world, deleted);
    given.event(world, anEvent());
    answer = async () => ({ organizations: [{ uuid: 'org-9', name: 'Elsewhere' }] });

    expect((await configure()).status).toBe(201);

    expect(await world.integrations.find('acme')).toMatchObject({
      generation: 3,
      position: null,
      lastScan: null,
    });
    expect((await world.events.list('acme', {}, { limit: 5, after: null })).items).toHaveLength(1);
  });
});

test('the same idempotency key gives the same card and asks the provider once', async () => {
  const headers = { 'idempotency-key': 'once' };

  const first = await configure({}, { headers });
  const again = await configure({}, { headers });
  const other = await configure({ apiKey: accessKey('9999') }, { headers });

  expect(again).toMatchObject({ status: 201, json: first.json });
  expect(probed).toHaveLength(1);
  expect([other.status, other.json.code]).toEqual([422, 'IDEMPOTENCY_MISMATCH']);
});

test('a bus that is down does not undo what was done', async () => {
  world.facts.failNext();

  expect((await configure()).status).toBe(201);
  expect(world.log.entries.map(({ code }) => code)).toContain('FACT_LOST');
});
