import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Tenant } from '../domain/tenant.ts';
import { AppError, type ErrorKind } from '../errors.ts';
import type { Log } from '../ports/telemetry.ts';
import { forTenant } from '../tenancy.ts';
import { errorFacts, logWith } from './log.ts';

export interface MessageContext {
  /** Aborted {@link QueueOptions.stopBeforeMs} before the function's time is over. */
  readonly signal: AbortSignal;
  /** Until the function's time is over. */
  remainingMs(): number;
  /** With the message's id, and the ids that it holds, in every line. */
  readonly log: Log;
  /** 1 on the first delivery. */
  readonly attempt: number;
}

export interface QueueOptions {
  readonly log: Log;
  /** Messages of a standard queue at once, 10 unless told. Groups of a FIFO queue run side by side as well. */
  readonly concurrency?: number;
  /** 2,000 ms unless told. */
  readonly stopBeforeMs?: number;
}

/** Counts and ids for the log, once a message is done. */
export type MessageFacts = Readonly<Record<string, unknown>>;

export type QueueHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/** What comes of a message whose handling threw: it is given up, or the queue delivers it again. */
const disposition: Readonly<Record<ErrorKind, 'drop' | 'retry'>> = {
  invalid: 'drop',
  'not-found': 'drop',
  conflict: 'drop',
  forbidden: 'drop',
  'upstream-denied': 'drop',
  'upstream-busy': 'retry',
  contract: 'retry',
};

/**
 * A Lambda handler for an SQS queue. Each message is worked on for its tenant. It answers with the messages to deliver again, so one bad message costs no other.
 * After a failure the later messages of the same FIFO group are left alone and come again in their order.
 */
export function queueHandler<Message extends { readonly tenant: Tenant }>(
  options: QueueOptions,
  parse: (body: unknown) => Message,
  handle: (message: Message, context: MessageContext) => Promise<MessageFacts | undefined>,
): QueueHandler {
  return async ({ Records }, context) => {
    const stop = new AbortController();
    const leftMs = context.getRemainingTimeInMillis() - (options.stopBeforeMs ?? 2_000);
    const timer = setTimeout(
      () => stop.abort(new AppError('upstream-busy', 'OUT_OF_TIME', 'Out of time.')),
      leftMs,
    );
    const failed: string[] = [];
    const lines = linesOf(Records);

    const worker = async () => {
      for (let line = lines.shift(); line; line = lines.shift()) {
        for (const [position, record] of line.entries()) {
          if (!stop.signal.aborted && (await succeeds(record, context, stop.signal))) continue;
          failed.push(...line.slice(position).map(({ messageId }) => messageId));
          break;
        }
      }
    };
    await Promise.all(Array.from({ length: options.concurrency ?? 10 }, worker));
    clearTimeout(timer);
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };

  async function succeeds(record: SQSRecord, context: Context, signal: AbortSignal): Promise<boolean> {
    const attempt = Number(record.attributes.ApproximateReceiveCount);
    let log = logWith(options.log, { messageId: record.messageId, attempt });
    const began = performance.now();
    try {
      const message = parse(bodyOf(record));
      log = logWith(log, idsOf(message));
      const remainingMs = () => context.getRemainingTimeInMillis();
      const about = { signal, remainingMs, log, attempt };
      const facts = await forTenant(message.tenant, () => handle(message, about));
      log.info('MESSAGE_DONE', { ms: Math.round(performance.now() - began), ...facts });
      return true;
    } catch (error) {
      const again = !(error instanceof AppError) || disposition[error.kind] === 'retry';
      const write = error instanceof AppError ? log.warn : log.error;
      write(again ? 'MESSAGE_FAILED' : 'MESSAGE_DROPPED', errorFacts(error));
      return !again;
    }
  }
}

/** What a message is about, for every line about it: a scan's lines are found by its id, failed attempts included. */
function idsOf(message: unknown): MessageFacts {
  const { tenant, scanId } = Object(message) as Readonly<Record<string, unknown>>;
  return {
    ...(typeof tenant === 'string' && { tenant }),
    ...(typeof scanId === 'string' && { scanId }),
  };
}

/** Messages that must stay in order share a line; on a standard queue each has its own. */
function linesOf(records: readonly SQSRecord[]): SQSRecord[][] {
  const ordered = records[0]?.eventSourceARN.endsWith('.fifo');
  return Object.values(
    Object.groupBy(records, ({ attributes, messageId }) =>
      ordered ? (attributes.MessageGroupId ?? '') : messageId,
    ),
  ) as SQSRecord[][];
}

function bodyOf({ body }: SQSRecord): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new AppError('invalid', 'BAD_MESSAGE', 'The message is not JSON.');
  }
}
