import type { SQSEvent } from 'aws-lambda';
import { beforeEach, expect, test } from 'vitest';
import { createHandler } from '../../../functions/archive-facts/handler.ts';
import { memoryLog } from '../../support/memory/observers.ts';

let files: Map<string, string>;
let log: ReturnType<typeof memoryLog>;

beforeEach(() => {
  files = new Map();
  log = memoryLog();
});

const deliver = (...bodies: unknown[]) =>
  createHandler({ archive: { write: async (name, text) => void files.set(name, text) }, log })({
    Records: bodies.map((body, index) => ({
      messageId: String(index),
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })),
  } as unknown as SQSEvent);

const aFact = (id: string, time: string, scanId = 's1') => ({
  version: '0',
  id,
  time,
  source: 'claude-enterprise-integration',
  account: '111122223333',
  'detail-type': 'ScanStarted',
  detail: { tenant: 'acme', scanId },
});

test('facts become lines with id, time and type, one file a day, in the order of their time', async () => {
  await deliver(
    aFact('b', '2026-10-01T10:00:00Z', 's2'),
    aFact('a', '2026-10-01T09:00:00Z'),
    aFact('c', '2026-10-02T00:00:00Z'),
  );

  const [first, second] = [...files].sort();
  expect(first?.[0]).toMatch(/^2026-10-01\/\w+\.ndjson$/);
  expect(first?.[1]).toBe(
    '{"id":"a","time":"2026-10-01T09:00:00Z","type":"ScanStarted","tenant":"acme","scanId":"s1"}\n' +
      '{"id":"b","time":"2026-10-01T10:00:00Z","type":"ScanStarted","tenant":"acme","scanId":"s2"}\n',
  );
  expect(second?.[0]).toMatch(/^2026-10-02\//);
});

test('the same batch in another order is the same file', async () => {
  await deliver(aFact('a', '2026-10-01T09:00:00Z'), aFact('b', '2026-10-01T10:00:00Z'));
  await deliver(aFact('b', '2026-10-01T10:00:00Z'), aFact('a', '2026-10-01T09:00:00Z'));

  expect(files.size).toBe(1);
});

test('what is no fact is left out, and holds up nothing', async () => {
  await deliver('no JSON', 'null', { id: 'x' }, aFact('a', '2026-10-01T09:00:00Z'));

  expect([...files.values()]).toEqual([expect.stringMatching(/^\{"id":"a".*\n$/)]);
  expect(log.entries.filter(({ code }) => code === 'MESSAGE_DROPPED')).toHaveLength(3);
});

test('a batch that cannot be written comes again as a whole', async () => {
  const handler = createHandler({ archive: { write: () => Promise.reject(new Error('S3 is away')) }, log });
  const event = { Records: [{ messageId: '1', body: JSON.stringify(aFact('a', '2026-10-01T09:00:00Z')) }] };

  await expect(handler(event as unknown as SQSEvent)).rejects.toThrow('S3 is away');
});
