import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PurgeTask, parsePurgeQueueTask } from '../../shared/messages.ts';
import type { PurgeQueue } from '../../shared/ports/queues.ts';
import { aTenant } from './samples.ts';

export interface Purges {
  readonly queue: PurgeQueue;
  /** What a receiver got since the last time. */
  received(): Promise<unknown[]>;
  close(): Promise<void>;
}

export const purgeQueueContract = (name: string, open: () => Promise<Purges>) =>
  describe(`purge queue on ${name}`, () => {
    let subject: Purges;

    beforeAll(async () => {
      subject = await open();
    });
    afterAll(() => subject.close());

    test('delivers what was sent', async () => {
      const task: PurgeTask = {
        v: 1,
        tenant: aTenant(),
        generation: 4,
        scope: 'everything',
        requestedBy: 'admin@example.com',
        removed: { events: 2_500 },
      };

      await subject.queue.send(task);

      expect((await subject.received()).map(parsePurgeQueueTask)).toEqual([task]);
    });
  });
