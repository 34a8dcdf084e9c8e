import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import {
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { repeatedly, timed } from './measure.ts';

/** Operations per second of one server, by what they are. */
export type Rates = Record<string, number>;

const client = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
const SECONDS = 3;
const CONCURRENCY = 16;
const rate = async (work: (n: number) => Promise<unknown>): Promise<number> =>
  (await repeatedly(CONCURRENCY, SECONDS, work)).perSecond;

export async function dynamoDbRates(endpoint: string): Promise<Rates> {
  const raw = new DynamoDBClient(client(endpoint));
  const documents = DynamoDBDocumentClient.from(raw);
  const TableName = 'bench';
  await raw.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'group'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byGroup',
          KeySchema: [{ AttributeName: 'group', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
  const item = (pk: string) => ({ pk, group: `g${pk.length}`, text: 'x'.repeat(200) });
  const put = (Item: object, rest: object = {}) => new PutCommand({ TableName, Item: { ...Item }, ...rest });
  const add = (pk: string) => ({
    ...{ TableName, Key: { pk }, UpdateExpression: 'ADD n :one' },
    ExpressionAttributeValues: { ':one': 1 },
  });
  const fresh = { ConditionExpression: 'attribute_not_exists(pk)' };
  const three = (n: number) => [
    { Put: { TableName, Item: item(`t${n}`), ...fresh } },
    { Update: add(`u${n % 50}`) },
    { Put: { TableName, Item: item(`v${n}`) } },
  ];
  const batch = (n: number) =>
    Array.from({ length: 25 }, (_, i) => ({ PutRequest: { Item: item(`b${n}-${i}`) } }));
  return {
    'put with an index': await rate((n) => documents.send(put(item(`p${n}`)))),
    'conditional put': await rate((n) => documents.send(put({ pk: `c${n}` }, fresh))),
    ADD: await rate((n) => documents.send(new UpdateCommand(add(`a${n % 50}`)))),
    get: await rate((n) => documents.send(new GetCommand({ TableName, Key: { pk: `p${n % 1000}` } }))),
    'transaction of 3': await rate((n) =>
      documents.send(new TransactWriteCommand({ TransactItems: three(n) })),
    ),
    'batch items':
      25 *
      (await rate((n) => documents.send(new BatchWriteCommand({ RequestItems: { [TableName]: batch(n) } })))),
  };
}

export async function sqsRates(endpoint: string): Promise<Rates> {
  const sqs = new SQSClient(client(endpoint));
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'bench' }));
  const tens = Array.from({ length: 10 }, (_, i) => ({ Id: String(i), MessageBody: 'x'.repeat(200) }));
  const send = await rate(() => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x'.repeat(200) })));
  const sendBatch = () => sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: tens }));
  const byTens = 10 * (await rate(sendBatch));
  let taken = 0;
  const take = async (): Promise<void> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    const Entries = Messages.map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle }));
    if (Entries.length === 0) return;
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    taken += Entries.length;
  };
  const ms = await timed(() => repeatedly(CONCURRENCY, SECONDS, take));
  return { send, 'send by tens': byTens, 'receive and delete': Math.round((taken / ms) * 1000) };
}

/** Objects per second, and MB/s of one large object. */
export async function s3Rates(endpoint: string): Promise<Rates> {
  const s3 = new S3Client(client(endpoint));
  const Bucket = 'bench';
  await s3.send(new CreateBucketCommand({ Bucket }));
  const small = Buffer.alloc(1024, 'x');
  const large = Buffer.alloc(200_000_000, 'x');
  const get = async (Key: string) =>
    (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToByteArray();
  const megabytes = (ms: number): number => Math.round(large.length / 1000 / ms);
  const puts = await rate((n) => s3.send(new PutObjectCommand({ Bucket, Key: `s${n % 1000}`, Body: small })));
  const gets = await rate((n) => get(`s${n % 1000}`));
  const up = await timed(() => s3.send(new PutObjectCommand({ Bucket, Key: 'large', Body: large })));
  const down = await timed(() => get('large'));
  return {
    ...{ 'put 1 KB': puts, 'get 1 KB': gets },
    ...{ 'put 200 MB, MB/s': megabytes(up), 'get 200 MB, MB/s': megabytes(down) },
  };
}
