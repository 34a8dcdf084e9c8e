import { asNumber } from '../aws/json.ts';
import { type SqsEngine, sqsEngine } from '../aws/sqs/engine.ts';
import type { Queue } from '../aws/sqs/queue.ts';
import type { ReceivedMessage } from '../aws/sqs/receive.ts';
import type { LambdaFunction } from './lambda/function.ts';

/** What happens to an event whose function keeps failing. */
export interface AsynchronousPolicy {
  /** Tries after the first one; Lambda makes two. */
  retries: number;
  /** Takes events that failed to the end. */
  onGivenUp(event: unknown, error: unknown): void;
}

export interface AsynchronousInvocations {
  /** Accepts an event; it is kept until its function took it or failed too often. */
  send(lambda: LambdaFunction, event: unknown): void;
  stop(): Promise<void>;
}

/** Lambda, asynchronous invocation: one minute before the second try, two before the third. */
const RETRY_DELAYS_SECONDS = [60, 120];

/** While a function works on an event nobody else gets it: this is the longest that the queue allows. */
const HELD_SECONDS = 43_200;

/**
 * Asynchronous invocations, as rules, schedules and the bus make them: each function has an internal queue, as in
 * Lambda itself, so an accepted event survives the end of the process.
 * @param policyOf what a function's configuration says
 */
export function asynchronousInvocations(options: {
  /** SQLite file; in memory if not given. */
  file?: string;
  functions: LambdaFunction[];
  policyOf(lambda: LambdaFunction): AsynchronousPolicy;
  /** Instead of one and two minutes. */
  retryDelaySeconds?: number;
}): AsynchronousInvocations {
  const { policyOf, retryDelaySeconds } = options;
  const engine: SqsEngine = sqsEngine(options.file === undefined ? {} : { file: options.file });
  const stop = new AbortController();
  const polls: Promise<void>[] = [];
  const queues = new Map<LambdaFunction, Queue>();

  const runOne = async (lambda: LambdaFunction, queue: Queue, message: ReceivedMessage): Promise<void> => {
    const event: unknown = JSON.parse(message.Body);
    try {
      await lambda.invoke(event);
    } catch (error) {
      if (stop.signal.aborted) return;
      const tries = asNumber(message.Attributes.ApproximateReceiveCount) ?? 1;
      const policy = policyOf(lambda);
      if (tries <= policy.retries) {
        const delay = retryDelaySeconds ?? RETRY_DELAYS_SECONDS[tries - 1] ?? 120;
        engine.changeVisibility(queue, message.ReceiptHandle, delay);
        return;
      }
      policy.onGivenUp(event, error);
    }
    if (!stop.signal.aborted) engine.delete(queue, message.ReceiptHandle);
  };
  const poll = async (lambda: LambdaFunction, queue: Queue): Promise<void> => {
    while (!stop.signal.aborted) {
      const [message] = await engine.receive(queue, { max: 1, waitSeconds: 20 }, stop.signal);
      if (message) await runOne(lambda, queue, message);
    }
  };
  /** Polls begin with the first event, most functions have none. */
  const queueFor = (lambda: LambdaFunction): Queue => {
    const known = queues.get(lambda);
    if (known) return known;
    const attributes = { VisibilityTimeout: String(HELD_SECONDS), MessageRetentionPeriod: '21600' };
    const queue = engine.queues.create(lambda.definition.functionName, attributes);
    queues.set(lambda, queue);
    for (let i = 0; i < lambda.definition.maxConcurrency; i += 1) polls.push(poll(lambda, queue));
    return queue;
  };

  for (const lambda of options.functions) {
    const left = engine.queues.find(lambda.definition.functionName);
    if (!left) continue;
    // Whoever held these was ended with the last process.
    engine.shortenWaits(left, 0);
    queueFor(lambda);
  }

  return {
    send: (lambda, event) => void engine.send(queueFor(lambda), { MessageBody: JSON.stringify(event ?? {}) }),
    async stop() {
      stop.abort();
      await Promise.all(polls);
      engine.close();
    },
  };
}
