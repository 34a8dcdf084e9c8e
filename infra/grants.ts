import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ScanSchedules } from './constructs/scan-schedules.ts';

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
    table,
    'dynamodb',
    actions.some((action) => !isRead(action)),
  );
}

const isRead = (action: string): boolean => (read as readonly string[]).includes(action);

/** `s3:GetObject`, `s3:PutObject` or `s3:DeleteObject` below the prefix. */
export function grantObjects(
  lambda: IFunction,
  bucket: Bucket,
  prefix: 'staging/' | 'exports/',
  actions: readonly ('s3:GetObject' | 's3:PutObject' | 's3:DeleteObject' | 's3:AbortMultipartUpload')[],
): void {
  allow(lambda, actions, [bucket.arnForObjects(`${prefix}*`)]);
  grantKey(lambda, bucket, 's3', actions.includes('s3:PutObject'));
}

/** Tenants' Compliance Access Keys: every secret whose name begins with the prefix. */
export function grantTenantSecrets(lambda: IFunction, prefix: string, actions: readonly string[]): void {
  const secrets = Stack.of(lambda).formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: `${prefix}*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  allow(lambda, actions, [secrets]);
}

export function grantSecret(lambda: IFunction, secret: Secret): void {
  allow(lambda, ['secretsmanager:GetSecretValue'], [secret.secretArn]);
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

/** The key of a table or bucket, for the use that the service makes of it on the function's behalf. */
function grantKey(
  lambda: IFunction,
  { encryptionKey }: Table | Bucket,
  service: 'dynamodb' | 's3',
  writes: boolean,
): void {
  if (!encryptionKey) throw new Error('Tables and buckets of this deployment have a key of their own.');
  lambda.addToRolePolicy(
    new PolicyStatement({
      actions: writes
        ? ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:DescribeKey']
        : ['kms:Decrypt', 'kms:DescribeKey'],
      resources: [encryptionKey.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `${service}.${Aws.REGION}.amazonaws.com` } },
    }),
  );
}
