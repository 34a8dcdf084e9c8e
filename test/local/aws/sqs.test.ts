import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  type Message,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { startSqs } from '../../../local/aws/sqs/server.ts';
import { clientTo, endpointOf } from './support/endpoint.ts';

const sqs = new SQSClient(clientTo(await endpointOf('SQS_ENDPOINT', () => startSqs())));
const RUN = Date.now().toString(36);
let created = 0;

/** A new queue; its address. */
async function aQueue(attributes: Record<string, string> = {}): Promise<string> {
  created += 1;
  const suffix = attributes.FifoQueue ? '.fifo' : '';
  const QueueName = `q${created}-${RUN}${suffix}`;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes: attributes }));
  return QueueUrl ?? '';
}

const send = (QueueUrl: string, MessageBody: string, rest: object = {}) =>
  sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...rest }));

async function receive(QueueUrl: string, rest: object = {}): Promise<Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
      ...rest,
    }),
  );
  return Messages;
}

const remove = (QueueUrl: string, message: Message | undefined) =>
  sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));

async function attributesOf(QueueUrl: string): Promise<Record<string, string>> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  return Attributes;
}

const arnOf = async (url: string): Promise<string> => (await attributesOf(url)).QueueArn ?? '';
const bodies = (messages: Message[]): (string | undefined)[] => messages.map((message) => message.Body);
const redriveTo = async (url: string, maxReceiveCount: number): Promise<string> =>
  JSON.stringify({ deadLetterTargetArn: await arnOf(url), maxReceiveCount });

describe('queues', () => {
  test('a queue is created once, found by name and keeps its attributes', async () => {
    const create = (VisibilityTimeout: string) =>
      sqs.send(new CreateQueueCommand({ QueueName: `same-${RUN}`, Attributes: { VisibilityTimeout } }));
    const { QueueUrl } = await create('2');
    expect((await create('2')).QueueUrl).toBe(QueueUrl);
    expect((await sqs.send(new GetQueueUrlCommand({ QueueName: `same-${RUN}` }))).QueueUrl).toBe(QueueUrl);
    expect(await attributesOf(QueueUrl ?? '')).toMatchObject({ VisibilityTimeout: '2' });
    await expect(create('5')).rejects.toThrow(expect.objectContaining({ name: 'QueueNameExists' }));
  });

  test('a queue that is not there is named as such', async () => {
    const url = await aQueue();
    await expect(send(`${url}-missing`, 'x')).rejects.toThrow(
      expect.objectContaining({ name: 'QueueDoesNotExist' }),
    );
  });

  test('a purged queue is empty, tags are kept, a deleted queue is not listed', async () => {
    const url = await aQueue();
    await send(url, 'x');
    await sqs.send(new PurgeQueueCommand({ QueueUrl: url }));
    expect(await receive(url)).toEqual([]);
    await sqs.send(new TagQueueCommand({ QueueUrl: url, Tags: { a: 'b' } }));
    expect((await sqs.send(new ListQueueTagsCommand({ QueueUrl: url }))).Tags).toEqual({ a: 'b' });
    await sqs.send(new DeleteQueueCommand({ QueueUrl: url }));
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'q' }));
    expect(QueueUrls).not.toContain(url);
  });

  test('attributes are changed later', async () => {
    const url = await aQueue();
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
    await sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { Policy, VisibilityTimeout: '7' } }),
    );
    expect(await attributesOf(url)).toMatchObject({ Policy, VisibilityTimeout: '7' });
  });

  test('visible, received and delayed messages are counted', async () => {
    const url = await aQueue();
    for (const body of ['a', 'b', 'c']) await send(url, body);
    await send(url, 'later', { DelaySeconds: 100 });
    await receive(url, { MaxNumberOfMessages: 1 });
    expect(await attributesOf(url)).toMatchObject({
      ApproximateNumberOfMessages: '2',
      ApproximateNumberOfMessagesNotVisible: '1',
      ApproximateNumberOfMessagesDelayed: '1',
    });
  });
});

describe('messages', () => {
  test('text, attributes and system attributes arrive, digests fit', async () => {
    const url = await aQueue();
    await send(url, 'héllo', {
      MessageAttributes: {
        a: { DataType: 'String', StringValue: 'v' },
        n: { DataType: 'Number', StringValue: '42' },
        b: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2]) },
      },
    });
    const [message] = await receive(url);
    expect(message).toMatchObject({
      Body: 'héllo',
      MessageAttributes: { a: { StringValue: 'v' }, b: { BinaryValue: new Uint8Array([1, 2]) } },
      Attributes: { ApproximateReceiveCount: '1', SentTimestamp: expect.any(String) },
    });
  });

  test('only the attributes asked for are returned', async () => {
    const url = await aQueue({ VisibilityTimeout: '0' });
    const text = (StringValue: string) => ({ DataType: 'String', StringValue });
    await send(url, 'x', { MessageAttributes: { a: text('1'), b: text('2') } });
    const [few] = await receive(url, {
      MessageAttributeNames: ['a'],
      MessageSystemAttributeNames: ['SenderId'],
    });
    expect(Object.keys(few?.MessageAttributes ?? {})).toEqual(['a']);
    expect(Object.keys(few?.Attributes ?? {})).toEqual(['SenderId']);
    const [none] = await receive(url, { MessageAttributeNames: [], MessageSystemAttributeNames: [] });
    expect([none?.MessageAttributes, none?.Attributes]).toEqual([undefined, undefined]);
  });

  test('a message that was not deleted comes again after the visibility timeout', async () => {
    const url = await aQueue({ VisibilityTimeout: '1' });
    await send(url, 'again');
    await receive(url);
    expect(await receive(url)).toEqual([]);
    const [second] = await receive(url, { WaitTimeSeconds: 5 });
    expect(second?.Attributes?.ApproximateReceiveCount).toBe('2');
  });

  test('a visibility timeout of zero gives a message back at once', async () => {
    const url = await aQueue();
    await send(url, 'back');
    const [message] = await receive(url);
    const ReceiptHandle = message?.ReceiptHandle;
    const change = { QueueUrl: url, ReceiptHandle, VisibilityTimeout: 0 };
    await sqs.send(new ChangeMessageVisibilityCommand(change));
    expect(await receive(url)).toHaveLength(1);
    await expect(sqs.send(new ChangeMessageVisibilityCommand(change))).rejects.toThrow(
      expect.objectContaining({ name: 'MessageNotInflight' }),
    );
  });

  test('an old receipt handle is accepted and deletes nothing', async () => {
    const url = await aQueue({ VisibilityTimeout: '0' });
    await send(url, 'x');
    const [first] = await receive(url);
    const [second] = await receive(url);
    await remove(url, first);
    expect((await attributesOf(url)).ApproximateNumberOfMessages).toBe('1');
    await remove(url, second);
    expect((await attributesOf(url)).ApproximateNumberOfMessages).toBe('0');
  });

  test('a delayed message arrives after its delay', async () => {
    const url = await aQueue();
    await send(url, 'later', { DelaySeconds: 1 });
    expect(await receive(url)).toEqual([]);
    expect(bodies(await receive(url, { WaitTimeSeconds: 5 }))).toEqual(['later']);
  });

  test('a long poll ends with the first message', async () => {
    const url = await aQueue();
    const poll = receive(url, { WaitTimeSeconds: 20 });
    await send(url, 'wake up');
    expect(bodies(await poll)).toEqual(['wake up']);
  });

  test('a long poll without messages ends empty', async () => {
    const url = await aQueue();
    expect(await receive(url, { WaitTimeSeconds: 1 })).toEqual([]);
  });

  test('a message of one MiB is taken, one byte more is refused', async () => {
    const url = await aQueue();
    await send(url, 'x'.repeat(1_048_576));
    const [message] = await receive(url);
    expect(message?.Body).toHaveLength(1_048_576);
    await expect(send(url, 'x'.repeat(1_048_577))).rejects.toThrow(/shorter than 1048576/);
  });

  test('the group of a message on a standard queue is kept', async () => {
    const url = await aQueue();
    await send(url, 'fair', { MessageGroupId: 'tenant-1' });
    const [message] = await receive(url);
    expect(message?.Attributes?.MessageGroupId).toBe('tenant-1');
  });
});

describe('batches', () => {
  const sendBatch = (QueueUrl: string, Entries: { Id: string; MessageBody: string }[]) =>
    sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  const entries = (count: number, size = 1) =>
    Array.from({ length: count }, (_, i) => ({ Id: String(i), MessageBody: `${i}`.padEnd(size, 'x') }));

  test('ten are sent and deleted together, the bad one is named', async () => {
    const url = await aQueue();
    expect((await sendBatch(url, entries(10))).Successful).toHaveLength(10);
    const messages = await receive(url);
    expect(new Set(bodies(messages)).size).toBe(10);
    const handles = messages.slice(0, 9).map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle }));
    const { Successful, Failed } = await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl: url,
        Entries: [...handles, { Id: 'bad', ReceiptHandle: 'nonsense' }],
      }),
    );
    expect(Successful).toHaveLength(9);
    expect(Failed).toMatchObject([{ Id: 'bad', Code: 'ReceiptHandleIsInvalid' }]);
  });

  test.each([
    ['eleven entries', entries(11), 'TooManyEntriesInBatchRequest'],
    ['two of one id', [...entries(1), ...entries(1)], 'BatchEntryIdsNotDistinct'],
    ['no entries', [], 'EmptyBatchRequest'],
    ['more than one MiB together', entries(2, 600_000), 'BatchRequestTooLong'],
  ])('%s are refused', async (_what, batch, name) => {
    const url = await aQueue();
    await expect(sendBatch(url, batch)).rejects.toThrow(expect.objectContaining({ name }));
  });
});

describe('dead letters', () => {
  test('a message received too often moves to the dead-letter queue and names its source', async () => {
    const dead = await aQueue();
    const url = await aQueue({ VisibilityTimeout: '0', RedrivePolicy: await redriveTo(dead, 2) });
    await send(url, 'poison');
    expect(await receive(url)).toHaveLength(1);
    expect(await receive(url)).toHaveLength(1);
    expect(await receive(url)).toEqual([]);
    const [letter] = await receive(dead, { WaitTimeSeconds: 5 });
    expect(letter?.Attributes?.DeadLetterQueueSourceArn).toBe(await arnOf(url));
  });

  test('dead letters are moved back to where they came from', async () => {
    const dead = await aQueue();
    const url = await aQueue({ VisibilityTimeout: '0', RedrivePolicy: await redriveTo(dead, 1) });
    await send(url, 'second chance');
    await receive(url);
    await receive(url);
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: await arnOf(dead) }));
    expect(bodies(await receive(url, { WaitTimeSeconds: 5 }))).toEqual(['second chance']);
  });
});

describe('FIFO', () => {
  const inGroup = (group: string, id: string) => ({
    MessageGroupId: group,
    MessageDeduplicationId: id,
  });

  test('messages of a group come in order, and none while an earlier one is in flight', async () => {
    const url = await aQueue({ FifoQueue: 'true' });
    for (let i = 0; i < 6; i += 1) await send(url, `m${i}`, inGroup(`g${i % 2}`, String(i)));
    const [first] = await receive(url, { MaxNumberOfMessages: 1 });
    expect(first?.Body).toBe('m0');
    expect(bodies(await receive(url))).toEqual(['m1', 'm3', 'm5']);
    await remove(url, first);
    expect(bodies(await receive(url))).toEqual(['m2', 'm4']);
  });

  test('a failed message comes again before its followers', async () => {
    const url = await aQueue({ FifoQueue: 'true', VisibilityTimeout: '1' });
    for (const body of ['a', 'b']) await send(url, body, inGroup('g', body));
    expect(bodies(await receive(url, { MaxNumberOfMessages: 1 }))).toEqual(['a']);
    expect(bodies(await receive(url, { WaitTimeSeconds: 5 }))).toEqual(['a', 'b']);
  });

  test('the same content or id within five minutes is delivered once', async () => {
    const url = await aQueue({ FifoQueue: 'true', ContentBasedDeduplication: 'true' });
    await send(url, 'same', { MessageGroupId: 'g' });
    await send(url, 'same', { MessageGroupId: 'g' });
    expect((await attributesOf(url)).ApproximateNumberOfMessages).toBe('1');
  });

  test('a group is required, and an id where content does not make one', async () => {
    const url = await aQueue({ FifoQueue: 'true' });
    await expect(send(url, 'x')).rejects.toThrow(/MessageGroupId/);
    await expect(send(url, 'x', { MessageGroupId: 'g' })).rejects.toThrow(/MessageDeduplicationId/);
  });
});
