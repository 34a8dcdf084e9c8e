import { dynamoAgentStore } from '../../shared/aws/dynamo-agent-store.ts';
import { dynamoAuditLog } from '../../shared/aws/dynamo-audit-log.ts';
import { dynamoEventStore } from '../../shared/aws/dynamo-event-store.ts';
import { dynamoScanRecord } from '../../shared/aws/dynamo-scan-record.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { systemClock } from '../../shared/aws/system-clock.ts';
import { tablesIn } from '../../shared/aws/tables.ts';
import type { ExportArea } from '../../shared/ports/export-area.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { exportListEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(exportListEnv, process.env);
const client = documentClient();

/** Most exports fit into the answer; the S3 client is loaded with the first that does not. */
let area: Promise<ExportArea> | undefined;
function exportArea(): Promise<ExportArea> {
  area ??= Promise.all([import('../../shared/aws/s3.ts'), import('../../shared/aws/s3-export-area.ts')]).then(
    ([{ s3Client }, { s3ExportArea }]) => s3ExportArea(s3Client(), env.EXPORT_BUCKET, systemClock),
  );
  return area;
}
const tables = tablesIn(env);

export const handler = createHandler({
  agents: dynamoAgentStore(client, tables),
  events: dynamoEventStore(client, env.EVENTS_TABLE),
  scans: dynamoScanRecord(client, env.INTEGRATIONS_TABLE, systemClock),
  exports: { put: async (tenant, file) => (await exportArea()).put(tenant, file) },
  audit: dynamoAuditLog(client, env.INTEGRATIONS_TABLE),
  clock: systemClock,
  log: createLog({ service: 'export-list' }),
  claims: { tenant: env.TENANT_CLAIM, roles: env.ROLES_CLAIM },
});
