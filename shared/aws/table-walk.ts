import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Tenant } from '../domain/tenant.ts';
import type { PageKey } from '../ports/page.ts';
import { type RowKey, tenantKey } from './keys.ts';
import type { Row } from './writes.ts';

/** One page of a walk over all rows of a tenant, table after table; `next` null: there is no more. */
export async function walkTables(
  client: DynamoDBDocumentClient,
  tables: readonly string[],
  tenant: Tenant,
  after: PageKey | null,
): Promise<{ table: string; rows: (Row & RowKey)[]; next: PageKey | null }> {
  const pk = tenantKey(tenant);
  const position = Number(after?.table ?? 0);
  const table = tables[position] ?? '';
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ...(typeof after?.sk === 'string' && { ExclusiveStartKey: { pk, sk: after.sk } }),
      ConsistentRead: true,
    }),
  );
  const rows = Items.map((row) => ({ ...row, pk, sk: String(row.sk) }));
  if (LastEvaluatedKey) return { table, rows, next: { table: position, sk: String(LastEvaluatedKey.sk) } };
  return { table, rows, next: position + 1 < tables.length ? { table: position + 1 } : null };
}
