import { asNumber, asObject, asObjects, asText, type JsonObject } from '../aws/json.ts';
import type { ExpiryRule } from '../aws/s3/server.ts';
import { queueNameOf } from '../aws/sqs/queue.ts';
import type { Servers } from './servers.ts';
import type { Resource, Resources } from './template/resources.ts';

const TABLE_PROPERTIES = [
  'AttributeDefinitions',
  'KeySchema',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
];
const INDEX_PROPERTIES = ['IndexName', 'KeySchema', 'Projection'];
const QUEUE_ATTRIBUTES = [
  'VisibilityTimeout',
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
  'FifoQueue',
  'ContentBasedDeduplication',
];

const only = (properties: JsonObject, names: string[]): JsonObject =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));

async function createTable({ dynamoDb }: Servers, { ref, properties }: Resource): Promise<void> {
  const shape = Object.entries(only(properties, TABLE_PROPERTIES)).map(([name, value]) => [
    name,
    name.endsWith('Indexes') ? asObjects(value).map((index) => only(index, INDEX_PROPERTIES)) : value,
  ]);
  const timeToLive = asObject(properties.TimeToLiveSpecification);
  await dynamoDb.ensureTable({
    ...Object.fromEntries(shape),
    TableName: ref,
    BillingMode: 'PAY_PER_REQUEST',
  });
  const attribute = asText(timeToLive.AttributeName);
  if (attribute && timeToLive.Enabled !== false) await dynamoDb.expireBy(ref, attribute);
}

/** Creates a queue, or gives the one of the data folder the attributes that the template has now. */
function createQueue({ sqs }: Servers, { ref, properties }: Resource): void {
  const attributes = Object.entries(only(properties, QUEUE_ATTRIBUTES)).map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  const values = Object.fromEntries(attributes) as Record<string, string>;
  const { queues } = sqs.engine;
  const existing = queues.find(queueNameOf(ref));
  if (existing) queues.update(existing, values);
  else queues.create(queueNameOf(ref), values);
}

/** The rules of a bucket that delete objects after some days. */
export function expiryRules({ properties }: Resource): ExpiryRule[] {
  return asObjects(asObject(properties.LifecycleConfiguration).Rules).flatMap((rule) => {
    const days = asNumber(rule.ExpirationInDays);
    if (rule.Status !== 'Enabled' || days === undefined) return [];
    return [{ prefix: asText(rule.Prefix) ?? asText(asObject(rule.Filter).Prefix) ?? '', days }];
  });
}

/** Creates the tables, queues, buckets and secrets of the templates where they are not there yet. */
export async function provision(servers: Servers, resources: Resources): Promise<void> {
  const { s3, services } = servers;
  const tables = [
    ...resources.ofType('AWS::DynamoDB::Table'),
    ...resources.ofType('AWS::DynamoDB::GlobalTable'),
  ];
  for (const table of tables) await createTable(servers, table);
  for (const queue of resources.ofType('AWS::SQS::Queue')) createQueue(servers, queue);
  for (const bucket of resources.ofType('AWS::S3::Bucket')) s3.createBucket(bucket.ref);
  for (const { ref, properties } of resources.ofType('AWS::SecretsManager::Secret')) {
    const name = ref.slice(ref.indexOf(':secret:') + ':secret:'.length, -'-local0'.length);
    services.secrets.ensure(ref, name, properties);
  }
}
