import { DeleteMessageBatchCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { startSqs } from '../../local/aws/sqs/server.ts';
import { sqsClient } from '../../shared/aws/sqs.ts';
import { pointToLocalAws } from './local-aws.ts';

/** One queue on a local SQS, with a receiver that takes everything. */
export async function openLocalQueue(name: string, attributes: Readonly<Record<string, string>> = {}) {
  const server = await startSqs();
  server.engine.queues.create(name, { ...attributes });
  pointToLocalAws({ SQS: server.url });
  const client = sqsClient();
  const url = server.queueUrl(name);

  const receive = async (): Promise<unknown[]> => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return [];
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
    return [...Messages.map(({ Body }) => JSON.parse(Body ?? '')), ...(await receive())];
  };

  return {
    client,
    url,
    received: receive,
    close: async () => {
      client.destroy();
      await server.stop();
    },
  };
}
