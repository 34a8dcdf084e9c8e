import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { PolicyInForce, PolicyStore, StoredPolicy } from '../ports/policy-store.ts';
import { policyKey, policyVersionKey } from './keys.ts';
import { getRow } from './reads.ts';
import { systemClock } from './system-clock.ts';
import { terms } from './terms.ts';
import { transact } from './writes.ts';

/** Tenants' policies: one row that names the one in force, and one row for each version, which scans go on using. */
export function dynamoPolicyStore(
  client: DynamoDBDocumentClient,
  table: string,
  clock = systemClock,
): PolicyStore {
  return {
    inForce: async (tenant) => {
      const row = await getRow(client, table, policyKey(tenant));
      if (!row) return undefined;
      const { version, savedAt, savedBy, reinspectAskedAt } = row as unknown as PolicyInForce;
      return { version, savedAt, savedBy, reinspectAskedAt };
    },

    find: async (tenant, version) => {
      const row = await getRow(client, table, policyVersionKey(tenant, version));
      if (!row) return undefined;
      const { policy, exclusionLabels } = row as unknown as StoredPolicy;
      return { policy, exclusionLabels };
    },

    save: async (tenant, inForce, stored, expected) => {
      const t = terms();
      const writtenAt = new Date(clock.now()).toISOString();
      const refusals = await transact(client, clock, [
        {
          Put: {
            TableName: table,
            Item: { ...policyKey(tenant), ...inForce, writtenAt },
            ConditionExpression:
              expected === null ? `attribute_not_exists(${t.name('pk')})` : t.is('version', expected),
            ...t.attributes(),
          },
        },
        {
          Put: {
            TableName: table,
            Item: { ...policyVersionKey(tenant, inForce.version), ...stored, writtenAt },
          },
        },
      ]);
      return refusals ? 'changed' : 'stored';
    },
  };
}
