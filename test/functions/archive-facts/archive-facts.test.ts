import type { SQSEvent } from 'aws-lambda';
import { beforeEach, expect, test } from 'vitest';
import { createHandler } from '../../../functions/archive-facts/handler.ts';
import { memoryFactArchive } from '../../support/memory/fact-archive.ts';
import { memoryLog } from '../../support/memory/observers.ts';

let files: Map<string, string>;
let log: ReturnType<typeof memoryLog>;

beforeEach(() => {
  files = new Map();
  log = memoryLog();
});

const deliver = (...bodies: unknown[]) =>
  createHandler({ archive: memoryFactArchive(files), log })({
    Records: bodies.map((body, index) => ({
      messageId: String(index),
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })),
  } as unknown as SQSEvent);

const aFact = (id: string, time: string, scanId = 's1', detail: object = {}) => ({
  version: '0',
  id,
  time,
  source: 'claude-enterprise-integration',
  account: '111122223333',
  'detail-type': 'ScanStarted',
  detail: { tenant: 'acme', scanId, ...detail },
});

test('facts become lines with id, time and type, one file a day, in the order of their time', async () => {
  await deliver(
    aFact('b', '2026-10-01T10:00:00Z', 's2'),
    aFact('a', '2026-10-01T09:00:00Z'),
    aFact('c', '2026-10-02T00:00:00Z'),
  );

  const [first, second] = [...files].sort();
  expect(first?.[0]).toMatch(/^facts\/acme\/2026-10-01\/\w+\.ndjson$/);
  expect(first?.[1]).toBe(
    '{"id":"a","time":"2026-10-01T09:00:00Z","type":"ScanStarted","tenant":"acme","scanId":"s1"}\n' +
      '{"id":"b","time":"2026-10-01T10:00:00Z","type":"ScanStarted","tenant":"acme","scanId":"s2"}\n',
  );
  expect(second?.[0]).toMatch(/^facts\/acme\/2026-10-02\//);
});

test('the same batch in another order is the same file', async () => {
  await deliver(aFact('a', '2026-10-01T09:00:00Z'), aFact('b', '2026-10-01T10:00:00Z'));
  await deliver(aFact('b', '2026-10-01T10:00:00Z'), aFact('a', '2026-10-01T09:00:00Z'));

  expect(files.size).toBe(1);
});

test('each tenant has files of its own', async () => {
  await deliver(
    aFact('a', '2026-10-01T09:00:00Z'),
    aFact('b', '2026-10-01T09:00:00Z', 's1', { tenant: 'other' }),
  );

  expect([...files.keys()].map((key) => key.split('/')[1]).sort()).toEqual(['acme', 'other']);
  expect([...files].filter(([key]) => key.includes('/acme/')).map(([, text]) => text)).toEqual([
    expect.not.stringContaining('other'),
  ]);
});

test('what a fact says in OCSF stands in a file of its own, as it is', async () => {
  const ocsf = { class_uid: 2006, finding_info: { uid: 'evt_1' } };

  await deliver(aFact('a', '2026-10-01T09:00:00Z', 's1', { ocsf }), aFact('b', '2026-10-01T09:00:00Z'));

  const [facts, records] = [...files].sort();
  expect(facts?.[1]).not.toContain('class_uid');
  expect(records?.[0]).toMatch(/^ocsf\/acme\/2026-10-01\/\w+\.ndjson$/);
  expect(records?.[1]).toBe(`${JSON.stringify(ocsf)}\n`);
});

test('what is no fact is left out, and holds up nothing', async () => {
  const foreign = aFact('f', '2026-10-01T09:00:00Z', 's1', { tenant: '../other' });
  await deliver('no JSON', 'null', { id: 'x' }, foreign, aFact('a', '2026-10-01T09:00:00Z'));

  expect([...files.values()]).toEqual([expect.stringMatching(/^\{"id":"a".*\n$/)]);
  expect(log.entries.filter(({ code }) => code === 'MESSAGE_DROPPED')).toHaveLength(4);
});

test('a batch that cannot be written comes again as a whole', async () => {
  const handler = createHandler({ archive: { write: () => Promise.reject(new Error('S3 is away')) }, log });
  const event = { Records: [{ messageId: '1', body: JSON.stringify(aFact('a', '2026-10-01T09:00:00Z')) }] };

  await expect(handler(event as unknown as SQSEvent)).rejects.toThrow('S3 is away');
});
