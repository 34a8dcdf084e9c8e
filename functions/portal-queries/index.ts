import { dynamoAgentStore } from '../../shared/aws/dynamo-agent-store.ts';
import { dynamoAuditLog } from '../../shared/aws/dynamo-audit-log.ts';
import { dynamoEventStore } from '../../shared/aws/dynamo-event-store.ts';
import { dynamoIntegrationStore } from '../../shared/aws/dynamo-integration-store.ts';
import { dynamoScanStore } from '../../shared/aws/dynamo-scan-store.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { secretValue } from '../../shared/aws/secret-value.ts';
import { secretsClient } from '../../shared/aws/secrets-manager.ts';
import { systemClock } from '../../shared/aws/system-clock.ts';
import { tablesIn } from '../../shared/aws/tables.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { portalQueriesEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(portalQueriesEnv, process.env);
const client = documentClient();
const tables = tablesIn(env);

export const handler = createHandler({
  integrations: dynamoIntegrationStore(client, env.INTEGRATIONS_TABLE),
  scans: dynamoScanStore(client, tables),
  agents: dynamoAgentStore(client, tables),
  events: dynamoEventStore(client, env.EVENTS_TABLE),
  audit: dynamoAuditLog(client, env.INTEGRATIONS_TABLE),
  cursorSecret: secretValue(secretsClient(), env.CURSOR_SECRET_ID),
  clock: systemClock,
  log: createLog({ service: 'portal-queries' }),
  claims: { tenant: env.TENANT_CLAIM, roles: env.ROLES_CLAIM },
});
