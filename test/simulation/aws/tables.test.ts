import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoAgentStore } from '../../../shared/aws/dynamo-agent-store.ts';
import { dynamoAuditLog } from '../../../shared/aws/dynamo-audit-log.ts';
import { dynamoEventStore } from '../../../shared/aws/dynamo-event-store.ts';
import { dynamoIdempotencyStore } from '../../../shared/aws/dynamo-idempotency-store.ts';
import { dynamoIntegrationStore } from '../../../shared/aws/dynamo-integration-store.ts';
import { dynamoNoticeStore } from '../../../shared/aws/dynamo-notice-store.ts';
import { dynamoPolicyStore } from '../../../shared/aws/dynamo-policy-store.ts';
import { dynamoPrivacyStore } from '../../../shared/aws/dynamo-privacy-store.ts';
import { dynamoScanStore } from '../../../shared/aws/dynamo-scan-store.ts';
import { dynamoTenantData } from '../../../shared/aws/dynamo-tenant-data.ts';
import { agentStoreContract } from '../../contract/agent-store.contract.ts';
import { auditLogContract } from '../../contract/audit-log.contract.ts';
import { tables as names } from '../../contract/dynamo-tables.ts';
import { eventStoreContract } from '../../contract/event-store.contract.ts';
import { idempotencyStoreContract } from '../../contract/idempotency-store.contract.ts';
import { integrationStoreContract } from '../../contract/integration-store.contract.ts';
import { privacyStoreContract } from '../../contract/privacy-store.contract.ts';
import { scanChunksContract } from '../../contract/scan-chunks.contract.ts';
import { scanSettleContract } from '../../contract/scan-settle.contract.ts';
import { scanStoreContract } from '../../contract/scan-store.contract.ts';
import type { OpenStores } from '../../contract/stores.ts';
import { tenantDataContract } from '../../contract/tenant-data.contract.ts';
import { virtualClock } from '../../support/memory/virtual-clock.ts';
import { createTables } from './tables.ts';

// The simulation runs the real stores on these tables. That the stores do here what they do on a DynamoDB server is what
// makes a simulated result mean something.

const openSimulatedStores: OpenStores = async () => {
  const tables = createTables();
  const client = {
    send: async (command: object) => tables.execute(command),
  } as unknown as DynamoDBDocumentClient;
  const clock = virtualClock();
  return {
    clock,
    integrations: dynamoIntegrationStore(client, names.integrations, clock),
    scans: dynamoScanStore(client, names, clock),
    agents: dynamoAgentStore(client, names, clock),
    events: dynamoEventStore(client, names.events, clock),
    policies: dynamoPolicyStore(client, names.integrations, clock),
    audit: dynamoAuditLog(client, names.integrations, clock),
    privacy: dynamoPrivacyStore(client, names.integrations, clock),
    notices: dynamoNoticeStore(client, names.integrations, clock),
    idempotency: dynamoIdempotencyStore(client, names.integrations, clock),
    tenantData: dynamoTenantData(client, names, clock),
    close: async () => {},
  };
};

for (const contract of [
  integrationStoreContract,
  scanStoreContract,
  scanChunksContract,
  scanSettleContract,
  agentStoreContract,
  eventStoreContract,
  auditLogContract,
  idempotencyStoreContract,
  privacyStoreContract,
  tenantDataContract,
]) {
  contract('simulated tables', openSimulatedStores);
}
