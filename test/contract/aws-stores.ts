import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startDynamoDb } from '../../local/aws/dynamodb/server.ts';
import { dynamoAgentStore } from '../../shared/aws/dynamo-agent-store.ts';
import { dynamoAuditLog } from '../../shared/aws/dynamo-audit-log.ts';
import { dynamoEventStore } from '../../shared/aws/dynamo-event-store.ts';
import { dynamoIdempotencyStore } from '../../shared/aws/dynamo-idempotency-store.ts';
import { dynamoIntegrationStore } from '../../shared/aws/dynamo-integration-store.ts';
import { dynamoNoticeStore } from '../../shared/aws/dynamo-notice-store.ts';
import { dynamoPolicyStore } from '../../shared/aws/dynamo-policy-store.ts';
import { dynamoPrivacyStore } from '../../shared/aws/dynamo-privacy-store.ts';
import { dynamoScanStore } from '../../shared/aws/dynamo-scan-store.ts';
import { dynamoTenantData } from '../../shared/aws/dynamo-tenant-data.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { virtualClock } from '../support/memory/virtual-clock.ts';
import { tableDefinitions, tables } from './dynamo-tables.ts';
import { pointToLocalAws } from './local-aws.ts';
import type { OpenStores, Stores } from './stores.ts';

/** The real stores on a local DynamoDB. */
export const openAwsStores: OpenStores = () => openStoresWith(() => {});

/** @param prepare gets the client before the stores do */
export async function openStoresWith(prepare: (client: DynamoDBDocumentClient) => void): Promise<Stores> {
  const folder = await mkdtemp(join(tmpdir(), 'contract-dynamodb-'));
  const server = await startDynamoDb({ folder });
  for (const definition of tableDefinitions) await server.ensureTable(definition);
  pointToLocalAws({ DYNAMODB: server.url });
  const client = documentClient();
  prepare(client);
  const clock = virtualClock();

  return {
    clock,
    integrations: dynamoIntegrationStore(client, tables.integrations, clock),
    scans: dynamoScanStore(client, tables, clock),
    agents: dynamoAgentStore(client, tables, clock),
    events: dynamoEventStore(client, tables.events, clock),
    policies: dynamoPolicyStore(client, tables.integrations, clock),
    audit: dynamoAuditLog(client, tables.integrations, clock),
    privacy: dynamoPrivacyStore(client, tables.integrations, clock),
    notices: dynamoNoticeStore(client, tables.integrations, clock),
    idempotency: dynamoIdempotencyStore(client, tables.integrations, clock),
    tenantData: dynamoTenantData(client, tables, clock),
    close: async () => {
      client.destroy();
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
}
