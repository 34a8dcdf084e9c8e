import { dynamoAuditLog } from '../../shared/aws/dynamo-audit-log.ts';
import { dynamoIdempotencyStore } from '../../shared/aws/dynamo-idempotency-store.ts';
import { dynamoIntegrationStore } from '../../shared/aws/dynamo-integration-store.ts';
import { dynamoPolicyStore } from '../../shared/aws/dynamo-policy-store.ts';
import { dynamoScanStore } from '../../shared/aws/dynamo-scan-store.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { eventBridgeClient } from '../../shared/aws/eventbridge.ts';
import { eventBridgeFactBus } from '../../shared/aws/eventbridge-fact-bus.ts';
import { sqsClient } from '../../shared/aws/sqs.ts';
import { sqsScanLane } from '../../shared/aws/sqs-scan-lane.ts';
import { systemClock } from '../../shared/aws/system-clock.ts';
import { tablesIn } from '../../shared/aws/tables.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { scanNowEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(scanNowEnv, process.env);
const client = documentClient();

export const handler = createHandler({
  integrations: dynamoIntegrationStore(client, env.INTEGRATIONS_TABLE),
  scans: dynamoScanStore(client, tablesIn(env)),
  lane: sqsScanLane(sqsClient(), env.SCAN_LANE_URL),
  facts: eventBridgeFactBus(eventBridgeClient(), env.BUS_NAME),
  audit: dynamoAuditLog(client, env.INTEGRATIONS_TABLE),
  idempotency: dynamoIdempotencyStore(client, env.INTEGRATIONS_TABLE),
  policies: dynamoPolicyStore(client, env.INTEGRATIONS_TABLE),
  clock: systemClock,
  log: createLog({ service: 'scan-now' }),
  claims: { tenant: env.TENANT_CLAIM, roles: env.ROLES_CLAIM },
});
