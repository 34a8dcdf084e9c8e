import { randomUUID } from 'node:crypto';
import { ACCOUNT } from '../names.ts';
import { type MessageAttributes, md5, md5OfAttributes } from './digest.ts';
import type { MessageStore, StoredMessage } from './message-store.ts';
import { isFifo, numberOf, type Queue, queueArn, redrivePolicy } from './queue.ts';
import { sequenceNumber } from './send.ts';
import { shuffled } from './shuffle.ts';

/** A message as a consumer sees it. */
export interface ReceivedMessage {
  MessageId: string;
  ReceiptHandle: string;
  Body: string;
  MD5OfBody: string;
  /** System attributes, such as ApproximateReceiveCount. */
  Attributes: Record<string, string>;
  MessageAttributes: MessageAttributes;
}

export interface ReceiveOptions {
  max: number;
  /** Seconds; the queue's own if not given. */
  visibilityTimeout?: number;
}

/** With a shuffle, the next messages are drawn from this many that are due. */
const SHUFFLE_WINDOW = 100;

function systemAttributes(message: StoredMessage, now: number): Record<string, string> {
  return {
    SenderId: ACCOUNT,
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount + 1),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? now),
    ...(message.groupId ? { MessageGroupId: message.groupId } : {}),
    ...(message.deduplicationId
      ? { MessageDeduplicationId: message.deduplicationId, SequenceNumber: sequenceNumber(message.seq) }
      : {}),
    ...(message.source ? { DeadLetterQueueSourceArn: message.source } : {}),
  };
}

function candidates(
  store: MessageStore,
  queue: Queue,
  now: number,
  limit: number,
  random: (() => number) | undefined,
): StoredMessage[] {
  if (isFifo(queue)) return store.dueInOrder(queue.name, now, limit);
  if (!random) return store.due(queue.name, now, limit);
  return shuffled(store.due(queue.name, now, SHUFFLE_WINDOW), random).slice(0, limit);
}

/**
 * Receives what is due. Messages that were received too often go to the dead-letter queue instead, whose name
 * is then in `moved`.
 * @param random draws the order of a standard queue, which promises none
 */
export function receiveMessages(
  store: MessageStore,
  queue: Queue,
  options: ReceiveOptions,
  now: number,
  random?: () => number,
): { messages: ReceivedMessage[]; moved: string[] } {
  const redrive = redrivePolicy(queue);
  const until = now + (options.visibilityTimeout ?? numberOf(queue, 'VisibilityTimeout')) * 1000;
  const messages: ReceivedMessage[] = [];
  const moved: string[] = [];

  const take = (message: StoredMessage): void => {
    const receipt = `${message.seq}.${randomUUID()}`;
    store.take(message.seq, receipt, now, until);
    messages.push({
      MessageId: message.id,
      ReceiptHandle: receipt,
      Body: message.body,
      MD5OfBody: md5(message.body),
      Attributes: systemAttributes(message, now),
      MessageAttributes: JSON.parse(message.attributes ?? '{}') as MessageAttributes,
    });
  };

  store.transaction(() => {
    let dead: number;
    do {
      dead = 0;
      for (const message of candidates(store, queue, now, options.max - messages.length, random)) {
        if (redrive && message.receiveCount >= redrive.maxReceiveCount) {
          store.moveToDeadLetters(message.seq, redrive.target, queueArn(queue.name));
          moved.push(redrive.target);
          dead += 1;
        } else take(message);
      }
      // With a timeout of zero what was taken is due again: it belongs to the next receive.
    } while (dead > 0 && messages.length === 0);
  });
  return { messages, moved };
}

const wanted = (names: string[], name: string): boolean =>
  names.some(
    (asked) =>
      asked === 'All' ||
      asked === '.*' ||
      asked === name ||
      (asked.endsWith('.*') && name.startsWith(asked.slice(0, -2))),
  );

const only = <Value>(values: Record<string, Value>, names: string[]): Record<string, Value> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => wanted(names, name)));

/** The message with only the attributes that the consumer asked for, as ReceiveMessage answers. */
export function selectAttributes(message: ReceivedMessage, systemNames: string[], attributeNames: string[]) {
  const attributes = only(message.Attributes, systemNames);
  const messageAttributes = only(message.MessageAttributes, attributeNames);
  return {
    MessageId: message.MessageId,
    ReceiptHandle: message.ReceiptHandle,
    Body: message.Body,
    MD5OfBody: message.MD5OfBody,
    ...(Object.keys(attributes).length > 0 ? { Attributes: attributes } : {}),
    ...(Object.keys(messageAttributes).length > 0
      ? { MessageAttributes: messageAttributes, MD5OfMessageAttributes: md5OfAttributes(messageAttributes) }
      : {}),
  };
}
