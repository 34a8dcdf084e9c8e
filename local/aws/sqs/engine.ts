import { AwsFault } from '../fault.ts';
import type { JsonObject } from '../json.ts';
import { type MessageStore, messageStore, type StoredMessage } from './message-store.ts';
import { invalidValue, isFifo, numberOf, type Queue, queueNameOf } from './queue.ts';
import { type Queues, queueRegistry } from './queues.ts';
import { type ReceivedMessage, type ReceiveOptions, receiveMessages } from './receive.ts';
import { sendMessage } from './send.ts';
import { seededRandom } from './shuffle.ts';
import { wakeups } from './wakeups.ts';

export interface EngineOptions {
  /** SQLite file; in memory if not given. */
  file?: string;
  /** Draws the order of standard queues, which promise none; arrival order if not given. */
  shuffleSeed?: number;
  /** Epoch milliseconds. */
  now?: () => number;
}

export interface SqsEngine {
  queues: Queues;
  send(queue: Queue, message: JsonObject): JsonObject;
  /** Waits up to `waitSeconds` for the first message. */
  receive(
    queue: Queue,
    options: ReceiveOptions & { waitSeconds?: number },
    signal?: AbortSignal,
  ): Promise<ReceivedMessage[]>;
  delete(queue: Queue, receipt: string): void;
  changeVisibility(queue: Queue, receipt: string, seconds: number): void;
  purge(queue: Queue): void;
  /** Counts of visible, in-flight and delayed messages, as queue attributes. */
  counts(queue: Queue): Record<string, string>;
  /** Lets messages in flight come back after at most that time: for a start after their consumers were killed. */
  shortenWaits(queue: Queue, seconds: number): void;
  /** Moves all dead letters back to where they came from, or to `destination`. @returns their number */
  redrive(queue: Queue, destination?: string): number;
  /** Several changes at once: all or none survive a crash. */
  transaction<Result>(work: () => Result): Result;
  close(): void;
}

/** SQS, ChangeMessageVisibility: twelve hours. */
const MAX_VISIBILITY_SECONDS = 43_200;

/** Old messages are deleted now and then, never per receive: that made deep queues ten times slower. */
const EXPIRY_INTERVAL_MS = 30_000;

/** A long poll looks again at least this often. */
const MAX_SLEEP_MS = 5_000;

function expiry(store: MessageStore) {
  const checkedAt = new Map<string, number>();
  return (queue: Queue, now: number): void => {
    if (now - (checkedAt.get(queue.name) ?? 0) < EXPIRY_INTERVAL_MS) return;
    checkedAt.set(queue.name, now);
    store.deleteSentBefore(queue.name, now - numberOf(queue, 'MessageRetentionPeriod') * 1000);
    store.forgetSentBefore(queue.name, now - 600_000);
  };
}

/** @throws if this was never a receipt handle of the server */
function checkReceipt(receipt: string): void {
  if (/^\d+\..+/.test(receipt)) return;
  throw new AwsFault(
    'com.amazonaws.sqs#ReceiptHandleIsInvalid',
    `The input receipt handle "${receipt}" is not a valid receipt handle.`,
  );
}

/** The queues and messages of SQS, without its protocol. */
export function sqsEngine(options: EngineOptions = {}): SqsEngine {
  const store = messageStore(options.file);
  const queues = queueRegistry(store);
  const polls = wakeups();
  const now = options.now ?? Date.now;
  const random = options.shuffleSeed === undefined ? undefined : seededRandom(options.shuffleSeed);
  const deleteExpired = expiry(store);
  let open = true;

  const receiveNow = (queue: Queue, wanted: ReceiveOptions): ReceivedMessage[] => {
    deleteExpired(queue, now());
    const { messages, moved } = receiveMessages(store, queue, wanted, now(), random);
    for (const target of new Set(moved)) polls.wake(target);
    return messages;
  };
  const untilNext = (queue: Queue, left: number): number => {
    const next = store.nextVisibleAt(queue.name, now());
    return Math.max(1, Math.min(left, next === null ? left : next - now(), MAX_SLEEP_MS));
  };
  const inFlight = (queue: Queue, receipt: string): StoredMessage | undefined => {
    checkReceipt(receipt);
    const message = store.byReceipt(queue.name, receipt);
    return message && message.visibleAt > now() ? message : undefined;
  };

  return {
    queues,
    send(queue, message) {
      const answer = sendMessage(store, queue, message, now());
      polls.wake(queue.name);
      return answer;
    },
    async receive(queue, { waitSeconds = 0, ...wanted }, signal) {
      const end = Date.now() + waitSeconds * 1000;
      for (;;) {
        const messages = receiveNow(queue, wanted);
        const left = end - Date.now();
        if (messages.length > 0 || left <= 0) return messages;
        await polls.wait(queue.name, untilNext(queue, left), signal);
        // Nobody is there any more to take what would be received now.
        if (signal?.aborted || !open || !queues.find(queue.name)) return [];
      }
    },
    delete(queue, receipt) {
      checkReceipt(receipt);
      const message = store.byReceipt(queue.name, receipt);
      // A handle that is not the latest one is accepted and deletes nothing (SQS, DeleteMessage).
      if (!message) return;
      if (isFifo(queue) && message.visibleAt <= now()) {
        throw invalidValue(
          `Value ${receipt} for parameter ReceiptHandle is invalid. Reason: It has expired.`,
        );
      }
      store.remove(message.seq);
      if (isFifo(queue)) polls.wake(queue.name);
    },
    changeVisibility(queue, receipt, seconds) {
      if (!(seconds >= 0 && seconds <= MAX_VISIBILITY_SECONDS)) {
        throw invalidValue(`VisibilityTimeout must be between 0 and ${MAX_VISIBILITY_SECONDS}.`);
      }
      const message = inFlight(queue, receipt);
      if (!message) {
        throw new AwsFault(
          'com.amazonaws.sqs#MessageNotInflight',
          'The message referred to is not in flight.',
        );
      }
      store.setVisibleAt(message.seq, seconds === 0 ? 0 : now() + seconds * 1000);
      polls.wake(queue.name);
    },
    purge: (queue) => void store.purge(queue.name),
    counts(queue) {
      const { visible, inFlight: received, delayed } = store.counts(queue.name, now());
      return {
        ApproximateNumberOfMessages: String(visible),
        ApproximateNumberOfMessagesNotVisible: String(received),
        ApproximateNumberOfMessagesDelayed: String(delayed),
      };
    },
    shortenWaits(queue, seconds) {
      store.shortenVisibility(queue.name, now() + seconds * 1000);
      polls.wake(queue.name);
    },
    redrive(queue, destination) {
      let moved = 0;
      store.transaction(() => {
        for (const message of store.all(queue.name)) {
          const target = queues.find(queueNameOf(destination ?? message.source ?? ''));
          if (!target) continue;
          store.moveBack(message.seq, target.name);
          moved += 1;
        }
      });
      polls.wakeAll();
      return moved;
    },
    transaction: (work) => store.transaction(work),
    close() {
      open = false;
      polls.wakeAll();
      store.close();
    },
  };
}
