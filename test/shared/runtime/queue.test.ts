import type { Context, SQSEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { AppError, type ErrorKind } from '../../../shared/errors.ts';
import { type QueueOptions, queueHandler } from '../../../shared/runtime/queue.ts';
import { memoryLog } from '../../support/memory/observers.ts';

interface Task {
  readonly tenant: string;
  readonly name: string;
}

const parse = (body: unknown): Task => {
  const { name } = body as Partial<Task>;
  if (name === undefined) throw new AppError('invalid', 'BAD_MESSAGE', 'Not a task.');
  return { tenant: 'acme', name };
};

const eventOf = (bodies: readonly [id: string, body: string, group?: string][], queue = 'queue'): SQSEvent =>
  ({
    Records: bodies.map(([messageId, body, group]) => ({
      messageId,
      body,
      receiptHandle: messageId,
      attributes: { ApproximateReceiveCount: '2', ...(group && { MessageGroupId: group }) },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: `arn:aws:sqs:eu-central-1:111122223333:${queue}`,
      awsRegion: 'eu-central-1',
    })),
  }) as unknown as SQSEvent;

const contextOf = (remainingMs = 60_000) => ({ getRemainingTimeInMillis: () => remainingMs }) as Context;
const task = (name: string) => JSON.stringify({ name });

function aHandler(
  handle: (task: Task, signal: AbortSignal) => Promise<void>,
  options: Partial<QueueOptions> = {},
) {
  const log = memoryLog();
  const handler = queueHandler({ log, ...options }, parse, async (message, { signal }) => {
    await handle(message, signal);
    return { name: message.name };
  });
  const run = async (event: SQSEvent, remainingMs?: number) =>
    (await handler(event, contextOf(remainingMs))).batchItemFailures.map(
      ({ itemIdentifier }) => itemIdentifier,
    );
  return { run, log };
}

test('only the messages that failed come again', async () => {
  const { run, log } = aHandler(async ({ name }) => {
    if (name === 'b') throw new AppError('upstream-busy', 'AWS_BUSY', 'Later.');
  });

  const failed = await run(
    eventOf([
      ['1', task('a')],
      ['2', task('b')],
      ['3', task('c')],
    ]),
  );

  expect(failed).toEqual(['2']);
  expect(log.entries.map(({ code }) => code).sort()).toEqual([
    'MESSAGE_DONE',
    'MESSAGE_DONE',
    'MESSAGE_FAILED',
  ]);
  expect(log.entries[0]?.facts).toMatchObject({ messageId: '1', attempt: 2, name: 'a' });
});

test('every line about a message names the scan and the tenant that it is about', async () => {
  const log = memoryLog();
  const handler = queueHandler(
    { log },
    (body) => body as { tenant: string; scanId: string },
    async (_, context) => {
      context.log.info('AT_WORK');
      throw new AppError('upstream-busy', 'AWS_BUSY', 'Later.');
    },
  );

  await handler(eventOf([['1', '{"tenant":"acme","scanId":"s1","name":"a"}']]), contextOf());

  expect(log.entries.map(({ code }) => code)).toEqual(['AT_WORK', 'MESSAGE_FAILED']);
  for (const { facts } of log.entries) {
    expect(facts).toMatchObject({ messageId: '1', tenant: 'acme', scanId: 's1' });
    expect(facts).not.toHaveProperty('name');
  }
});

test.each<[ErrorKind, boolean]>([
  ['invalid', false],
  ['not-found', false],
  ['conflict', false],
  ['forbidden', false],
  ['upstream-denied', false],
  ['upstream-busy', true],
  ['contract', true],
])('after an error of kind %s the message comes again: %s', async (kind, again) => {
  const { run, log } = aHandler(() => Promise.reject(new AppError(kind, 'CODE', 'Told.')));

  expect(await run(eventOf([['1', task('a')]]))).toEqual(again ? ['1'] : []);
  expect(log.entries).toMatchObject([{ level: 'warn', code: again ? 'MESSAGE_FAILED' : 'MESSAGE_DROPPED' }]);
});

test('after a bug of ours the message comes again, and the log is loud', async () => {
  const { run, log } = aHandler(() => Promise.reject(new TypeError('x')));

  expect(await run(eventOf([['1', task('a')]]))).toEqual(['1']);
  expect(log.entries).toMatchObject([{ level: 'error', code: 'MESSAGE_FAILED' }]);
});

test('messages that make no sense are dropped, and their text is not repeated', async () => {
  const { run, log } = aHandler(async () => undefined);

  expect(
    await run(
      eventOf([
        ['1', '{"name":'],
        ['2', '{"other":"secret"}'],
      ]),
    ),
  ).toEqual([]);

  expect(log.entries.map(({ code }) => code)).toEqual(['MESSAGE_DROPPED', 'MESSAGE_DROPPED']);
  expect(JSON.stringify(log.entries)).not.toContain('secret');
});

describe('a FIFO queue', () => {
  test('keeps the order of a group: after a failure the rest of it comes again', async () => {
    const seen: string[] = [];
    const { run } = aHandler(async ({ name }) => {
      seen.push(name);
      if (name === 'a2') throw new Error('Not now.');
    });

    const failed = await run(
      eventOf(
        [
          ['1', task('a1'), 'a'],
          ['2', task('b1'), 'b'],
          ['3', task('a2'), 'a'],
          ['4', task('a3'), 'a'],
          ['5', task('b2'), 'b'],
        ],
        'lane.fifo',
      ),
    );

    expect(failed.sort()).toEqual(['3', '4']);
    expect(seen.filter((name) => name.startsWith('a'))).toEqual(['a1', 'a2']);
    expect(seen.filter((name) => name.startsWith('b'))).toEqual(['b1', 'b2']);
  });
});

test('a standard queue works on as many messages at once as told', async () => {
  let [running, most] = [0, 0];
  const { run } = aHandler(
    async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    },
    { concurrency: 3 },
  );

  await run(eventOf(Array.from({ length: 9 }, (_, i) => [`${i}`, task(`${i}`), 'same-tenant'])));

  expect(most).toBe(3);
});

test('when time is nearly over, work is told to stop and the messages not begun come again', async () => {
  const seen: string[] = [];
  const { run } = aHandler(
    async ({ name }, signal) => {
      seen.push(name);
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
    { concurrency: 1, stopBeforeMs: 1_000 },
  );

  expect(
    await run(
      eventOf([
        ['1', task('a')],
        ['2', task('b')],
      ]),
      1_020,
    ),
  ).toEqual(['1', '2']);
  expect(seen).toEqual(['a']);
});
