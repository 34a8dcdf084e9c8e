import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { PurgeQueue } from '../ports/queues.ts';

export const sqsPurgeQueue = (client: SQSClient, url: string): PurgeQueue => ({
  send: async (task, delaySeconds) => {
    await client.send(
      new SendMessageCommand({
        QueueUrl: url,
        MessageBody: JSON.stringify(task),
        ...(delaySeconds !== undefined && { DelaySeconds: delaySeconds }),
      }),
    );
  },
});
