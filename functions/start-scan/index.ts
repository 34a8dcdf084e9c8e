import { dynamoAuditLog } from '../../shared/aws/dynamo-audit-log.ts';
import { dynamoIntegrationStore } from '../../shared/aws/dynamo-integration-store.ts';
import { dynamoPolicyStore } from '../../shared/aws/dynamo-policy-store.ts';
import { dynamoScanStore } from '../../shared/aws/dynamo-scan-store.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { eventBridgeClient } from '../../shared/aws/eventbridge.ts';
import { eventBridgeFactBus } from '../../shared/aws/eventbridge-fact-bus.ts';
import { sqsClient } from '../../shared/aws/sqs.ts';
import { sqsScanLane } from '../../shared/aws/sqs-scan-lane.ts';
import { stsClient } from '../../shared/aws/sts.ts';
import { systemClock } from '../../shared/aws/system-clock.ts';
import { tablesIn } from '../../shared/aws/tables.ts';
import { tenantCredentials } from '../../shared/aws/tenant-credentials.ts';
import { countedFacts } from '../../shared/runtime/counted-facts.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { createMeter } from '../../shared/runtime/metrics.ts';
import { startScanEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(startScanEnv, process.env);
const asTenant = tenantCredentials(stsClient(), env.TENANT_ROLE_ARN);
const dynamo = documentClient(asTenant);
const meter = createMeter({ service: 'start-scan', stage: env.STAGE });

export const handler = createHandler({
  integrations: dynamoIntegrationStore(dynamo, env.INTEGRATIONS_TABLE),
  scans: dynamoScanStore(dynamo, tablesIn(env)),
  lane: sqsScanLane(sqsClient(), env.SCAN_LANE_URL),
  facts: countedFacts(eventBridgeFactBus(eventBridgeClient(), env.BUS_NAME), meter),
  meter,
  audit: dynamoAuditLog(dynamo, env.INTEGRATIONS_TABLE),
  clock: systemClock,
  log: createLog({ service: 'start-scan' }),
  policies: dynamoPolicyStore(dynamo, env.INTEGRATIONS_TABLE),
});
