import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batches } from '../concurrency.ts';
import type { MessageCount } from '../domain/message-use.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { Clock } from '../ports/clock.ts';
import type { ScanStore } from '../ports/scan-store.ts';
import { isAtStep } from './dynamo-chunks.ts';
import { messagesKey } from './keys.ts';
import { expiresAt, RETENTION_DAYS } from './retention.ts';
import type { Tables } from './tables.ts';
import { terms } from './terms.ts';
import { type Action, transact } from './writes.ts';

/** Of the hundred actions of a transaction, one is the fence. */
const MAX_PUTS = 50;

export function dynamoMessageCounts(
  client: DynamoDBDocumentClient,
  tables: Tables,
  clock: Clock,
): Pick<ScanStore, 'saveMessageCounts'> {
  return {
    saveMessageCounts: async (scan, counts) => {
      const fence = isAtStep(tables.integrations, scan);
      for (const batch of batches(counts, MAX_PUTS)) {
        for (let open = batch; open.length > 0; ) {
          const puts = open.map((count) => putCount(tables.agents, scan.tenant, count, clock.now()));
          const refusals = await transact(client, clock, [fence, ...puts]);
          if (!refusals) break;
          if (refusals.has(0)) return 'stale';
          // A newer version stands there.
          open = open.filter((_, position) => !refusals.has(position + 1));
        }
      }
      return 'stored';
    },
  };
}

function putCount(table: string, tenant: Tenant, count: MessageCount, now: number): Action {
  const t = terms();
  return {
    Put: {
      TableName: table,
      Item: {
        ...messagesKey(tenant, count.transcriptId),
        ...count,
        writtenAt: new Date(now).toISOString(),
        ttl: expiresAt(now, RETENTION_DAYS.messages),
      },
      ConditionExpression: `attribute_not_exists(${t.name('pk')}) OR ${t.name('version')} <= ${t.value(count.version)}`,
      ...t.attributes(),
    },
  };
}
