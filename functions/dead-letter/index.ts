import { dynamoScanStore } from '../../shared/aws/dynamo-scan-store.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { eventBridgeClient } from '../../shared/aws/eventbridge.ts';
import { eventBridgeFactBus } from '../../shared/aws/eventbridge-fact-bus.ts';
import { s3Client } from '../../shared/aws/s3.ts';
import { s3StagingArea } from '../../shared/aws/s3-staging-area.ts';
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
import { deadLetterEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(deadLetterEnv, process.env);
const asTenant = tenantCredentials(stsClient(), env.TENANT_ROLE_ARN);
const meter = createMeter({ service: 'dead-letter', stage: env.STAGE });

export const handler = createHandler({
  scans: dynamoScanStore(documentClient(asTenant), tablesIn(env)),
  staging: s3StagingArea(s3Client(asTenant), env.STAGING_BUCKET),
  lane: sqsScanLane(sqsClient(), env.SCAN_LANE_URL),
  facts: countedFacts(eventBridgeFactBus(eventBridgeClient(), env.BUS_NAME), meter),
  clock: systemClock,
  log: createLog({ service: 'dead-letter' }),
  meter,
});
