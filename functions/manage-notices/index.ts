import { dynamoAuditLog } from '../../shared/aws/dynamo-audit-log.ts';
import { dynamoNoticeStore } from '../../shared/aws/dynamo-notice-store.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { systemClock } from '../../shared/aws/system-clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { manageNoticesEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(manageNoticesEnv, process.env);
const client = documentClient();

export const handler = createHandler({
  notices: dynamoNoticeStore(client, env.INTEGRATIONS_TABLE),
  audit: dynamoAuditLog(client, env.INTEGRATIONS_TABLE),
  clock: systemClock,
  log: createLog({ service: 'manage-notices' }),
  claims: { tenant: env.TENANT_CLAIM, roles: env.ROLES_CLAIM },
});
