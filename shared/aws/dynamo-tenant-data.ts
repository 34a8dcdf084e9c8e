import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Tenant } from '../domain/tenant.ts';
import type { TenantData } from '../ports.ts';
import { batchDelete } from './batches.ts';
import { dynamoPersonData } from './dynamo-person-data.ts';
import { dynamoRetentionJob } from './dynamo-retention-job.ts';
import type { ScanTables } from './dynamo-scan-store.ts';
import { integrationOf } from './integration-row.ts';
import { integrationKey, type RowKey, tenantKey } from './keys.ts';
import { getRow, queryRows } from './reads.ts';
import { countKinds } from './row-kind.ts';
import { systemClock } from './system-clock.ts';
import { assignments, terms, updateExpression } from './terms.ts';
import { updateIf } from './writes.ts';

/** Rows removed per call: a few seconds. */
const LIMIT = 2_500;

/**
 * Stays: the integration's generation, without which old messages would come to life; the record of who did what and
 * how long it is kept; what was purged, and who is not to be recorded again. A key that is stored here goes with the
 * integration that it belongs to, never with a purge, which may come when the next one is at work.
 */
const KEPT = /^(?:INTEGRATION$|AUDIT#|RETENTION$|PURGE#|FORGOTTEN#|SECRET#)/;

export function dynamoTenantData(
  client: DynamoDBDocumentClient,
  tables: ScanTables,
  clock = systemClock,
): TenantData {
  /** Keys of rows that were written before this ISO time (null: whenever), at most `limit`. */
  const staleKeys = async (table: string, tenant: Tenant, before: string | null, limit: number) => {
    const keys: RowKey[] = [];
    if (limit === 0) return keys;
    const rows = queryRows(client, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': tenantKey(tenant) },
      ProjectionExpression: 'pk, sk, writtenAt',
      ConsistentRead: true,
    });
    for await (const { pk, sk, writtenAt } of rows) {
      if (KEPT.test(String(sk)) || (before !== null && String(writtenAt ?? '') >= before)) continue;
      keys.push({ pk: String(pk), sk: String(sk) });
      if (keys.length === limit) break;
    }
    return keys;
  };

  /** Forgets what the integration knew, where it is still the deleted one. */
  const blankIntegration = (tenant: Tenant, generation: number) => {
    const t = terms();
    return updateIf(client, clock, {
      TableName: tables.integrations,
      Key: integrationKey(tenant),
      UpdateExpression: updateExpression({
        set: assignments(t, { organizations: [], position: null, lastScan: null, configuredBy: null }),
      }),
      ConditionExpression: `${t.is('generation', generation)} AND ${t.is('status', 'not_configured')}`,
      ...t.attributes(),
    });
  };

  return {
    purge: async (tenant, generation) => {
      const row = await getRow(client, tables.integrations, integrationKey(tenant));
      const integration = row && integrationOf(row);
      const configured = integration !== undefined && integration.status !== 'not_configured';
      if (configured && integration.generation <= generation) return { removed: {}, done: true };

      const before = configured ? integration.configuredAt : null;
      const removed: RowKey[] = [];
      for (const table of [tables.events, tables.agents, tables.integrations]) {
        const keys = await staleKeys(table, tenant, before, LIMIT - removed.length);
        await batchDelete(client, clock, table, keys);
        removed.push(...keys);
      }
      const done = removed.length < LIMIT;
      if (done && integration && !configured) await blankIntegration(tenant, integration.generation);
      return { removed: countKinds(removed), done };
    },

    ...dynamoPersonData(client, tables, clock),
    ...dynamoRetentionJob(client, tables, clock),
  };
}
