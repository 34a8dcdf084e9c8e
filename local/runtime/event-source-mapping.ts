import { setImmediate as nextTurn } from 'node:timers/promises';
import { AwsFault } from '../aws/fault.ts';
import { asList, asObject, asText, isObject } from '../aws/json.ts';
import { REGION } from '../aws/names.ts';
import type { RequestCounts } from '../aws/request-counts.ts';
import type { SqsEngine } from '../aws/sqs/engine.ts';
import { isFifo, type Queue, queueArn } from '../aws/sqs/queue.ts';
import type { ReceivedMessage } from '../aws/sqs/receive.ts';
import type { LambdaFunction } from './lambda/function.ts';

export interface MappingDefinition {
  queue: string;
  batchSize: number;
  /** How long a batch is collected. */
  windowMs: number;
  /** Whether the function answers which messages of a batch failed. */
  reportsFailures: boolean;
  /** Most batches in flight. */
  maxConcurrency: number;
  /** Seconds after which failed messages come again; the queue's visibility timeout if not given, as on AWS. */
  retryDelaySeconds?: number;
}

export interface Mapping {
  stop(): Promise<void>;
}

/** Service name under which the polling of mappings is counted: AWS bills it too, but not as the functions' requests. */
export const POLLING = 'sqs-polling';

const LONG_POLL_SECONDS = 20;
const MAX_RECEIVE = 10;

function recordOf(queue: Queue, message: ReceivedMessage) {
  const messageAttributes = Object.entries(message.MessageAttributes).map(([name, value]) => [
    name,
    {
      dataType: value.DataType,
      ...(value.StringValue === undefined ? {} : { stringValue: value.StringValue }),
      ...(value.BinaryValue === undefined ? {} : { binaryValue: value.BinaryValue }),
      stringListValues: [],
      binaryListValues: [],
    },
  ]);
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes,
    messageAttributes: Object.fromEntries(messageAttributes),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn(queue.name),
    awsRegion: REGION,
  };
}

/**
 * The messages of a batch that the function's answer calls failed. An id that is missing or not in the batch fails
 * all of them (Lambda, "Implementing partial batch responses").
 */
export function failedMessages(batch: ReceivedMessage[], answer: unknown): ReceivedMessage[] {
  if (!isObject(answer)) return [];
  const ids = asList(answer.batchItemFailures).map((failure) => asText(asObject(failure).itemIdentifier));
  const known = new Set(batch.map((message) => message.MessageId));
  if (ids.some((id) => id === undefined || !known.has(id))) return batch;
  return batch.filter((message) => ids.includes(message.MessageId));
}

/** Polls a queue and invokes a function with batches of its messages. */
export function eventSourceMapping(
  engine: SqsEngine,
  lambda: LambdaFunction,
  definition: MappingDefinition,
  counts: RequestCounts,
): Mapping {
  const queue = engine.queues.get(definition.queue);
  const stop = new AbortController();
  const { batchSize, windowMs, retryDelaySeconds } = definition;

  const receive = (max: number, waitSeconds: number): Promise<ReceivedMessage[]> => {
    counts.add(POLLING, 'ReceiveMessage');
    return engine.receive(queue, { max: Math.min(MAX_RECEIVE, max), waitSeconds }, stop.signal);
  };
  const collect = async (): Promise<ReceivedMessage[]> => {
    const batch = await receive(batchSize, LONG_POLL_SECONDS);
    // FIFO queues have no batching window, and a second receive could mix what belongs in order.
    if (batch.length === 0 || isFifo(queue)) return batch;
    const end = Date.now() + windowMs;
    while (batch.length < batchSize && !stop.signal.aborted) {
      const left = end - Date.now();
      if (left <= 0) break;
      batch.push(...(await receive(batchSize - batch.length, left / 1000)));
    }
    return batch;
  };
  const failuresOf = async (batch: ReceivedMessage[]): Promise<ReceivedMessage[]> => {
    try {
      const answer = await lambda.invoke({ Records: batch.map((message) => recordOf(queue, message)) });
      return definition.reportsFailures ? failedMessages(batch, answer) : [];
    } catch {
      // The function's log has the reason.
      return batch;
    }
  };
  /** A message that was worked on for longer than it was invisible comes again, whatever is done about it now. */
  const unlessExpired = (change: () => void): void => {
    try {
      change();
    } catch (error) {
      if (!(error instanceof AwsFault)) throw error;
    }
  };
  const settle = (batch: ReceivedMessage[], failed: ReceivedMessage[]): void => {
    const done = batch.filter((message) => !failed.includes(message));
    engine.transaction(() => {
      for (const message of done) unlessExpired(() => engine.delete(queue, message.ReceiptHandle));
    });
    counts.add(POLLING, 'DeleteMessageBatch', Math.ceil(done.length / MAX_RECEIVE));
    if (retryDelaySeconds === undefined) return;
    for (const message of failed) {
      unlessExpired(() => engine.changeVisibility(queue, message.ReceiptHandle, retryDelaySeconds));
    }
  };
  const poll = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const batch = await collect();
      if (batch.length === 0) continue;
      // Everything here may be ready at once; others get their turn between batches.
      await nextTurn();
      const failed = await failuresOf(batch);
      // A function that was stopped has not failed; its messages come again after the restart.
      if (!stop.signal.aborted) settle(batch, failed);
    }
  };

  const polls = Array.from({ length: definition.maxConcurrency }, poll);
  return {
    async stop() {
      stop.abort();
      await Promise.all(polls);
    },
  };
}
