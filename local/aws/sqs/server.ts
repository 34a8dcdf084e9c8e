import type { AwsFault } from '../fault.ts';
import type { Access } from '../iam/access.ts';
import { asText } from '../json.ts';
import { serveJson } from '../json-server.ts';
import { ACCOUNT, arn } from '../names.ts';
import { type RequestCounts, requestCounts } from '../request-counts.ts';
import { type EngineOptions, type SqsEngine, sqsEngine } from './engine.ts';
import { runOperation } from './operations.ts';
import { queueNameOf } from './queue.ts';

export interface SqsServer {
  url: string;
  port: number;
  /** For callers in this process, such as the event source mapping. */
  engine: SqsEngine;
  queueUrl(name: string): string;
  stop(): Promise<void>;
}

/** Codes that clients of the older protocol know these errors by (SQS, `x-amzn-query-error`). */
const QUERY_CODES: Record<string, string> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueNameExists: 'QueueAlreadyExists',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
};

function queryError(fault: AwsFault): Record<string, string> {
  const name = fault.type.split('#').at(-1) ?? fault.type;
  const side = fault.status < 500 ? 'Sender' : 'Receiver';
  return { 'x-amzn-query-error': `${QUERY_CODES[name] ?? name};${side}` };
}

/**
 * SQS (JSON protocol) on SQLite: standard and FIFO queues, fair-queue group ids, delay, visibility, long polls,
 * batches, dead letters and their redrive.
 */
export async function startSqs(
  options: EngineOptions & { port?: number; counts?: RequestCounts; access?: Access } = {},
): Promise<SqsServer> {
  const engine = sqsEngine(options);
  const counts = options.counts ?? requestCounts();
  let url = '';
  const queueUrl = (name: string): string => `${url}/${ACCOUNT}/${name}`;
  const server = await serveJson({
    contentType: 'application/x-amz-json-1.0',
    errorHeaders: queryError,
    ...(options.port === undefined ? {} : { port: options.port }),
    handle({ operation, input, signal, signer }) {
      counts.add('sqs', operation);
      options.access?.check(signer, () => [
        {
          action: `sqs:${operation.replace(/Batch$/, '')}`,
          resource: arn('sqs', queueNameOf(asText(input.QueueUrl) ?? '*')),
        },
      ]);
      return runOperation(engine, queueUrl, operation, input, signal);
    },
  });
  url = server.url;
  return {
    url,
    port: server.port,
    engine,
    queueUrl,
    async stop() {
      await server.stop();
      engine.close();
    },
  };
}
