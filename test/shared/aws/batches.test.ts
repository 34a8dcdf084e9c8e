import { BatchGetCommand, BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { batchDelete, batchGet, batchPut } from '../../../shared/aws/batches.ts';
import { stillClock } from './still-clock.ts';

const dynamo = mockClient(DynamoDBDocumentClient);
const client = dynamo as unknown as DynamoDBDocumentClient;
const key = (index: number) => ({ pk: 'T#acme', sk: `ITEM#${index}` });
const keys = (count: number) => Array.from({ length: count }, (_, index) => key(index));

beforeEach(() => dynamo.reset());

test('rows are read by hundreds, each key once, and what was left over is asked for again', async () => {
  const clock = stillClock();
  dynamo
    .on(BatchGetCommand)
    .resolves({ Responses: {} })
    .on(BatchGetCommand, { RequestItems: { table: { Keys: [key(100), key(101)], ConsistentRead: true } } })
    .resolvesOnce({
      Responses: { table: [key(100)] },
      UnprocessedKeys: { table: { Keys: [key(101)], ConsistentRead: true } },
    })
    .on(BatchGetCommand, { RequestItems: { table: { Keys: [key(101)], ConsistentRead: true } } })
    .resolves({ Responses: { table: [key(101)] }, UnprocessedKeys: {} });

  const rows = await batchGet(client, clock, 'table', [...keys(102), key(5)]);

  expect(rows).toEqual([key(100), key(101)]);
  expect(dynamo.commandCalls(BatchGetCommand)).toHaveLength(3);
  expect(clock.slept).toHaveLength(1);
});

test('rows are written by 25, the last of each key, and what was left over is sent again', async () => {
  const clock = stillClock();
  const left = { table: [{ PutRequest: { Item: { ...key(3), at: 3 } } }] };
  dynamo.on(BatchWriteCommand).resolvesOnce({ UnprocessedItems: left }).resolves({ UnprocessedItems: {} });

  const rows = keys(30).map((one, at) => ({ ...one, at }));
  await batchPut(client, clock, 'table', [{ ...key(29), at: -1 }, ...rows]);

  const sent = dynamo
    .commandCalls(BatchWriteCommand)
    .map(({ args: [{ input }] }) => input.RequestItems?.table);
  expect(sent.map((batch) => batch?.length).sort()).toEqual([1, 25, 5]);
  expect(sent).toContainEqual(left.table);
  expect(sent[0]?.[0]).toEqual({ PutRequest: { Item: { ...key(29), at: 29 } } });
  expect(clock.slept).toHaveLength(1);
});

test('rows are deleted by their keys alone', async () => {
  dynamo.on(BatchWriteCommand).resolves({});

  await batchDelete(client, stillClock(), 'table', [
    { ...key(1), email: 'ada@example.com' } as ReturnType<typeof key>,
  ]);

  expect(dynamo.commandCalls(BatchWriteCommand)[0]?.args[0].input).toEqual({
    RequestItems: { table: [{ DeleteRequest: { Key: key(1) } }] },
  });
});

test('a table that never takes the rest is an error that says: later', async () => {
  const left = { table: [{ PutRequest: { Item: key(0) } }] };
  dynamo.on(BatchWriteCommand).resolves({ UnprocessedItems: left });

  await expect(batchPut(client, stillClock(), 'table', [key(0)])).rejects.toMatchObject({
    kind: 'upstream-busy',
    code: 'STORE_BUSY',
  });
  expect(dynamo.commandCalls(BatchWriteCommand)).toHaveLength(8);
});

test('nothing to do asks nothing', async () => {
  await batchPut(client, stillClock(), 'table', []);

  expect(await batchGet(client, stillClock(), 'table', [])).toEqual([]);
  expect(dynamo.calls()).toEqual([]);
});
