import { describe, expect, onTestFinished, test } from 'vitest';
import { requestCounts } from '../../../local/aws/request-counts.ts';
import { sqsEngine } from '../../../local/aws/sqs/engine.ts';
import {
  eventSourceMapping,
  failedMessages,
  type MappingDefinition,
} from '../../../local/runtime/event-source-mapping.ts';
import type { LambdaFunction } from '../../../local/runtime/lambda/function.ts';

interface Batch {
  Records: { messageId: string; body: string; attributes: Record<string, string> }[];
}

/** A queue with ten messages whose mapping calls `answer`, and the bodies of each batch. */
function aMapping(answer: (batch: Batch) => unknown, definition: Partial<MappingDefinition> = {}) {
  const engine = sqsEngine();
  const queue = engine.queues.create('work', { VisibilityTimeout: '30' });
  for (let i = 0; i < 10; i += 1) engine.send(queue, { MessageBody: String(i) });
  const batches: string[][] = [];
  const lambda = {
    invoke: async (event: unknown) => {
      batches.push((event as Batch).Records.map(({ body }) => body));
      return answer(event as Batch);
    },
  } as LambdaFunction;
  const settings = { queue: 'work', batchSize: 10, windowMs: 0, reportsFailures: true, maxConcurrency: 1 };
  const mapping = eventSourceMapping(engine, lambda, { ...settings, ...definition }, requestCounts());
  onTestFinished(async () => {
    await mapping.stop();
    engine.close();
  });
  const counts = () => {
    const { ApproximateNumberOfMessages: visible, ApproximateNumberOfMessagesNotVisible: held } =
      engine.counts(queue);
    return { visible, held };
  };
  return { engine, queue, batches, counts };
}

describe('failures', () => {
  test('only the messages that the function names come again', async () => {
    const { counts } = aMapping(({ Records }) => ({
      batchItemFailures: Records.slice(0, 3).map(({ messageId }) => ({ itemIdentifier: messageId })),
    }));
    await expect.poll(counts).toEqual({ visible: '0', held: '3' });
  });

  test('a function that throws fails its whole batch, which waits for the visibility timeout', async () => {
    const { counts, batches } = aMapping(() => {
      throw new Error('no');
    });
    await expect.poll(() => batches.length).toBe(1);
    await expect.poll(counts).toEqual({ visible: '0', held: '10' });
  });

  test('without partial answers a batch whose function returns is done', async () => {
    const everything = ({ Records }: Batch) => ({
      batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })),
    });
    const { counts } = aMapping(everything, { reportsFailures: false });
    await expect.poll(counts).toEqual({ visible: '0', held: '0' });
  });

  test('a shorter wait may be asked for', async () => {
    const { batches } = aMapping(
      () => {
        throw new Error('no');
      },
      { retryDelaySeconds: 0 },
    );
    await expect.poll(() => batches.length).toBeGreaterThan(2);
  });
});

describe('batches', () => {
  test('are collected during the window beyond the ten of one receive', async () => {
    const { engine, queue, batches } = aMapping(() => null, { batchSize: 15, windowMs: 5_000 });
    for (let i = 10; i < 15; i += 1) engine.send(queue, { MessageBody: String(i) });
    await expect.poll(() => batches.map((batch) => batch.length)).toEqual([15]);
  });

  test('are no larger than asked', async () => {
    const { batches } = aMapping(() => null, { batchSize: 4 });
    await expect.poll(() => batches.flat()).toHaveLength(10);
    expect(Math.max(...batches.map((batch) => batch.length))).toBe(4);
  });

  test('are in flight no more than the maximum concurrency at a time', async () => {
    let running = 0;
    let most = 0;
    const { batches } = aMapping(
      async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
      },
      { batchSize: 1, maxConcurrency: 3 },
    );
    await expect.poll(() => batches).toHaveLength(10);
    expect(most).toBe(3);
  });
});

describe('partial answers', () => {
  const batch = ['a', 'b'].map((MessageId) => ({
    ...{ MessageId, ReceiptHandle: '', Body: '', MD5OfBody: '', Attributes: {}, MessageAttributes: {} },
  }));
  const ids = (answer: unknown) => failedMessages(batch, answer).map((message) => message.MessageId);

  test.each([
    [null, []],
    [{}, []],
    [{ batchItemFailures: [] }, []],
    [{ batchItemFailures: [{ itemIdentifier: 'b' }] }, ['b']],
    [{ batchItemFailures: [{ itemIdentifier: 'unknown' }] }, ['a', 'b']],
    [{ batchItemFailures: [{ itemIdentifier: '' }] }, ['a', 'b']],
    [{ batchItemFailures: [{}] }, ['a', 'b']],
  ])('%j fails %j', (answer, expected) => {
    expect(ids(answer)).toEqual(expected);
  });
});
