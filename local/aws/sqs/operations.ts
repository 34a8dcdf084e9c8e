import { unknownOperation } from '../fault.ts';
import { asList, asNumber, asObject, asText, type JsonObject, textFields } from '../json.ts';
import { runBatch } from './batch.ts';
import type { SqsEngine } from './engine.ts';
import { allAttributes, invalidValue, numberOf, type Queue, queueNameOf } from './queue.ts';
import { selectAttributes } from './receive.ts';

type Operation = (
  engine: SqsEngine,
  queue: Queue,
  input: JsonObject,
  signal: AbortSignal,
) => JsonObject | Promise<JsonObject>;

const texts = (value: unknown): string[] => asList(value).map(String);

const namesAsked = (input: JsonObject): string[] => [
  ...texts(input.AttributeNames),
  ...texts(input.MessageSystemAttributeNames),
];

async function receive(
  engine: SqsEngine,
  queue: Queue,
  input: JsonObject,
  signal: AbortSignal,
): Promise<JsonObject> {
  const max = asNumber(input.MaxNumberOfMessages) ?? 1;
  if (max < 1 || max > 10) throw invalidValue('MaxNumberOfMessages must be between 1 and 10.');
  const waitSeconds = asNumber(input.WaitTimeSeconds) ?? numberOf(queue, 'ReceiveMessageWaitTimeSeconds');
  if (waitSeconds < 0 || waitSeconds > 20) throw invalidValue('WaitTimeSeconds must be between 0 and 20.');
  const visibilityTimeout = asNumber(input.VisibilityTimeout);
  const messages = await engine.receive(
    queue,
    { max, waitSeconds, ...(visibilityTimeout === undefined ? {} : { visibilityTimeout }) },
    signal,
  );
  if (messages.length === 0) return {};
  const attributeNames = texts(input.MessageAttributeNames);
  return {
    Messages: messages.map((message) => selectAttributes(message, namesAsked(input), attributeNames)),
  };
}

function remove(engine: SqsEngine, queue: Queue, entry: JsonObject): JsonObject {
  engine.delete(queue, asText(entry.ReceiptHandle) ?? '');
  return {};
}

function changeVisibility(engine: SqsEngine, queue: Queue, entry: JsonObject): JsonObject {
  const seconds = asNumber(entry.VisibilityTimeout) ?? -1;
  engine.changeVisibility(queue, asText(entry.ReceiptHandle) ?? '', seconds);
  return {};
}

function attributes(engine: SqsEngine, queue: Queue, input: JsonObject): JsonObject {
  const all = { ...allAttributes(queue), ...engine.counts(queue) };
  const asked = namesAsked(input);
  if (asked.includes('All')) return { Attributes: all };
  return { Attributes: Object.fromEntries(Object.entries(all).filter(([name]) => asked.includes(name))) };
}

const batch =
  (entry: (engine: SqsEngine, queue: Queue, input: JsonObject) => JsonObject): Operation =>
  (engine, queue, input) =>
    engine.transaction(() => runBatch(input, (one) => entry(engine, queue, one)));

const nothing = (_done: unknown): JsonObject => ({});

/** Operations on one queue, named by its address. */
const QUEUE_OPERATIONS: Record<string, Operation> = {
  SendMessage: (engine, queue, input) => engine.send(queue, input),
  SendMessageBatch: batch((engine, queue, entry) => engine.send(queue, entry)),
  ReceiveMessage: receive,
  DeleteMessage: remove,
  DeleteMessageBatch: batch(remove),
  ChangeMessageVisibility: changeVisibility,
  ChangeMessageVisibilityBatch: batch(changeVisibility),
  GetQueueAttributes: attributes,
  SetQueueAttributes: (engine, queue, input) =>
    nothing(engine.queues.update(queue, textFields(input.Attributes))),
  PurgeQueue: (engine, queue) => nothing(engine.purge(queue)),
  DeleteQueue: (engine, queue) => nothing(engine.queues.delete(queue)),
  TagQueue: (engine, queue, input) => nothing(engine.queues.tag(queue, textFields(input.Tags))),
  UntagQueue: (engine, queue, input) => nothing(engine.queues.untag(queue, texts(input.TagKeys))),
  ListQueueTags: (_engine, queue) => ({ Tags: queue.tags }),
};

/** Runs one operation of the SQS JSON protocol. */
export async function runOperation(
  engine: SqsEngine,
  urlOf: (name: string) => string,
  operation: string,
  input: JsonObject,
  signal: AbortSignal,
): Promise<JsonObject> {
  const { queues } = engine;
  switch (operation) {
    case 'CreateQueue': {
      const name = asText(input.QueueName) ?? '';
      queues.create(name, textFields(input.Attributes), textFields(asObject(input.tags)));
      return { QueueUrl: urlOf(name) };
    }
    case 'GetQueueUrl':
      return { QueueUrl: urlOf(queues.get(asText(input.QueueName) ?? '').name) };
    case 'ListQueues': {
      const names = queues.names().filter((name) => name.startsWith(asText(input.QueueNamePrefix) ?? ''));
      return { QueueUrls: names.map(urlOf) };
    }
    case 'StartMessageMoveTask': {
      const source = queues.get(queueNameOf(asText(input.SourceArn) ?? ''));
      engine.redrive(source, asText(input.DestinationArn));
      return { TaskHandle: Buffer.from(source.name).toString('base64') };
    }
  }
  const run = QUEUE_OPERATIONS[operation];
  if (!run) throw unknownOperation(operation);
  return run(engine, queues.get(asText(input.QueueUrl) ?? ''), input, signal);
}
