import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ScanLane } from '../ports/queues.ts';

/** FIFO queue in which each tenant is a group: one step of one tenant at a time. */
export const sqsScanLane = (client: SQSClient, url: string): ScanLane => ({
  send: async (step, again) => {
    await client.send(
      new SendMessageCommand({
        QueueUrl: url,
        MessageBody: JSON.stringify(step),
        MessageGroupId: step.tenant,
        MessageDeduplicationId: [step.scanId, step.step, ...(again === undefined ? [] : [again])].join(':'),
      }),
    );
  },
});
