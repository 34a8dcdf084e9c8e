import { dynamoEventStore } from '../../shared/aws/dynamo-event-store.ts';
import { dynamoPolicyStore } from '../../shared/aws/dynamo-policy-store.ts';
import { dynamoScanStore } from '../../shared/aws/dynamo-scan-store.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { eventBridgeClient } from '../../shared/aws/eventbridge.ts';
import { eventBridgeFactBus } from '../../shared/aws/eventbridge-fact-bus.ts';
import { s3Client } from '../../shared/aws/s3.ts';
import { s3StagingArea } from '../../shared/aws/s3-staging-area.ts';
import { secretValue } from '../../shared/aws/secret-value.ts';
import { secretsClient } from '../../shared/aws/secrets-manager.ts';
import { sqsClient } from '../../shared/aws/sqs.ts';
import { sqsScanLane } from '../../shared/aws/sqs-scan-lane.ts';
import { stsClient } from '../../shared/aws/sts.ts';
import { systemClock } from '../../shared/aws/system-clock.ts';
import { tablesIn } from '../../shared/aws/tables.ts';
import { tenantCredentials } from '../../shared/aws/tenant-credentials.ts';
import { DEFAULT_LIMITS } from '../../shared/inspection/limits.ts';
import { createSandbox } from '../../shared/inspection/sandbox.ts';
import { inspectionPolicies } from '../../shared/policies/inspection-policies.ts';
import { countedFacts } from '../../shared/runtime/counted-facts.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { createMeter } from '../../shared/runtime/metrics.ts';
import { inspectContentEnv } from './env.ts';
import { createHandler } from './handler.ts';
import { inspectionInput } from './inspected-copy.ts';

const env = readEnv(inspectContentEnv, process.env);
const asTenant = tenantCredentials(stsClient(), env.TENANT_ROLE_ARN);
const dynamo = documentClient(asTenant);
const policyOf = inspectionPolicies(
  dynamoPolicyStore(dynamo, env.INTEGRATIONS_TABLE),
  secretValue(secretsClient(), env.INSPECTION_SECRET_ID),
);
/** On top of the engine's own budget, which ends an item with what it has found so far: the copy has to arrive, too. */
const FETCH_MS = 15_000;
const sandbox = createSandbox({ threads: 2 });
const meter = createMeter({ service: 'inspect-content', stage: env.STAGE });

export const handler = createHandler({
  scans: dynamoScanStore(dynamo, tablesIn(env)),
  events: dynamoEventStore(dynamo, env.EVENTS_TABLE),
  staging: s3StagingArea(s3Client(asTenant), env.STAGING_BUCKET),
  lane: sqsScanLane(sqsClient(), env.SCAN_LANE_URL),
  facts: countedFacts(eventBridgeFactBus(eventBridgeClient(), env.BUS_NAME), meter),
  clock: systemClock,
  log: createLog({ service: 'inspect-content' }),
  meter,
  inspect: async ({ tenant, policyVersion }, copy) =>
    sandbox.inspect(
      inspectionInput(copy),
      await policyOf(tenant, policyVersion),
      DEFAULT_LIMITS,
      AbortSignal.timeout(DEFAULT_LIMITS.timeMs + FETCH_MS),
    ),
});
