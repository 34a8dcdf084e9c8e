import type { SQSEvent } from 'aws-lambda';
import { beforeEach, expect, test } from 'vitest';
import { createHandler } from '../../../functions/send-notices/handler.ts';
import { NOTICES, type NoticeKind } from '../../../shared/domain/notice.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';

let world: MemoryWorld;

const arn = (tenant: string, region = 'eu-central-1') =>
  `arn:aws:sns:${region}:111122223333:claude-notices-${tenant}`;

beforeEach(() => {
  world = memoryWorld();
});

const wants = (tenant: string, notices: readonly NoticeKind[] = NOTICES, topicArn = arn(tenant)) =>
  world.notices.save(tenant, { targets: [{ topicArn, notices }], savedAt: 'a', savedBy: 'b' });

const fact = (type: string, detail: object = {}, tenant = 'acme') => ({
  id: `id-${Math.random()}`,
  time: '2026-10-01T12:00:00Z',
  'detail-type': type,
  detail: { tenant, scanId: 'scan_1', ...detail },
});

const deliver = (...facts: readonly unknown[]) =>
  createHandler(world)({
    Records: facts.map((body, index) => ({
      messageId: String(index),
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })),
  } as unknown as SQSEvent);

const told = () => world.topics.told.map(({ notice }) => notice);

test('a rejected key, a failed scan and scans that are behind are told at once, each by itself', async () => {
  await wants('acme');

  await deliver(
    fact('ApiKeyRejected', { code: 'KEY_REJECTED' }),
    fact('ScanFailed', { error: 'SCAN_STUCK' }),
    fact('ScanStale', { readUpTo: '2026-09-20T00:00:00.000Z' }),
  );

  expect(told()).toMatchObject([
    { v: 1, notice: 'key_rejected', tenant: 'acme', scanId: 'scan_1', code: 'KEY_REJECTED', findings: 0 },
    { notice: 'scan_failed', code: 'SCAN_STUCK' },
    { notice: 'scan_stale' },
  ]);
  expect(world.topics.told[0]?.topicArn).toBe(arn('acme'));
});

test('findings of a scan are one notice, with ids and a count', async () => {
  await wants('acme');
  const finding = (n: number, risk = 'high') => fact('SensitiveDataFound', { eventId: `evt_${n}`, risk });

  await deliver(...Array.from({ length: 12 }, (_, n) => finding(n)), finding(12, 'critical'));

  expect(told()).toEqual([
    {
      v: 1,
      notice: 'high_risk_finding',
      tenant: 'acme',
      at: '2026-10-01T12:00:00Z',
      scanId: 'scan_1',
      code: null,
      findings: 13,
      eventIds: Array.from({ length: 10 }, (_, n) => `evt_${n}`),
      risk: 'critical',
    },
  ]);
});

test('a notice names no person and nothing that was found', async () => {
  await wants('acme');

  await deliver(
    fact('SensitiveDataFound', {
      eventId: 'evt_1',
      risk: 'high',
      userId: 'user_1',
      dataTypes: [{ id: 'iban' }],
      ocsf: { actor: { user: { uid: 'user_1' } } },
    }),
  );

  expect(JSON.stringify(told())).not.toMatch(/user_1|iban|ocsf/);
});

test('a topic is told what it wants and nothing else', async () => {
  await wants('acme', ['scan_stale']);

  await deliver(fact('ScanFailed'), fact('ScanStale'));

  expect(told().map(({ notice }) => notice)).toEqual(['scan_stale']);
});

test("a tenant's facts go to its own topics", async () => {
  await wants('acme');
  await wants('other');

  await deliver(fact('ScanFailed'), fact('ScanFailed', {}, 'other'), fact('ScanFailed', {}, 'third'));

  expect(world.topics.told.map(({ topicArn, notice }) => [topicArn, notice.tenant])).toEqual([
    [arn('acme'), 'acme'],
    [arn('other'), 'other'],
  ]);
});

test('a topic that refuses is said and holds up nothing', async () => {
  await wants('acme');
  const refusing = { ...world, topics: { publish: async () => 'refused' as const } };

  const answer = await createHandler(refusing)({
    Records: [{ messageId: '1', body: JSON.stringify(fact('ScanFailed')) }],
  } as unknown as SQSEvent);

  expect(answer).toEqual({ batchItemFailures: [] });
  expect(world.log.entries.map(({ code }) => code)).toEqual(['NOTICE_REFUSED']);
  expect(world.meter.totals.get('NoticesRefused')).toBe(1);
});

test('what could not be sent comes again, for that tenant alone', async () => {
  await wants('acme');
  await wants('other');
  world.topics.failNext('upstream-busy');

  const answer = await deliver(fact('ScanFailed'), 'no fact', fact('ScanFailed', {}, 'other'));

  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '0' }] });
  expect(told().map(({ tenant }) => tenant)).toEqual(['other']);
});
