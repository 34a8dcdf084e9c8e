import { dynamoAuditLog } from '../../shared/aws/dynamo-audit-log.ts';
import { dynamoIdempotencyStore } from '../../shared/aws/dynamo-idempotency-store.ts';
import { dynamoPrivacyStore } from '../../shared/aws/dynamo-privacy-store.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { secretValue } from '../../shared/aws/secret-value.ts';
import { secretsClient } from '../../shared/aws/secrets-manager.ts';
import { sqsClient } from '../../shared/aws/sqs.ts';
import { sqsPurgeQueue } from '../../shared/aws/sqs-purge-queue.ts';
import { systemClock } from '../../shared/aws/system-clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { managePrivacyEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(managePrivacyEnv, process.env);
const client = documentClient();
const secrets = secretsClient();

export const handler = createHandler({
  privacy: dynamoPrivacyStore(client, env.INTEGRATIONS_TABLE),
  purgeQueue: sqsPurgeQueue(sqsClient(), env.PURGE_QUEUE_URL),
  inspectionSecret: secretValue(secrets, env.INSPECTION_SECRET_ID),
  cursorSecret: secretValue(secrets, env.CURSOR_SECRET_ID),
  audit: dynamoAuditLog(client, env.INTEGRATIONS_TABLE),
  idempotency: dynamoIdempotencyStore(client, env.INTEGRATIONS_TABLE),
  clock: systemClock,
  log: createLog({ service: 'manage-privacy' }),
  claims: { tenant: env.TENANT_CLAIM, roles: env.ROLES_CLAIM },
});
