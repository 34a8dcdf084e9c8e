import {
  BatchGetCommand,
  type BatchGetCommandInput,
  type BatchGetCommandOutput,
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type BatchWriteCommandOutput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { batches, forEachConcurrently } from '../concurrency.ts';
import type { Clock } from '../ports/clock.ts';
import { backOff } from './back-off.ts';
import { storeBusy } from './conflicts.ts';
import type { RowKey } from './keys.ts';
import type { Row } from './writes.ts';

const MAX_GETS = 100;
const MAX_WRITES = 25;
const IN_FLIGHT = 8;
const ATTEMPTS = 8;

/** Rows that exist, in no order. Reads its own writes. */
export async function batchGet(
  client: DynamoDBDocumentClient,
  clock: Clock,
  table: string,
  keys: readonly RowKey[],
): Promise<Row[]> {
  const rows: Row[] = [];
  await forEachConcurrently(batches(lastOfEach(keys), MAX_GETS), IN_FLIGHT, async (batch) => {
    let open: BatchGetCommandInput['RequestItems'] = { [table]: { Keys: batch, ConsistentRead: true } };
    for (let attempt = 1; open && Object.keys(open).length > 0; attempt += 1) {
      if (attempt > ATTEMPTS) throw storeBusy();
      if (attempt > 1) await backOff(clock, attempt);
      const output: BatchGetCommandOutput = await client.send(new BatchGetCommand({ RequestItems: open }));
      rows.push(...(output.Responses?.[table] ?? []));
      open = output.UnprocessedKeys;
    }
  });
  return rows;
}

/** Puts without conditions; of several rows with one key the last stays. */
export const batchPut = (
  client: DynamoDBDocumentClient,
  clock: Clock,
  table: string,
  rows: readonly (Row & RowKey)[],
): Promise<void> =>
  batchWrite(
    client,
    clock,
    table,
    lastOfEach(rows).map((Item) => ({ PutRequest: { Item } })),
  );

export const batchDelete = (
  client: DynamoDBDocumentClient,
  clock: Clock,
  table: string,
  keys: readonly RowKey[],
): Promise<void> =>
  batchWrite(
    client,
    clock,
    table,
    lastOfEach(keys).map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
  );

type WriteRequest = NonNullable<BatchWriteCommandInput['RequestItems']>[string][number];

async function batchWrite(
  client: DynamoDBDocumentClient,
  clock: Clock,
  table: string,
  requests: readonly WriteRequest[],
): Promise<void> {
  await forEachConcurrently(batches(requests, MAX_WRITES), IN_FLIGHT, async (batch) => {
    let open: BatchWriteCommandInput['RequestItems'] = { [table]: batch };
    for (let attempt = 1; open && Object.keys(open).length > 0; attempt += 1) {
      if (attempt > ATTEMPTS) throw storeBusy();
      if (attempt > 1) await backOff(clock, attempt);
      const output: BatchWriteCommandOutput = await client.send(
        new BatchWriteCommand({ RequestItems: open }),
      );
      open = output.UnprocessedItems;
    }
  });
}

/** DynamoDB refuses a batch that names a row twice. */
const lastOfEach = <T extends RowKey>(rows: readonly T[]): T[] => [
  ...new Map(rows.map((row) => [`${row.pk} ${row.sk}`, row])).values(),
];
