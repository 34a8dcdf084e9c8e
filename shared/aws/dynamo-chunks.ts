import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { batches } from '../concurrency.ts';
import { CHUNK_SIZE, type Chunk, decodeOutcome, type Item } from '../domain/item.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { ScanAtStep, ScanRef, ScanStore } from '../ports/scan-store.ts';
import { chunkKey, type RowKey, scanKey } from './keys.ts';
import { getRow, queryRows } from './reads.ts';
import { expiresAt, isExpired, RETENTION_DAYS } from './retention.ts';
import { isTheirs } from './scan-row.ts';
import { terms, updateExpression } from './terms.ts';
import { type Action, FENCED_AT_ONCE, type Row, transact, updateIf } from './writes.ts';

interface ChunkRow {
  readonly scanId: string;
  readonly chunkId: string;
  readonly items: readonly Item[];
  /** A set cannot be empty, so it is absent at first. */
  readonly staged?: ReadonlySet<number>;
  readonly outcomes: Readonly<Record<string, string>>;
  readonly writtenAt: string;
  readonly ttl: number;
}

/** A row may have 400 KB (DynamoDB, quotas); end states still have to fit in later. */
const MAX_BYTES = 350_000;

/** A transaction may have 4 MB (DynamoDB, quotas). */
const MAX_PUTS = 10;

export const chunkGone = (chunkId: string): AppError =>
  new AppError('not-found', 'CHUNK_NOT_FOUND', 'The chunk is gone.', { extra: { chunkId } });

/** A scan's items in chunks, in order of chunk id. */
export function dynamoChunks(
  client: DynamoDBDocumentClient,
  table: string,
  clock: Clock,
): Pick<ScanStore, 'putChunks' | 'findChunk' | 'nextChunk' | 'chunks' | 'markStaged'> {
  const isThere = (row: Row | undefined): row is Row =>
    row !== undefined && !isExpired((row as unknown as ChunkRow).ttl, clock.now());

  /** Chunks with this id and those after it; no character of a key is greater than `~`. */
  const chunksFrom = ({ tenant, scanId }: ScanRef, chunkId: string) => {
    const { pk, sk } = chunkKey(tenant, scanId, chunkId);
    const last = `${chunkKey(tenant, scanId, '').sk}\u007f`;
    return {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: { ':pk': pk, ':first': sk, ':last': last },
      ConsistentRead: true,
    };
  };

  const keysFrom = async (scan: ScanRef, chunkId: string): Promise<RowKey[]> => {
    const keys: RowKey[] = [];
    const rows = queryRows(client, { ...chunksFrom(scan, chunkId), ProjectionExpression: 'pk, sk' });
    for await (const { pk, sk } of rows) keys.push({ pk: String(pk), sk: String(sk) });
    return keys;
  };

  return {
    putChunks: async (scan, fromChunkId, chunks) => {
      const rows = chunks.map((chunk) => chunkRow(scan, chunk, clock.now()));
      const replaced = new Set(rows.map(({ sk }) => sk));
      const leftover = (await keysFrom(scan, fromChunkId)).filter(({ sk }) => !replaced.has(sk));
      const removals = leftover.map((Key): Action => ({ Delete: { TableName: table, Key } }));
      const puts = rows.map((Item): Action => ({ Put: { TableName: table, Item } }));
      for (const actions of [...batches(removals, FENCED_AT_ONCE), ...batches(puts, MAX_PUTS)]) {
        if (await transact(client, clock, [isAtStep(table, scan), ...actions])) return 'stale';
      }
      return 'stored';
    },

    findChunk: async ({ tenant, scanId }, chunkId) => {
      const row = await getRow(client, table, chunkKey(tenant, scanId, chunkId));
      return isThere(row) ? chunkOf(row) : undefined;
    },

    nextChunk: async (scan, after) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          ...chunksFrom(scan, ''),
          ...(after !== null && { ExclusiveStartKey: chunkKey(scan.tenant, scan.scanId, after) }),
          Limit: 1,
        }),
      );
      const [row] = Items;
      return isThere(row) ? chunkOf(row) : undefined;
    },

    chunks: async function* (scan) {
      for await (const row of queryRows(client, chunksFrom(scan, ''))) if (isThere(row)) yield chunkOf(row);
    },

    markStaged: async ({ tenant, scanId }, chunkId, indexes) => {
      if (indexes.length === 0) return;
      const t = terms();
      const refusal = await updateIf(client, clock, {
        TableName: table,
        Key: chunkKey(tenant, scanId, chunkId),
        UpdateExpression: updateExpression({ add: [`${t.name('staged')} ${t.value(new Set(indexes))}`] }),
        ConditionExpression: `attribute_exists(${t.name('pk')})`,
        ...t.attributes(),
      });
      if (refusal) throw chunkGone(chunkId);
    },
  };
}

/** Holds the writes of an interrupted worker off, which may come when another one works on the same chunks. */
export function isAtStep(table: string, { tenant, scanId, ...at }: ScanAtStep): Action {
  const t = terms();
  return {
    ConditionCheck: {
      TableName: table,
      Key: scanKey(tenant, scanId),
      ConditionExpression: isTheirs(t, at),
      ...t.attributes(),
    },
  };
}

function chunkRow(
  { tenant, scanId }: ScanRef,
  chunk: Pick<Chunk, 'chunkId' | 'items'>,
  now: number,
): Row & RowKey {
  const { chunkId, items } = chunk;
  const row: ChunkRow = {
    scanId,
    chunkId,
    items,
    outcomes: {},
    writtenAt: new Date(now).toISOString(),
    ttl: expiresAt(now, RETENTION_DAYS.chunks),
  };
  if (items.length > CHUNK_SIZE || Buffer.byteLength(JSON.stringify(row)) > MAX_BYTES) {
    throw new AppError('invalid', 'CHUNK_TOO_LARGE', 'The chunk does not fit in a row.', {
      extra: { chunkId, items: items.length },
    });
  }
  return { ...chunkKey(tenant, scanId, chunkId), ...row };
}

function chunkOf(row: Row): Chunk {
  const { scanId, chunkId, items, staged, outcomes } = row as unknown as ChunkRow;
  return {
    scanId,
    chunkId,
    items,
    staged: new Set(staged),
    outcomes: new Map(Object.entries(outcomes).map(([index, text]) => [Number(index), decodeOutcome(text)])),
  };
}
