import { dynamoAuditLog } from '../../shared/aws/dynamo-audit-log.ts';
import { dynamoScanStore } from '../../shared/aws/dynamo-scan-store.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { systemClock } from '../../shared/aws/system-clock.ts';
import { tablesIn } from '../../shared/aws/tables.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { cancelScanEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(cancelScanEnv, process.env);
const client = documentClient();

export const handler = createHandler({
  scans: dynamoScanStore(client, tablesIn(env)),
  audit: dynamoAuditLog(client, env.INTEGRATIONS_TABLE),
  clock: systemClock,
  log: createLog({ service: 'cancel-scan' }),
  claims: { tenant: env.TENANT_CLAIM, roles: env.ROLES_CLAIM },
});
