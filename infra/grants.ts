import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { ScanSchedules } from './constructs/scan-schedules.ts';
import type { KeyStore } from './deployment.ts';

// Narrower than the grants of the CDK: named actions, the key through its services only, no action with a wildcard.

export const read = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'] as const;
/** Transactions ask for the right to each of their actions. */
export const write = [
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:ConditionCheckItem',
] as const;
export const batchWrite = ['dynamodb:BatchWriteItem'] as const;

/** These actions on the table and on these of its indexes. */
export function grantTable(
  lambda: IFunction,
  table: Table,
  actions: readonly string[],
  indexes: readonly string[] = [],
): void {
  const onIndexes = indexes.map((index) => `${table.tableArn}/index/${index}`);
  allow(lambda, actions, [table.tableArn, ...onIndexes]);
  grantKey(
    lambda,
    table.encryptionKey,
    'dynamodb',
    actions.some((action) => !isRead(action)),
  );
}

const isRead = (action: string): boolean => (read as readonly string[]).includes(action);

/** `s3:GetObject`, `s3:PutObject` or `s3:DeleteObject` below the prefix. */
export function grantObjects(
  lambda: IFunction,
  bucket: Bucket,
  prefix: 'staging/' | 'exports/' | 'facts/' | 'ocsf/',
  actions: readonly ('s3:GetObject' | 's3:PutObject' | 's3:DeleteObject' | 's3:AbortMultipartUpload')[],
): void {
  allow(lambda, actions, [bucket.arnForObjects(`${prefix}*`)]);
  grantKey(lambda, bucket.encryptionKey, 's3', actions.includes('s3:PutObject'));
}

/** Puts messages into the queue. */
export function grantSend(grantee: IGrantable, queue: Queue): void {
  allow(grantee, ['sqs:SendMessage'], [queue.queueArn]);
  grantKey(grantee, queue.encryptionMasterKey, 'sqs', true);
}

/** What an event source mapping needs of the function's role. */
export function grantReceive(grantee: IGrantable, queue: Queue): void {
  allow(
    grantee,
    ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
    [queue.queueArn],
  );
  grantKey(grantee, queue.encryptionMasterKey, 'sqs', false);
}

export interface TenantKeys {
  /** Begins the names of the tenants' secrets. */
  readonly prefix: string;
  readonly key: IKey;
  readonly store: KeyStore;
}

/** What a function does with tenants' Compliance Access Keys. A store that was chosen later leaves older keys where they are. */
export function grantTenantKeys(
  lambda: IFunction,
  { prefix, key, store }: TenantKeys,
  uses: readonly ('create' | 'read' | 'remove')[],
): void {
  const secrets = Stack.of(lambda).formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: `${prefix}*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  const inSecretsManager = {
    create: store === 'kms' ? [] : ['secretsmanager:CreateSecret', 'secretsmanager:TagResource'],
    read: ['secretsmanager:GetSecretValue'],
    remove: ['secretsmanager:DeleteSecret'],
  } as const;
  allow(
    lambda,
    uses.flatMap((use) => inSecretsManager[use]),
    [secrets],
  );
  const creates = uses.includes('create');
  if (store === 'kms')
    sealWith(lambda, key, creates ? 'kms:Encrypt' : uses.includes('read') ? 'kms:Decrypt' : null);
  if (creates && store !== 'kms') grantKey(lambda, key, 'secretsmanager', true);
  else if (uses.includes('read')) grantKey(lambda, key, 'secretsmanager', false);
}

/** The deployment's key by the function itself, for what says whose it is and nothing else. */
function sealWith(lambda: IFunction, key: IKey, action: 'kms:Encrypt' | 'kms:Decrypt' | null): void {
  if (!action) return;
  lambda.addToRolePolicy(
    new PolicyStatement({
      actions: [action],
      resources: [key.keyArn],
      conditions: {
        Null: { 'kms:EncryptionContext:tenant': 'false', 'kms:EncryptionContext:secret': 'false' },
      },
    }),
  );
}

export function grantSecret(lambda: IFunction, secret: Secret): void {
  allow(lambda, ['secretsmanager:GetSecretValue'], [secret.secretArn]);
  grantKey(lambda, secret.encryptionKey, 'secretsmanager', false);
}

/** These actions on the schedules of the group. Who makes or changes one hands over the role that it will use. */
export function grantSchedules(
  lambda: IFunction,
  schedules: ScanSchedules,
  actions: readonly (
    | 'scheduler:CreateSchedule'
    | 'scheduler:UpdateSchedule'
    | 'scheduler:GetSchedule'
    | 'scheduler:DeleteSchedule'
  )[],
): void {
  allow(lambda, actions, [
    Stack.of(lambda).formatArn({
      service: 'scheduler',
      resource: 'schedule',
      resourceName: `${schedules.groupName}/*`,
    }),
  ]);
  if (!actions.includes('scheduler:UpdateSchedule')) return;
  lambda.addToRolePolicy(
    new PolicyStatement({
      actions: ['iam:PassRole'],
      resources: [schedules.role.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
    }),
  );
}

export function allow(grantee: IGrantable, actions: readonly string[], resources: readonly string[]): void {
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: [...actions], resources: [...resources] }),
  );
}

/** The deployment's key, for the use that the service makes of it on the grantee's behalf. */
function grantKey(
  grantee: IGrantable,
  key: IKey | undefined,
  service: 'dynamodb' | 's3' | 'sqs' | 'secretsmanager',
  writes: boolean,
): void {
  if (!key) throw new Error('Whatever this deployment stores is encrypted with its own key.');
  // A table's own data keys are made in the name of whoever writes; the other services make one for each object.
  const table = service === 'dynamodb' ? ['kms:DescribeKey', ...(writes ? ['kms:Encrypt'] : [])] : [];
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['kms:Decrypt', ...(writes ? ['kms:GenerateDataKey'] : []), ...table],
      resources: [key.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `${service}.${Aws.REGION}.amazonaws.com` } },
    }),
  );
}
