import { dynamoAuditLog } from '../../shared/aws/dynamo-audit-log.ts';
import { dynamoPolicyStore } from '../../shared/aws/dynamo-policy-store.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { secretValue } from '../../shared/aws/secret-value.ts';
import { secretsClient } from '../../shared/aws/secrets-manager.ts';
import { systemClock } from '../../shared/aws/system-clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { managePoliciesEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(managePoliciesEnv, process.env);
const client = documentClient();

export const handler = createHandler({
  policies: dynamoPolicyStore(client, env.INTEGRATIONS_TABLE),
  inspectionSecret: secretValue(secretsClient(), env.INSPECTION_SECRET_ID),
  audit: dynamoAuditLog(client, env.INTEGRATIONS_TABLE),
  clock: systemClock,
  log: createLog({ service: 'manage-policies' }),
  claims: { tenant: env.TENANT_CLAIM, roles: env.ROLES_CLAIM },
});
