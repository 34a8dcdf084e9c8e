import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';
import type { ScanSchedules } from './constructs/scan-schedules.ts';
import type { KeyStore } from './deployment.ts';

// Narrower than the grants of the CDK: named actions, the key through its services only, no action with a wildcard.

/** A function, or the role that it assumes for one tenant: what that one is granted reaches this tenant's data only. */
export interface Grantee extends IGrantable, IConstruct {
  /** Stands in policies for the tenant. */
  readonly tenant?: string;
}

export const read = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'] as const;
/** Transactions ask for the right to each of their actions. */
export const write = [
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:ConditionCheckItem',
] as const;
export const batchWrite = ['dynamodb:BatchWriteItem'] as const;

/** These actions on the table and on these of its indexes; of one tenant, on its partition of the table. */
export function grantTable(
  grantee: Grantee,
  table: Table,
  actions: readonly string[],
  indexes: readonly string[] = [],
): void {
  const onIndexes = indexes.map((index) => `${table.tableArn}/index/${index}`);
  allow(
    grantee,
    actions,
    [table.tableArn, ...onIndexes],
    grantee.tenant ? partitionOf(grantee.tenant) : undefined,
  );
  grantKey(
    grantee,
    table.encryptionKey,
    'dynamodb',
    actions.some((action) => !isRead(action)),
  );
}

/** Every row that a request names, and at least one: of no values at all, `ForAllValues` says yes. */
const partitionOf = (tenant: string): Conditions => ({
  'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [`T#${tenant}`] },
  Null: { 'dynamodb:LeadingKeys': 'false' },
});

const isRead = (action: string): boolean => (read as readonly string[]).includes(action);

type Kind = 'staging' | 'exports' | 'facts' | 'ocsf';

/** Objects are `<kind>/<tenant>/…`. */
const below = (kind: Kind, tenant: string | undefined): string =>
  tenant ? `${kind}/${tenant}/*` : `${kind}/*`;

/** These actions on the objects of a kind. */
export function grantObjects(
  grantee: Grantee,
  bucket: Bucket,
  kind: Kind,
  actions: readonly ('s3:GetObject' | 's3:PutObject' | 's3:DeleteObject' | 's3:AbortMultipartUpload')[],
): void {
  allow(grantee, actions, [bucket.arnForObjects(below(kind, grantee.tenant))]);
  grantKey(grantee, bucket.encryptionKey, 's3', actions.includes('s3:PutObject'));
}

/** Lists the objects of these kinds. */
export function grantList(grantee: Grantee, bucket: Bucket, kinds: readonly Kind[]): void {
  const prefixes = kinds.map((kind) => below(kind, grantee.tenant));
  allow(grantee, ['s3:ListBucket'], [bucket.bucketArn], { StringLike: { 's3:prefix': prefixes } });
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
  grantee: Grantee,
  { prefix, key, store }: TenantKeys,
  uses: readonly ('create' | 'read' | 'remove')[],
): void {
  const secrets = Stack.of(grantee).formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: grantee.tenant ? `${prefix}${grantee.tenant}/*` : `${prefix}*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  const inSecretsManager = {
    create: store === 'kms' ? [] : ['secretsmanager:CreateSecret', 'secretsmanager:TagResource'],
    read: ['secretsmanager:GetSecretValue'],
    remove: ['secretsmanager:DeleteSecret'],
  } as const;
  allow(
    grantee,
    uses.flatMap((use) => inSecretsManager[use]),
    [secrets],
  );
  const creates = uses.includes('create');
  if (store === 'kms')
    sealWith(grantee, key, creates ? 'kms:Encrypt' : uses.includes('read') ? 'kms:Decrypt' : null);
  if (creates && store !== 'kms') grantKey(grantee, key, 'secretsmanager', true);
  else if (uses.includes('read')) grantKey(grantee, key, 'secretsmanager', false);
}

/** The deployment's key by the function itself, for what says whose it is and nothing else. */
function sealWith(grantee: Grantee, key: IKey, action: 'kms:Encrypt' | 'kms:Decrypt' | null): void {
  if (!action) return;
  allow(grantee, [action], [key.keyArn], {
    Null: { 'kms:EncryptionContext:tenant': 'false', 'kms:EncryptionContext:secret': 'false' },
    ...(grantee.tenant && { StringEquals: { 'kms:EncryptionContext:tenant': grantee.tenant } }),
  });
}

export function grantSecret(grantee: IGrantable, secret: Secret): void {
  allow(grantee, ['secretsmanager:GetSecretValue'], [secret.secretArn]);
  grantKey(grantee, secret.encryptionKey, 'secretsmanager', false);
}

/** These actions on the schedules of the group. Who makes or changes one hands over the role that it will use. */
export function grantSchedules(
  grantee: Grantee,
  schedules: ScanSchedules,
  actions: readonly (
    | 'scheduler:CreateSchedule'
    | 'scheduler:UpdateSchedule'
    | 'scheduler:GetSchedule'
    | 'scheduler:DeleteSchedule'
  )[],
): void {
  allow(grantee, actions, [
    Stack.of(grantee).formatArn({
      service: 'scheduler',
      resource: 'schedule',
      resourceName: `${schedules.groupName}/*`,
    }),
  ]);
  if (!actions.includes('scheduler:UpdateSchedule')) return;
  allow(grantee, ['iam:PassRole'], [schedules.role.roleArn], {
    StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' },
  });
}

/** By operator, by condition key. */
type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

export function allow(
  grantee: IGrantable,
  actions: readonly string[],
  resources: readonly string[],
  conditions?: Conditions,
): void {
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: [...actions],
      resources: [...resources],
      ...(conditions && { conditions }),
    }),
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
  allow(grantee, ['kms:Decrypt', ...(writes ? ['kms:GenerateDataKey'] : []), ...table], [key.keyArn], {
    StringEquals: { 'kms:ViaService': `${service}.${Aws.REGION}.amazonaws.com` },
  });
}
