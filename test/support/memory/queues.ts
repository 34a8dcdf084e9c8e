import type { InspectionTask, PurgeQueueTask, ScanStep } from '../../../shared/messages.ts';
import type { Clock } from '../../../shared/ports/clock.ts';
import type { InspectionQueue, PurgeQueue, ScanLane } from '../../../shared/ports/queues.ts';

/** What was sent and not yet taken, oldest first, and everything that was ever accepted. */
export class Mailbox<T> {
  readonly sent: T[] = [];
  readonly waiting: T[] = [];

  accept(message: T): void {
    this.sent.push(message);
    this.waiting.push(message);
  }

  /** Takes up to `limit` messages, as their receiver would. */
  take(limit = 1): T[] {
    return this.waiting.splice(0, limit);
  }
}

/** SQS FIFO forgets a deduplication id after five minutes. */
const DEDUPLICATION_MS = 300_000;

export function memoryScanLane(mailbox: Mailbox<ScanStep>, clock: Clock): ScanLane {
  const seen = new Map<string, number>();
  return {
    send: async (step, again) => {
      const id = [step.scanId, step.step, again].join(':');
      const last = seen.get(id);
      if (last !== undefined && clock.now() - last < DEDUPLICATION_MS) return;
      seen.set(id, clock.now());
      mailbox.accept(step);
    },
  };
}

/** @param refusals how many of the next tasks the queue does not accept; counts down. */
export function memoryInspectionQueue(
  mailbox: Mailbox<InspectionTask>,
  refusals: { left: number },
): InspectionQueue {
  return {
    send: async (tasks) => {
      const refused = tasks.slice(0, refusals.left);
      refusals.left -= refused.length;
      const accepted = tasks.slice(refused.length);
      for (const task of accepted) mailbox.accept(task);
      return accepted;
    },
  };
}

export const memoryPurgeQueue = (mailbox: Mailbox<PurgeQueueTask>): PurgeQueue => ({
  send: async (task) => mailbox.accept(task),
});
