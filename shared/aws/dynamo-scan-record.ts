import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../ports/clock.ts';
import type { ScanAttempt, ScanStore } from '../ports/scan-store.ts';
import { scanKey, tenantKey, tenantOf } from './keys.ts';
import { filledPage, getRow, positionText } from './reads.ts';
import { isOfAttempt, isTheirs, OPEN, scanOf } from './scan-row.ts';
import { assignments, terms, updateExpression } from './terms.ts';
import { type Refusal, updated, updateIf } from './writes.ts';

/** Reading scans, and moving an open one on. */
export function dynamoScanRecord(
  client: DynamoDBDocumentClient,
  table: string,
  clock: Clock,
): Pick<ScanStore, 'find' | 'list' | 'claim' | 'checkpoint' | 'heartbeat' | 'openSince' | 'cleared'> {
  const move = (
    ref: ScanAttempt,
    step: number,
    changes: Readonly<Record<string, unknown>>,
  ): Promise<Refusal | null> => {
    const t = terms();
    return updateIf(client, clock, {
      TableName: table,
      Key: scanKey(ref.tenant, ref.scanId),
      UpdateExpression: updateExpression({ set: assignments(t, changes) }),
      ConditionExpression: isTheirs(t, { ...ref, step }),
      ...t.attributes(),
    });
  };

  return {
    find: async (tenant, scanId) => {
      const row = await getRow(client, table, scanKey(tenant, scanId));
      return row && scanOf(row);
    },

    list: async (tenant, page) => {
      const pk = tenantKey(tenant);
      const { items, next } = await filledPage(
        client,
        {
          input: {
            TableName: table,
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
            ExpressionAttributeValues: { ':pk': pk, ':prefix': 'SCAN#' },
            ScanIndexForward: false,
          },
          startKey: (after) => ({ pk, sk: positionText(after, 'sk') }),
          position: ({ sk }) => ({ sk: String(sk) }),
        },
        page,
      );
      return { items: items.map(scanOf), next };
    },

    claim: async (ref, step) => {
      const t = terms();
      const written = await updated(client, clock, {
        TableName: table,
        Key: scanKey(ref.tenant, ref.scanId),
        UpdateExpression: updateExpression({ add: [`${t.name('attempt')} ${t.value(1)}`] }),
        ConditionExpression: isTheirs(t, { step }),
        ...t.attributes(),
      });
      return 'updated' in written ? scanOf(written.updated) : 'stale';
    },

    checkpoint: async (ref, step, at, { counts, liveCounts = counts, ...progress }) => {
      // Tells a lost answer to our own write from somebody else's checkpoint.
      const checkpointId = randomUUID();
      const refusal = await move(ref, step, {
        ...progress,
        ...(counts && { counts, liveCounts }),
        step: step + 1,
        heartbeatAt: at,
        checkpointId,
      });
      return !refusal || refusal.row?.checkpointId === checkpointId ? 'moved' : 'stale';
    },

    heartbeat: async (ref, step, at, liveCounts) => {
      const refusal = await move(ref, step, { heartbeatAt: at, liveCounts });
      return !refusal || isOfAttempt(refusal.row, ref) ? 'alive' : 'stale';
    },

    openSince: async (heartbeatBefore, limit) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'openScans',
          KeyConditionExpression: 'openScan = :open AND heartbeatAt < :before',
          ExpressionAttributeValues: { ':open': OPEN, ':before': heartbeatBefore },
          Limit: limit,
        }),
      );
      return Items.map(({ pk, sk }) => ({
        tenant: tenantOf(String(pk)),
        scanId: decodeURIComponent(String(sk).slice('SCAN#'.length)),
      }));
    },

    cleared: async (ref) => {
      const t = terms();
      // Refused where the scan is open, or gone with its tenant.
      await updateIf(client, clock, {
        TableName: table,
        Key: scanKey(ref.tenant, ref.scanId),
        UpdateExpression: updateExpression({ remove: [t.name('openScan')] }),
        ConditionExpression: `${t.name('status')} <> ${t.value('scanning')} AND attribute_exists(${t.name('pk')})`,
        ...t.attributes(),
      });
    },
  };
}
