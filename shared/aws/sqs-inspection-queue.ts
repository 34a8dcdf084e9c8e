import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { batches, forEachConcurrently } from '../concurrency.ts';
import type { InspectionTask } from '../messages.ts';
import type { InspectionQueue } from '../ports/queues.ts';

/** SendMessageBatch takes ten (SQS, quotas). */
const MAX_ENTRIES = 10;
const IN_FLIGHT = 4;

/** Standard queue, fair by tenant: the group id reorders between tenants, it limits nothing. */
export function sqsInspectionQueue(client: SQSClient, url: string): InspectionQueue {
  const sendBatch = async (tasks: readonly InspectionTask[]): Promise<InspectionTask[]> => {
    const { Failed = [] } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: tasks.map((task, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify(task),
          MessageGroupId: task.tenant,
        })),
      }),
    );
    const failed = new Set(Failed.map(({ Id }) => Id));
    return tasks.filter((_, index) => !failed.has(String(index)));
  };

  return {
    send: async (tasks) => {
      const accepted: InspectionTask[] = [];
      let failure: unknown;
      await forEachConcurrently(batches(tasks, MAX_ENTRIES), IN_FLIGHT, async (batch) => {
        try {
          accepted.push(...(await sendBatch(batch)));
        } catch (error) {
          failure = error;
        }
      });
      // What was accepted has to be known, so a failure counts only where nothing was.
      if (failure && accepted.length === 0) throw failure;
      return accepted;
    },
  };
}
