import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AuditEntry, AuditLog } from '../ports.ts';
import { auditKey, tenantKey } from './keys.ts';
import { filledPage, positionText } from './reads.ts';
import type { Row } from './writes.ts';

/** Who did what in the portal. Entries are never changed and never expire. */
export function dynamoAuditLog(client: DynamoDBDocumentClient, table: string): AuditLog {
  return {
    record: async (tenant, entry) => {
      const key = auditKey(tenant, entry.at, randomUUID());
      await client.send(new PutCommand({ TableName: table, Item: { ...key, ...entry } }));
    },

    list: async (tenant, page) => {
      const pk = tenantKey(tenant);
      const { items, next } = await filledPage(
        client,
        {
          input: {
            TableName: table,
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
            ExpressionAttributeValues: { ':pk': pk, ':prefix': 'AUDIT#' },
            ScanIndexForward: false,
          },
          startKey: (after) => ({ pk, sk: positionText(after, 'sk') }),
          position: ({ sk }) => ({ sk: String(sk) }),
        },
        page,
      );
      return { items: items.map(entryOf), next };
    },
  };
}

function entryOf(row: Row): AuditEntry {
  const { at, actor, action, outcome, details } = row as unknown as AuditEntry;
  return { at, actor, action, outcome, details };
}
