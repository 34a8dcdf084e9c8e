import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batches } from '../concurrency.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { TenantData } from '../ports/tenant-data.ts';
import { dynamoPersonData } from './dynamo-person-data.ts';
import { dynamoRetentionJob } from './dynamo-retention-job.ts';
import { integrationKey, type RowKey, tenantKey } from './keys.ts';
import { getRow, queryRows } from './reads.ts';
import { countKinds } from './row-kind.ts';
import { systemClock } from './system-clock.ts';
import type { Tables } from './tables.ts';
import { terms } from './terms.ts';
import { type Action, FENCED_AT_ONCE, transact } from './writes.ts';

/** Rows removed per call: a second or two. */
const LIMIT = 1_000;

/**
 * Stays: the integration's generation, without which old messages would come to life; the record of who did what and
 * how long it is kept; what was purged, and who is not to be recorded again. A key that is stored here goes with the
 * integration that it belongs to.
 */
const KEPT = /^(?:INTEGRATION$|AUDIT#|RETENTION$|PURGE#|FORGOTTEN#|SECRET#)/;

export function dynamoTenantData(
  client: DynamoDBDocumentClient,
  tables: Tables,
  clock = systemClock,
): TenantData {
  const keysOf = async (table: string, tenant: Tenant, limit: number) => {
    const keys: RowKey[] = [];
    if (limit === 0) return keys;
    const rows = queryRows(client, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': tenantKey(tenant) },
      ProjectionExpression: 'pk, sk',
      ConsistentRead: true,
    });
    for await (const { pk, sk } of rows) {
      if (KEPT.test(String(sk))) continue;
      keys.push({ pk: String(pk), sk: String(sk) });
      if (keys.length === limit) break;
    }
    return keys;
  };

  /**
   * A call that is held up may go on when the tenant has begun anew, whose rows stay.
   * @returns false where it has
   */
  const remove = async (table: string, keys: readonly RowKey[], fence: Action) => {
    for (const batch of batches(keys, FENCED_AT_ONCE)) {
      const deletes = batch.map((Key) => ({ Delete: { TableName: table, Key } }));
      if (await transact(client, clock, [fence, ...deletes])) return false;
    }
    return true;
  };

  return {
    purge: async (tenant) => {
      const integration = await getRow(client, tables.integrations, integrationKey(tenant));
      if (integration?.erasing !== true) return { removed: {}, done: true };

      const removed: RowKey[] = [];
      for (const table of [tables.events, tables.agents, tables.integrations]) {
        const keys = await keysOf(table, tenant, LIMIT - removed.length);
        if (!(await remove(table, keys, stillErasing(tables.integrations, tenant, integration.generation))))
          return { removed: {}, done: true };
        removed.push(...keys);
      }
      return { removed: countKinds(removed), done: removed.length < LIMIT };
    },

    ...dynamoPersonData(client, tables, clock),
    ...dynamoRetentionJob(client, tables, clock),
  };
}

function stillErasing(table: string, tenant: Tenant, generation: unknown): Action {
  const t = terms();
  return {
    ConditionCheck: {
      TableName: table,
      Key: integrationKey(tenant),
      ConditionExpression: `${t.is('erasing', true)} AND ${t.is('generation', generation)}`,
      ...t.attributes(),
    },
  };
}
