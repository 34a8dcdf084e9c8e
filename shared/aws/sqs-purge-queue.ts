import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { PurgeQueue } from '../ports.ts';

export const sqsPurgeQueue = (client: SQSClient, url: string): PurgeQueue => ({
  send: async (task) => {
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(task) }));
  },
});
