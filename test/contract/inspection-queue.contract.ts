import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type InspectionTask, parseInspectionTask } from '../../shared/messages.ts';
import type { InspectionQueue } from '../../shared/ports/queues.ts';
import { aTenant } from './samples.ts';

export interface Inspections {
  readonly queue: InspectionQueue;
  /** What a receiver got since the last time. */
  received(): Promise<unknown[]>;
  close(): Promise<void>;
}

export const inspectionQueueContract = (name: string, open: () => Promise<Inspections>) =>
  describe(`inspection queue on ${name}`, () => {
    let subject: Inspections;

    beforeAll(async () => {
      subject = await open();
    });
    afterAll(() => subject.close());

    test('accepts many tasks at once and delivers each', async () => {
      const tenant = aTenant();
      const tasks = Array.from(
        { length: 25 },
        (_, index): InspectionTask => ({
          v: 1,
          tenant,
          scanId: 'scan_1',
          generation: 1,
          chunkId: 'a-01',
          index,
          stagedKey: `staging/${tenant}/scan_1/a-01/${index}`,
        }),
      );

      const accepted = await subject.queue.send(tasks);
      const none = await subject.queue.send([]);

      const byIndex = (a: InspectionTask, b: InspectionTask) => a.index - b.index;
      expect(accepted.toSorted(byIndex)).toEqual(tasks);
      expect(none).toEqual([]);
      expect((await subject.received()).map(parseInspectionTask).sort(byIndex)).toEqual(tasks);
    });
  });
