import { dynamoAuditLog } from '../../shared/aws/dynamo-audit-log.ts';
import { dynamoIntegrationStore } from '../../shared/aws/dynamo-integration-store.ts';
import { dynamoPrivacyStore } from '../../shared/aws/dynamo-privacy-store.ts';
import { dynamoScanStore } from '../../shared/aws/dynamo-scan-store.ts';
import { dynamoTenantData } from '../../shared/aws/dynamo-tenant-data.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { eventBridgeClient } from '../../shared/aws/eventbridge.ts';
import { eventBridgeFactBus } from '../../shared/aws/eventbridge-fact-bus.ts';
import { s3Client } from '../../shared/aws/s3.ts';
import { s3FactArchive } from '../../shared/aws/s3-fact-archive.ts';
import { s3StagingArea } from '../../shared/aws/s3-staging-area.ts';
import { sqsClient } from '../../shared/aws/sqs.ts';
import { sqsPurgeQueue } from '../../shared/aws/sqs-purge-queue.ts';
import { stsClient } from '../../shared/aws/sts.ts';
import { systemClock } from '../../shared/aws/system-clock.ts';
import { tablesIn } from '../../shared/aws/tables.ts';
import { tenantCredentials } from '../../shared/aws/tenant-credentials.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { purgeTenantDataEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(purgeTenantDataEnv, process.env);
const asTenant = tenantCredentials(stsClient(), env.TENANT_ROLE_ARN);
const client = documentClient(asTenant);
const s3 = s3Client(asTenant);
const tables = tablesIn(env);

export const handler = createHandler({
  integrations: dynamoIntegrationStore(client, env.INTEGRATIONS_TABLE),
  scans: dynamoScanStore(client, tables),
  staging: s3StagingArea(s3, env.STAGING_BUCKET),
  archive: s3FactArchive(s3, env.ARCHIVE_BUCKET),
  tenantData: dynamoTenantData(client, tables),
  privacy: dynamoPrivacyStore(client, env.INTEGRATIONS_TABLE),
  purgeQueue: sqsPurgeQueue(sqsClient(), env.PURGE_QUEUE_URL),
  facts: eventBridgeFactBus(eventBridgeClient(), env.BUS_NAME),
  audit: dynamoAuditLog(client, env.INTEGRATIONS_TABLE),
  clock: systemClock,
  log: createLog({ service: 'purge-tenant-data' }),
});
