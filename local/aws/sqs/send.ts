import { createHash, randomUUID } from 'node:crypto';
import { asNumber, asObject, asText, type JsonObject } from '../json.ts';
import { type MessageAttributes, md5, md5OfAttributes, sizeOfAttributes } from './digest.ts';
import type { MessageStore } from './message-store.ts';
import { attributeOf, invalidValue, isFifo, missingParameter, numberOf, type Queue } from './queue.ts';

/** SQS, FIFO queues: a repeated deduplication id within five minutes is accepted and not delivered. */
const DEDUPLICATION_MS = 300_000;

/** SQS, quotas: a message is delayed by at most 15 minutes. */
const MAX_DELAY_SECONDS = 900;

interface Draft {
  body: string;
  attributes: MessageAttributes;
  groupId: string | null;
  delaySeconds: number;
}

/** Bytes of the message as SQS counts them. */
export const messageSize = (input: JsonObject): number =>
  Buffer.byteLength(asText(input.MessageBody) ?? '') +
  sizeOfAttributes(asObject(input.MessageAttributes) as MessageAttributes);

function readDraft(queue: Queue, input: JsonObject): Draft {
  const body = asText(input.MessageBody);
  if (!body) throw missingParameter('MessageBody');
  const limit = numberOf(queue, 'MaximumMessageSize');
  if (messageSize(input) > limit) {
    throw invalidValue(
      `One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`,
    );
  }
  const delaySeconds = asNumber(input.DelaySeconds) ?? numberOf(queue, 'DelaySeconds');
  if (!(delaySeconds >= 0 && delaySeconds <= MAX_DELAY_SECONDS)) {
    throw invalidValue('DelaySeconds must be between 0 and 900.');
  }
  return {
    body,
    attributes: asObject(input.MessageAttributes) as MessageAttributes,
    groupId: asText(input.MessageGroupId) ?? null,
    delaySeconds,
  };
}

function deduplicationId(queue: Queue, input: JsonObject, body: string): string {
  const given = asText(input.MessageDeduplicationId);
  if (given) return given;
  if (attributeOf(queue, 'ContentBasedDeduplication') === 'true') {
    return createHash('sha256').update(body).digest('hex');
  }
  throw invalidValue(
    'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
  );
}

function checkFifo(input: JsonObject): void {
  if (!asText(input.MessageGroupId)) throw missingParameter('MessageGroupId');
  if (asNumber(input.DelaySeconds)) {
    throw invalidValue('DelaySeconds of a single message is not valid for a FIFO queue.');
  }
}

export const sequenceNumber = (seq: number): string => String(seq).padStart(20, '0');

/** Stores one message and answers as SendMessage does. A group id on a standard queue is kept (fair queues). */
export function sendMessage(store: MessageStore, queue: Queue, input: JsonObject, now: number): JsonObject {
  const draft = readDraft(queue, input);
  const fifo = isFifo(queue);
  if (fifo) checkFifo(input);
  const key = fifo ? deduplicationId(queue, input, draft.body) : null;
  const digests = {
    MD5OfMessageBody: md5(draft.body),
    MD5OfMessageAttributes: md5OfAttributes(draft.attributes),
  };
  const known = key && store.duplicateOf(queue.name, key, now - DEDUPLICATION_MS);
  if (known) return { MessageId: known.id, SequenceNumber: sequenceNumber(known.seq), ...digests };

  const id = randomUUID();
  const seq = store.insert({
    queue: queue.name,
    id,
    body: draft.body,
    attributes: Object.keys(draft.attributes).length > 0 ? JSON.stringify(draft.attributes) : null,
    sentAt: now,
    visibleAt: draft.delaySeconds > 0 ? now + draft.delaySeconds * 1000 : 0,
    groupId: draft.groupId,
    deduplicationId: key,
  });
  if (!key) return { MessageId: id, ...digests };
  store.rememberSent(queue.name, key, id, seq, now);
  return { MessageId: id, SequenceNumber: sequenceNumber(seq), ...digests };
}
