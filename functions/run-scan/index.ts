import { dynamoAgentStore } from '../../shared/aws/dynamo-agent-store.ts';
import { dynamoEventStore } from '../../shared/aws/dynamo-event-store.ts';
import { dynamoIntegrationStore } from '../../shared/aws/dynamo-integration-store.ts';
import { dynamoPrivacyStore } from '../../shared/aws/dynamo-privacy-store.ts';
import { dynamoScanStore } from '../../shared/aws/dynamo-scan-store.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { eventBridgeClient } from '../../shared/aws/eventbridge.ts';
import { eventBridgeFactBus } from '../../shared/aws/eventbridge-fact-bus.ts';
import { keyVault } from '../../shared/aws/key-vault.ts';
import { s3Client } from '../../shared/aws/s3.ts';
import { s3StagingArea } from '../../shared/aws/s3-staging-area.ts';
import { schedulerClient } from '../../shared/aws/scheduler.ts';
import { schedulerScanSchedule } from '../../shared/aws/scheduler-scan-schedule.ts';
import { secretValue } from '../../shared/aws/secret-value.ts';
import { secretsClient } from '../../shared/aws/secrets-manager.ts';
import { sqsClient } from '../../shared/aws/sqs.ts';
import { sqsInspectionQueue } from '../../shared/aws/sqs-inspection-queue.ts';
import { sqsScanLane } from '../../shared/aws/sqs-scan-lane.ts';
import { stsClient } from '../../shared/aws/sts.ts';
import { systemClock } from '../../shared/aws/system-clock.ts';
import { tablesIn } from '../../shared/aws/tables.ts';
import { tenantCredentials } from '../../shared/aws/tenant-credentials.ts';
import { createInterfaceClassifier } from '../../shared/domain/client-interface.ts';
import { DEFAULT_LIMITS } from '../../shared/inspection/limits.ts';
import { forgottenPeople } from '../../shared/privacy/forgotten.ts';
import { countedFacts } from '../../shared/runtime/counted-facts.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { createMeter } from '../../shared/runtime/metrics.ts';
import { connectProvider } from './connect-provider.ts';
import { runScanEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(runScanEnv, process.env);
const asTenant = tenantCredentials(stsClient(), env.TENANT_ROLE_ARN);
const dynamo = documentClient(asTenant);
const sqs = sqsClient();
const privacy = dynamoPrivacyStore(dynamo, env.INTEGRATIONS_TABLE);
const meter = createMeter({ service: 'run-scan', stage: env.STAGE });
const tables = tablesIn(env);

export const handler = createHandler({
  integrations: dynamoIntegrationStore(dynamo, env.INTEGRATIONS_TABLE),
  scans: dynamoScanStore(dynamo, tables),
  agents: dynamoAgentStore(dynamo, tables),
  events: dynamoEventStore(dynamo, env.EVENTS_TABLE),
  vault: keyVault(dynamo, secretsClient(asTenant), {
    store: env.KEY_STORE,
    table: env.INTEGRATIONS_TABLE,
    prefix: env.SECRET_PREFIX,
    keyId: env.SECRET_KEY_ID,
    credentials: asTenant,
  }),
  schedule: schedulerScanSchedule(schedulerClient(), {
    group: env.SCHEDULE_GROUP,
    targetArn: env.SCHEDULE_TARGET_ARN,
    roleArn: env.SCHEDULE_ROLE_ARN,
    dlqArn: env.SCHEDULE_DLQ_ARN,
  }),
  staging: s3StagingArea(s3Client(asTenant), env.STAGING_BUCKET),
  lane: sqsScanLane(sqs, env.SCAN_LANE_URL),
  inspectionQueue: sqsInspectionQueue(sqs, env.INSPECTION_QUEUE_URL),
  facts: countedFacts(eventBridgeFactBus(eventBridgeClient(), env.BUS_NAME), meter),
  clock: systemClock,
  log: createLog({ service: 'run-scan' }),
  meter,
  privacy,
  forgotten: forgottenPeople(privacy, secretValue(secretsClient(), env.INSPECTION_SECRET_ID)),
  provider: connectProvider({
    baseUrl: env.COMPLIANCE_API_URL,
    allowLoopback: env.COMPLIANCE_API_ALLOW_LOOPBACK,
  }),
  classify: createInterfaceClassifier(),
  limits: {
    sliceMs: env.SLICE_SECONDS * 1_000,
    maxItemBytes: DEFAULT_LIMITS.maxBytes,
    // As text, and twice in memory while it is inspected: about four million words.
    maxTranscriptBytes: 20_000_000,
    concurrency: 16,
  },
});
