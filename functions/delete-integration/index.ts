import { dynamoAuditLog } from '../../shared/aws/dynamo-audit-log.ts';
import { dynamoIntegrationStore } from '../../shared/aws/dynamo-integration-store.ts';
import { dynamoPrivacyStore } from '../../shared/aws/dynamo-privacy-store.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { keyVault } from '../../shared/aws/key-vault.ts';
import { schedulerClient } from '../../shared/aws/scheduler.ts';
import { schedulerScanSchedule } from '../../shared/aws/scheduler-scan-schedule.ts';
import { secretsClient } from '../../shared/aws/secrets-manager.ts';
import { sqsClient } from '../../shared/aws/sqs.ts';
import { sqsPurgeQueue } from '../../shared/aws/sqs-purge-queue.ts';
import { systemClock } from '../../shared/aws/system-clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { deleteIntegrationEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(deleteIntegrationEnv, process.env);
const client = documentClient();

export const handler = createHandler({
  integrations: dynamoIntegrationStore(client, env.INTEGRATIONS_TABLE),
  schedule: schedulerScanSchedule(schedulerClient(), {
    group: env.SCHEDULE_GROUP,
    targetArn: env.SCHEDULE_TARGET_ARN,
    roleArn: env.SCHEDULE_ROLE_ARN,
    dlqArn: env.SCHEDULE_DLQ_ARN,
  }),
  vault: keyVault(client, secretsClient(), {
    store: env.KEY_STORE,
    table: env.INTEGRATIONS_TABLE,
    prefix: env.SECRET_PREFIX,
  }),
  privacy: dynamoPrivacyStore(client, env.INTEGRATIONS_TABLE),
  purgeQueue: sqsPurgeQueue(sqsClient(), env.PURGE_QUEUE_URL),
  audit: dynamoAuditLog(client, env.INTEGRATIONS_TABLE),
  clock: systemClock,
  log: createLog({ service: 'delete-integration' }),
  claims: { tenant: env.TENANT_CLAIM, roles: env.ROLES_CLAIM },
});
