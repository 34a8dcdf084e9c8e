import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../../functions/export-list/handler.ts';
import { routes } from '../../../shared/api/routes.ts';
import type { SecurityEvent } from '../../../shared/domain/event.ts';
import type { Scan } from '../../../shared/domain/scan.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';
import { ocsfProblems } from '../../support/ocsf.ts';
import { anEvent, aScan, given } from '../builders.ts';
import { apiDepsOf, send } from '../request.ts';

const MEDIA_TYPE = 'application/vnd.ocsf+x-ndjson';

let world: MemoryWorld;

beforeEach(() => {
  world = memoryWorld({ now: Date.parse('2026-10-02T12:00:00Z') });
});

async function exported(query: Readonly<Record<string, string>> = {}): Promise<Record<string, unknown>[]> {
  const handler = createHandler({
    ...apiDepsOf(world),
    exports: { put: async () => Promise.reject(new Error('Nothing is large here.')) },
  });
  const { status, headers, text } = await send(handler, routes.exportEvents, {
    query,
    headers: { accept: MEDIA_TYPE },
  });
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'content-type': `${MEDIA_TYPE}; charset=utf-8`,
    'content-disposition': 'attachment; filename="events.ocsf.ndjson"',
  });
  const lines = text.split('\n').filter(Boolean);
  const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  for (const record of records) expect(ocsfProblems(record)).toEqual([]);
  return records;
}

const event = (over: Partial<SecurityEvent> = {}) => given.event(world, anEvent(over));
const scan = (over: Partial<Scan>) =>
  given.scan(world, aScan({ status: 'completed', endedAt: '2026-10-01T11:30:00.000Z', ...over }));

describe('an event with findings', () => {
  test('is a Data Security Finding', async () => {
    const eventId = event();

    expect(await exported()).toMatchObject([
      {
        class_uid: 2006,
        category_uid: 2,
        activity_id: 1,
        type_uid: 200_601,
        severity_id: 4,
        severity: 'High',
        status_id: 1,
        status: 'New',
        confidence_id: 3,
        time: Date.parse('2026-10-01T10:00:00.000Z'),
        metadata: { version: '1.8.0', uid: eventId, product: { name: 'Claude Enterprise Integration' } },
        finding_info: {
          uid: eventId,
          title: 'Payment card number (3) in cards.xlsx',
          types: ['payment-card'],
        },
        data_security: {
          category_id: 99,
          category: 'Payment card number',
          policy: { uid: 'default' },
          total: 3,
        },
        actor: { user: { uid: 'user_1', email_addr: 'ada@example.com', type_id: 1 } },
        file: {
          name: 'cards.xlsx',
          uid: 'file_1',
          size: 1_234,
          hashes: [{ algorithm_id: 3, algorithm: 'SHA-256', value: 'ab'.repeat(32) }],
        },
        resources: [{ uid: 'claude_chat_1', type: 'chat' }],
        unmapped: { interface: 'desktop', findings: [{ places: ["sheet 'Q3' C7"] }] },
      },
    ]);
  });

  test.each([
    ['new', 1, 1],
    ['in_progress', 2, 2],
    ['suppressed', 3, 3],
    ['resolved', 3, 4],
  ] as const)('that is %s has activity %i and status %i', async (state, activity, status) => {
    event({ state });

    expect(await exported()).toMatchObject([
      { activity_id: activity, type_uid: 200_600 + activity, status_id: status },
    ]);
  });

  test.each([
    ['critical', 5],
    ['high', 4],
    ['medium', 3],
    ['low', 2],
    ['info', 1],
  ] as const)('of risk %s has severity %i', async (risk, severity) => {
    event({ risk });

    expect(await exported()).toMatchObject([{ severity_id: severity }]);
  });

  test('leaves out what is not known', async () => {
    const unknown = { mimeType: null, format: null, sizeBytes: null, sha256: null };
    event({
      user: { userId: 'user_1', email: null },
      item: { id: 'f', name: 'a', ...unknown },
      chatId: null,
      projectId: 'claude_proj_1',
    });

    const [record] = await exported();

    expect(record?.file).toEqual({ uid: 'f', name: 'a', type_id: 1, type: 'Regular File' });
    expect(record?.resources).toEqual([{ uid: 'claude_proj_1', type: 'project' }]);
  });
});

test('an event without findings is no finding', async () => {
  event({ risk: null, findings: [] });

  expect(await exported()).toEqual([]);
});

describe('scans', () => {
  test('that have ended follow as Scan Activity', async () => {
    event();
    scan({
      trigger: 'scheduled',
      settled: { ...aScan().settled, clean: 5, flagged: 2, skipped: 1, findings: 9 },
    });
    scan({ scanId: 'scan_0002', status: 'scanning', endedAt: null });

    const [, record, ...more] = await exported();

    expect(more).toEqual([]);
    expect(record).toMatchObject({
      class_uid: 6007,
      activity_id: 2,
      type_uid: 600_702,
      status_id: 1,
      start_time: Date.parse('2026-10-01T11:00:00.000Z'),
      end_time: Date.parse('2026-10-01T11:30:00.000Z'),
      duration: 1_800_000,
      scan: { uid: 'scan_0001', type_id: 2 },
      num_files: 7,
      num_skipped_items: 1,
      num_detections: 9,
    });
  });

  test.each([
    ['completed_with_gaps', 2, 1, 2],
    ['cancelled', 3, 1, 1],
    ['failed', 6, 2, 3],
  ] as const)('that ended as %s have activity %i, status %i, severity %i', async (status, ...ids) => {
    scan({ status, error: status === 'failed' ? { code: 'PROVIDER_ERROR', message: 'It failed.' } : null });

    const [record] = await exported();

    expect([record?.activity_id, record?.status_id, record?.severity_id]).toEqual(ids);
  });

  test.each([
    [{ from: '2026-10-01T11:00:00Z' }, 1],
    [{ from: '2026-10-01T11:00:01Z' }, 0],
    [{ to: '2026-10-01T11:00:00Z' }, 0],
    [{ scanId: 'scan_0001' }, 1],
    [{ scanId: 'scan_0002' }, 0],
    [{ risk: 'high' }, 0],
  ] as const)('asked for with %j are %i', async (query, count) => {
    scan({});

    expect(await exported(query)).toHaveLength(count);
  });
});

test('the rules refuse what breaks them', async () => {
  event();
  const [record] = await exported();

  expect(ocsfProblems({ ...record, type_uid: 200_602 })).toEqual([
    'type_uid is not class_uid × 100 + activity_id',
  ]);
  expect(ocsfProblems({ ...record, finding_info: {}, file: { name: 'a', type_id: 1, secret: 1 } })).toEqual([
    'finding_info.uid is missing',
    'file.secret is no attribute',
  ]);
  expect(ocsfProblems({ ...record, severity_id: 9, time: '2026' })).toHaveLength(2);
});
