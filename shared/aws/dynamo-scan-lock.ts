import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { LastScan } from '../domain/integration.ts';
import type { Scan } from '../domain/scan.ts';
import type { Clock } from '../ports/clock.ts';
import type { ScanAttempt, ScanEnd, ScanRef, ScanStore } from '../ports/scan-store.ts';
import { integrationKey, scanKey } from './keys.ts';
import { getRow } from './reads.ts';
import { isTheirs, scanOf, scanRow } from './scan-row.ts';
import { assignments, terms, updateExpression } from './terms.ts';
import { type Action, type Refusal, transact } from './writes.ts';

/** Positions of the two rows in both transactions. */
const INTEGRATION = 0;
const SCAN = 1;

/** The two ends of a scan, where its record and the integration's lock move together. */
export function dynamoScanLock(
  client: DynamoDBDocumentClient,
  table: string,
  clock: Clock,
): Pick<ScanStore, 'start' | 'finish'> {
  return {
    start: async (scan) => {
      const refusals = await transact(client, clock, [takeLock(table, scan), createScan(table, scan)]);
      if (!refusals) return { outcome: 'started' };
      if (refusals.has(SCAN)) return { outcome: 'repeated' };
      return lockHolder(refusals.get(INTEGRATION), scan);
    },

    finish: async (ref, step, end, changes = {}) => {
      const row = await getRow(client, table, scanKey(ref.tenant, ref.scanId));
      if (!row) return 'stale';
      const { startedAt } = scanOf(row);
      const last: LastScan = {
        scanId: ref.scanId,
        status: end.status,
        startedAt,
        endedAt: end.endedAt,
        error: end.error?.message ?? null,
      };
      const close = closeScan(table, ref, step, end);
      const refusals = await transact(client, clock, [
        releaseLock(table, ref, { ...changes, lastScan: last }),
        close,
      ]);
      if (!refusals) return 'finished';
      if (refusals.has(SCAN)) return 'stale';
      // The lock is not this scan's: its integration was replaced. The scan has to end all the same.
      return (await transact(client, clock, [close])) ? 'stale' : 'finished';
    },
  };
}

function takeLock(table: string, { tenant, scanId, generation }: Scan): Action {
  const t = terms();
  return {
    Update: {
      TableName: table,
      Key: integrationKey(tenant),
      UpdateExpression: updateExpression({ set: [t.is('currentScanId', scanId)] }),
      ConditionExpression: [
        t.is('status', 'active'),
        t.is('generation', generation),
        `attribute_not_exists(${t.name('currentScanId')})`,
      ].join(' AND '),
      ...t.attributes(),
    },
  };
}

const createScan = (table: string, scan: Scan): Action => ({
  Put: { TableName: table, Item: scanRow(scan), ConditionExpression: 'attribute_not_exists(pk)' },
});

function lockHolder(refusal: Refusal | undefined, scan: Scan): Awaited<ReturnType<ScanStore['start']>> {
  const row = refusal?.row;
  if (row?.status !== 'active' || row.generation !== scan.generation) return { outcome: 'not-active' };
  if (row.currentScanId === scan.scanId) return { outcome: 'repeated' };
  return { outcome: 'already-running', scanId: String(row.currentScanId) };
}

function releaseLock(
  table: string,
  { tenant, scanId }: ScanRef,
  changes: Readonly<Record<string, unknown>>,
): Action {
  const t = terms();
  return {
    Update: {
      TableName: table,
      Key: integrationKey(tenant),
      UpdateExpression: updateExpression({ set: assignments(t, changes), remove: [t.name('currentScanId')] }),
      ConditionExpression: t.is('currentScanId', scanId),
      ...t.attributes(),
    },
  };
}

function closeScan(
  table: string,
  { tenant, scanId, attempt }: ScanAttempt,
  step: number | null,
  end: ScanEnd,
): Action {
  const t = terms();
  const { status, endedAt, error, completeness, counts, liveCounts = counts } = end;
  const final = counts ? { counts, liveCounts } : {};
  return {
    Update: {
      TableName: table,
      Key: scanKey(tenant, scanId),
      UpdateExpression: updateExpression({
        set: assignments(t, { status, endedAt, error, completeness, ...final }),
      }),
      ConditionExpression: step === null ? t.is('status', 'scanning') : isTheirs(t, { step, attempt }),
      ...t.attributes(),
    },
  };
}
