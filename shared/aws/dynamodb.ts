import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Credentials, clientOptions, withBusyErrors } from './client-options.ts';
import { tenantsInTables, withTenantGuard } from './tenant-guard.ts';

/** Connections: the agent store alone keeps 16 updates in flight. */
const limits = { maxSockets: 50, requestTimeoutMs: 5_000 };

export function documentClient(credentials?: Credentials): DynamoDBDocumentClient {
  const busy = withBusyErrors(new DynamoDBClient(clientOptions(limits, credentials)), 'DynamoDB');
  const client = withTenantGuard(busy, tenantsInTables);
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
