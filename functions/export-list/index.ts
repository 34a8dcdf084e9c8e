import { dynamoAgentStore } from '../../shared/aws/dynamo-agent-store.ts';
import { dynamoAuditLog } from '../../shared/aws/dynamo-audit-log.ts';
import { dynamoEventStore } from '../../shared/aws/dynamo-event-store.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { s3Client } from '../../shared/aws/s3.ts';
import { s3ExportArea } from '../../shared/aws/s3-export-area.ts';
import { systemClock } from '../../shared/aws/system-clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { exportListEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(exportListEnv, process.env);
const client = documentClient();

export const handler = createHandler({
  agents: dynamoAgentStore(client, env.AGENTS_TABLE),
  events: dynamoEventStore(client, env.EVENTS_TABLE),
  exports: s3ExportArea(s3Client(), env.EXPORT_BUCKET, systemClock),
  audit: dynamoAuditLog(client, env.INTEGRATIONS_TABLE),
  clock: systemClock,
  log: createLog({ service: 'export-list' }),
  claims: { tenant: env.TENANT_CLAIM, roles: env.ROLES_CLAIM },
});
