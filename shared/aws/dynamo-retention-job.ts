import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { forEachConcurrently } from '../concurrency.ts';
import { addDays, dayOf } from '../domain/day.ts';
import type { Retention } from '../domain/retention.ts';
import type { Clock } from '../ports/clock.ts';
import type { TenantData } from '../ports/tenant-data.ts';
import { batchDelete } from './batches.ts';
import type { RowKey } from './keys.ts';
import { expiresAt, isExpired } from './retention.ts';
import { walkTables } from './table-walk.ts';
import type { Tables } from './tables.ts';
import { terms, updateExpression } from './terms.ts';
import { type Row, updateIf } from './writes.ts';

const IN_FLIGHT = 16;

/** Brings what is stored in line with a changed retention, one page of one table at a time. */
export function dynamoRetentionJob(
  client: DynamoDBDocumentClient,
  tables: Tables,
  clock: Clock,
): Pick<TenantData, 'applyRetention'> {
  const setExpiry = (table: string, { pk, sk }: RowKey, ttl: number | null) => {
    const t = terms();
    return updateIf(client, clock, {
      TableName: table,
      Key: { pk, sk },
      UpdateExpression: updateExpression(
        ttl === null ? { remove: [t.name('ttl')] } : { set: [t.is('ttl', ttl)] },
      ),
      ConditionExpression: `attribute_exists(${t.name('pk')})`,
      ...t.attributes(),
    });
  };

  const dropDays = (table: string, { pk, sk }: RowKey, days: readonly string[]) => {
    const t = terms();
    return updateIf(client, clock, {
      TableName: table,
      Key: { pk, sk },
      UpdateExpression: updateExpression({ remove: days.map((day) => t.name('days', day)) }),
      ConditionExpression: `attribute_exists(${t.name('pk')})`,
      ...t.attributes(),
    });
  };

  return {
    applyRetention: async (tenant, retention, after) => {
      const now = clock.now();
      const order = [tables.integrations, tables.events, tables.agents];
      const { table, rows, next } = await walkTables(client, order, tenant, after);
      const expired: RowKey[] = [];
      let changed = 0;
      await forEachConcurrently(rows, IN_FLIGHT, async (row) => {
        const old = oldDays(row, retention, now);
        const ttl = expiryOf(row, retention);
        if (old.length > 0) await dropDays(table, row, old);
        else if (ttl === undefined || ttl === (row.ttl ?? null)) return;
        else if (ttl !== null && isExpired(ttl, now)) expired.push(row);
        else await setExpiry(table, row, ttl);
        changed += 1;
      });
      await batchDelete(client, clock, table, expired);
      return { changed, next };
    },
  };
}

/** Epoch seconds, null for never; undefined for rows that the retention is not about. */
function expiryOf(row: Row & RowKey, { eventDays, auditDays }: Retention): number | null | undefined {
  const from = (time: unknown, days: number) => expiresAt(Date.parse(String(time)), days);
  if (row.sk.startsWith('AUDIT#')) return auditDays === null ? null : from(row.at, auditDays);
  if (row.eventId !== undefined && row.inspection !== undefined) return from(row.writtenAt, eventDays);
  return undefined;
}

function oldDays(row: Row & RowKey, { usageDays }: Retention, now: number): string[] {
  if (!row.sk.startsWith('AGENT#')) return [];
  const last = addDays(dayOf(now), -usageDays);
  return Object.keys((row.days ?? {}) as object).filter((day) => day <= last);
}
