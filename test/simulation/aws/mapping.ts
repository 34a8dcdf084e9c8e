import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Timeline } from '../timeline.ts';
import type { Message, Queue } from './queue.ts';

/** How an invocation ended, as the service that asked for it sees it. */
export type Ended = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

export interface MappingOptions {
  readonly queue: Queue;
  readonly batchSize: number;
  readonly concurrency: number;
  readonly timeline: Timeline;
  invoke(event: SQSEvent, messages: readonly Message[], onEnd: (ended: Ended) => void): void;
}

/** Lambda's event source mapping: takes batches, invokes, and removes what was not reported as failed. */
export function connectQueue({ queue, batchSize, concurrency, timeline, invoke }: MappingOptions): {
  running(): number;
} {
  let running = 0;
  let polledAt = Number.POSITIVE_INFINITY;

  function pollAt(time: number): void {
    const at = Math.max(time, timeline.now() + 20);
    if (at >= polledAt) return;
    polledAt = at;
    timeline.at(at, null, () => {
      if (at !== polledAt) return;
      polledAt = Number.POSITIVE_INFINITY;
      poll();
    });
  }

  function poll(): void {
    while (running < concurrency) {
      const messages = queue.receive(batchSize);
      if (messages.length === 0) break;
      deliver(messages);
    }
    const next = queue.nextAt();
    if (running < concurrency && next < Number.POSITIVE_INFINITY)
      pollAt(Math.max(next, timeline.now() + 1_000));
  }

  function deliver(messages: readonly Message[]): void {
    running += 1;
    const receipts = messages.map(({ receipt }) => receipt);
    invoke(eventOf(queue, messages), messages, (ended) => {
      running -= 1;
      if (ended.ok) {
        const { batchItemFailures = [] } = (ended.value ?? {}) as SQSBatchResponse;
        const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
        messages.forEach((message, index) => {
          if (!failed.has(message.id)) queue.remove(message, receipts[index] ?? 0);
        });
      }
      pollAt(timeline.now());
    });
  }

  queue.onChange(() => pollAt(timeline.now()));
  return { running: () => running };
}

const eventOf = (queue: Queue, messages: readonly Message[]): SQSEvent =>
  ({
    Records: messages.map((message) => ({
      messageId: message.id,
      receiptHandle: `${message.id}/${message.receipt}`,
      body: message.body,
      attributes: {
        ApproximateReceiveCount: String(message.receives),
        SentTimestamp: String(message.sentAt),
        ...(message.group && { MessageGroupId: message.group }),
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: `arn:aws:sqs:us-east-1:111122223333:${queue.name}`,
      awsRegion: 'us-east-1',
    })),
  }) as unknown as SQSEvent;
