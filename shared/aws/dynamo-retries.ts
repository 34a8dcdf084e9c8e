import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batches } from '../concurrency.ts';
import { CHUNK_SIZE, type Item } from '../domain/item.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { Clock } from '../ports/clock.ts';
import type { ScanStore } from '../ports/scan-store.ts';
import { batchDelete, batchPut } from './batches.ts';
import { type RowKey, retryKey, tenantKey } from './keys.ts';
import { queryRows } from './reads.ts';
import type { Row } from './writes.ts';

/** Items for the next scan, a hundred to a row. */
export function dynamoRetries(
  client: DynamoDBDocumentClient,
  table: string,
  clock: Clock,
): Pick<ScanStore, 'saveRetries' | 'addRetries' | 'retries'> {
  const rowsOf = async (tenant: Tenant): Promise<(Row & RowKey)[]> => {
    const rows: (Row & RowKey)[] = [];
    const query = queryRows(client, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': tenantKey(tenant), ':prefix': 'RETRY#' },
      ConsistentRead: true,
    });
    for await (const row of query) rows.push({ ...row, pk: String(row.pk), sk: String(row.sk) });
    return rows;
  };

  const rowsWith = (items: readonly Item[], keyOf: (index: number) => RowKey) => {
    const writtenAt = new Date(clock.now()).toISOString();
    return batches(items, CHUNK_SIZE).map((part, index) => ({ ...keyOf(index), items: part, writtenAt }));
  };

  return {
    saveRetries: async (tenant, items) => {
      const rows = rowsWith(items, (index) => retryKey(tenant, index));
      const kept = new Set(rows.map(({ sk }) => sk));
      const leftover = (await rowsOf(tenant)).filter(({ sk }) => !kept.has(sk));
      await batchPut(client, clock, table, rows);
      await batchDelete(client, clock, table, leftover);
    },

    addRetries: ({ tenant, scanId }, part, items) =>
      batchPut(
        client,
        clock,
        table,
        rowsWith(items, (index) => retryKey(tenant, index, scanId, part)),
      ),

    retries: async (tenant) => (await rowsOf(tenant)).flatMap(({ items }) => items as Item[]),
  };
}
