import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Purge } from '../domain/purge.ts';
import { DEFAULT_RETENTION } from '../domain/retention.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { PrivacyStore, RetentionInForce, RunningPurge } from '../ports/privacy-store.ts';
import { forgottenKey, purgeKey, retentionKey, tenantKey } from './keys.ts';
import { filledPage, getRow, positionText, queryRows } from './reads.ts';
import { systemClock } from './system-clock.ts';
import { assignments, terms, updateExpression } from './terms.ts';
import { type Action, type Row, transact, updateIf } from './writes.ts';

/** Retention, purges and who is not to be recorded again: rows of the integrations table that survive every purge. */
export function dynamoPrivacyStore(
  client: DynamoDBDocumentClient,
  table: string,
  clock = systemClock,
): PrivacyStore {
  const writtenAt = () => new Date(clock.now()).toISOString();

  return {
    retention: (tenant) => retentionIn(client, table, tenant),

    saveRetention: async (tenant, retention) => {
      const Item = { ...retentionKey(tenant), ...retention, writtenAt: writtenAt() };
      await client.send(new PutCommand({ TableName: table, Item }));
    },

    begin: async (tenant, purge) => {
      const put = (Item: Row) => ({ TableName: table, Item });
      const { person, afterwards, requestedAt } = purge;
      const begun = put({ ...purgeKey(tenant, purge.purgeId), ...purge, writtenAt: writtenAt() });
      // Refused where it has begun, and may have ended, already.
      const actions: Action[] = [{ Put: { ...begun, ConditionExpression: 'attribute_not_exists(pk)' } }];
      if (person !== null) {
        const ignoredUntil = afterwards === 'nothing' ? null : requestedAt;
        actions.push({
          Put: put({ ...forgottenKey(tenant, person), person, ignoredUntil, writtenAt: writtenAt() }),
        });
      }
      await transact(client, clock, actions);
    },

    find: async (tenant, purgeId) => {
      const row = await getRow(client, table, purgeKey(tenant, purgeId));
      return row && { ...purgeOf(row), userId: (row as unknown as RunningPurge).userId ?? null };
    },

    list: async (tenant, person, page) => {
      const pk = tenantKey(tenant);
      const { items, next } = await filledPage(
        client,
        {
          input: {
            TableName: table,
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
            ...(person !== null && { FilterExpression: 'person = :person' }),
            ExpressionAttributeValues: {
              ':pk': pk,
              ':prefix': purgeKey(tenant, '').sk,
              ...(person !== null && { ':person': person }),
            },
            ScanIndexForward: false,
          },
          startKey: (after) => ({ pk, sk: positionText(after, 'sk') }),
          position: ({ sk }) => ({ sk: String(sk) }),
        },
        page,
      );
      return { items: items.map(purgeOf), next };
    },

    complete: async (tenant, purgeId, completedAt, removed) => {
      const t = terms();
      await updateIf(client, clock, {
        TableName: table,
        Key: purgeKey(tenant, purgeId),
        UpdateExpression: updateExpression({
          set: assignments(t, { status: 'completed', completedAt, removed }),
          remove: [t.name('userId')],
        }),
        ConditionExpression: t.is('status', 'running'),
        ...t.attributes(),
      });
    },

    forgotten: async (tenant) => {
      const people = new Map<string, string | null>();
      const rows = queryRows(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': tenantKey(tenant), ':prefix': forgottenKey(tenant, '').sk },
        ConsistentRead: true,
      });
      for await (const { person, ignoredUntil } of rows) {
        people.set(String(person), ignoredUntil as string | null);
      }
      return people;
    },
  };
}

/** The tenant's retention, or the one that everybody begins with. Reads its own writes. */
export async function retentionIn(
  client: DynamoDBDocumentClient,
  table: string,
  tenant: Tenant,
): Promise<RetentionInForce> {
  const row = await getRow(client, table, retentionKey(tenant));
  if (!row) return { ...DEFAULT_RETENTION, savedAt: null, savedBy: null };
  const { eventDays, auditDays, usageDays, savedAt, savedBy } = row as unknown as RetentionInForce;
  return { eventDays, auditDays, usageDays, savedAt, savedBy };
}

function purgeOf(row: Row): Purge {
  const stored = row as unknown as Purge;
  return {
    purgeId: stored.purgeId,
    scope: stored.scope,
    person: stored.person,
    afterwards: stored.afterwards,
    status: stored.status,
    requestedAt: stored.requestedAt,
    requestedBy: stored.requestedBy,
    completedAt: stored.completedAt,
    removed: stored.removed,
  };
}
