import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AuditEntry, AuditLog } from '../ports/audit-log.ts';
import { retentionIn } from './dynamo-privacy-store.ts';
import { auditKey, tenantKey } from './keys.ts';
import { filledPage, positionText } from './reads.ts';
import { expiresAt, isExpired } from './retention.ts';
import { systemClock } from './system-clock.ts';
import type { Row } from './writes.ts';

/** Who did what in the portal. Entries stay as they are, for as long as the tenant keeps them. */
export function dynamoAuditLog(client: DynamoDBDocumentClient, table: string, clock = systemClock): AuditLog {
  return {
    record: async (tenant, entry) => {
      const { auditDays } = await retentionIn(client, table, tenant);
      const ttl = auditDays === null ? {} : { ttl: expiresAt(Date.parse(entry.at), auditDays) };
      const key = auditKey(tenant, entry.at, randomUUID());
      await client.send(new PutCommand({ TableName: table, Item: { ...key, ...entry, ...ttl } }));
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
          keep: ({ ttl }) => !isExpired(ttl as number | undefined, clock.now()),
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
