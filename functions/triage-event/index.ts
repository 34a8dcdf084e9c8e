import { dynamoAuditLog } from '../../shared/aws/dynamo-audit-log.ts';
import { dynamoEventStore } from '../../shared/aws/dynamo-event-store.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { systemClock } from '../../shared/aws/system-clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { triageEventEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(triageEventEnv, process.env);
const client = documentClient();

export const handler = createHandler({
  events: dynamoEventStore(client, env.EVENTS_TABLE),
  audit: dynamoAuditLog(client, env.INTEGRATIONS_TABLE),
  clock: systemClock,
  log: createLog({ service: 'triage-event' }),
  claims: { tenant: env.TENANT_CLAIM, roles: env.ROLES_CLAIM },
});
