import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DynamoDbServer, startDynamoDb } from '../../../../local/aws/dynamodb/server.ts';
import { clientTo, temporaryFolder } from '../support/endpoint.ts';

const TableName = 'things';
const DEFINITION = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'group'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byGroup',
      KeySchema: [{ AttributeName: 'group', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
};

const root = temporaryFolder();
let folders = 0;
let folder: string;
let server: DynamoDbServer;
let documents: DynamoDBDocumentClient;

async function start(): Promise<void> {
  server = await startDynamoDb({ folder });
  await server.ensureTable(DEFINITION);
  documents = DynamoDBDocumentClient.from(new DynamoDBClient(clientTo(server.url)));
}

beforeEach(async () => {
  folders += 1;
  folder = `${root}/${folders}`;
  await start();
});
afterEach(() => server.stop());

const put = (Item: object, rest: object = {}) =>
  documents.send(new PutCommand({ TableName, Item: { ...Item }, ...rest }));
const get = async (pk: string) => (await documents.send(new GetCommand({ TableName, Key: { pk } }))).Item;

describe('time to live', () => {
  test('expired items are deleted with their index entries, others stay', async () => {
    await server.expireBy(TableName, 'ttl');
    const now = Date.parse('2026-01-01T00:00:00Z');
    await put({ pk: 'old', group: 'g', ttl: now / 1000 - 1 });
    await put({ pk: 'young', group: 'g', ttl: now / 1000 + 60 });
    await put({ pk: 'lasting', group: 'g' });
    expect(await server.sweepExpired(now)).toBe(1);
    const { Items } = await documents.send(
      new QueryCommand({
        TableName,
        IndexName: 'byGroup',
        KeyConditionExpression: '#g = :g',
        ExpressionAttributeNames: { '#g': 'group' },
        ExpressionAttributeValues: { ':g': 'g' },
      }),
    );
    expect(Items?.map((item) => item.pk).sort()).toEqual(['lasting', 'young']);
  });

  test('a table without time to live is left alone', async () => {
    await put({ pk: 'old', ttl: 1 });
    expect(await server.sweepExpired()).toBe(0);
  });
});

describe('restart', () => {
  test('items survive, and the table is found again', async () => {
    await put({ pk: 'a', v: 1 });
    await server.stop();
    await start();
    expect(await get('a')).toEqual({ pk: 'a', v: 1 });
  });

  test('a folder that is in use is refused', async () => {
    await expect(startDynamoDb({ folder })).rejects.toThrow(/another process may be using it/);
  });

  test('a table with other keys is not taken for the one of the template', async () => {
    const KeySchema = [{ AttributeName: 'group', KeyType: 'HASH' }];
    await expect(server.ensureTable({ ...DEFINITION, KeySchema })).rejects.toThrow(
      /start with an empty folder/,
    );
  });
});

describe('request units', () => {
  /** Write units that some work uses. */
  async function unitsOf(work: () => Promise<unknown>): Promise<number> {
    const before = server.capacity().writeUnits;
    await work().catch(() => {});
    return server.capacity().writeUnits - before;
  }
  const kilobytes = (count: number) => 'x'.repeat(count * 1024 - 100);
  const update = (UpdateExpression: string, values: object) =>
    documents.send(
      new UpdateCommand({
        TableName,
        Key: { pk: 'a' },
        UpdateExpression,
        ExpressionAttributeNames: { '#g': 'group' },
        ExpressionAttributeValues: { ...values },
      }),
    );

  test('a put costs its started kilobytes, once more for an index that takes it', async () => {
    expect(await unitsOf(() => put({ pk: 'a' }))).toBe(1);
    expect(await unitsOf(() => put({ pk: 'a', text: kilobytes(3) }))).toBe(3);
    expect(await unitsOf(() => put({ pk: 'b', group: 'g', text: kilobytes(2) }))).toBe(4);
  });

  test('an index entry that moves costs a delete and a put', async () => {
    await put({ pk: 'a', group: 'one' });
    expect(await unitsOf(() => update('SET #g = :g', { ':g': 'two' }))).toBe(3);
  });

  test('a transaction costs twice, also when it is cancelled; a refused condition costs once', async () => {
    const Item = { pk: 'a' };
    const once = { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' };
    const transact = () => documents.send(new TransactWriteCommand({ TransactItems: [{ Put: once }] }));
    expect(await unitsOf(transact)).toBe(2);
    expect(await unitsOf(transact)).toBe(2);
    expect(await unitsOf(() => documents.send(new PutCommand(once)))).toBe(1);
  });

  test('a batch costs what its items cost', async () => {
    const RequestItems = {
      [TableName]: ['a', 'b'].map((pk) => ({ PutRequest: { Item: { pk, group: 'g' } } })),
    };
    expect(await unitsOf(() => documents.send(new BatchWriteCommand({ RequestItems })))).toBe(4);
  });

  test('reads cost half a unit per four kilobytes unless they are consistent', async () => {
    await put({ pk: 'a', text: kilobytes(5) });
    const before = server.capacity().readUnits;
    await get('a');
    expect(server.capacity().readUnits - before).toBe(1);
    await documents.send(new GetCommand({ TableName, Key: { pk: 'a' }, ConsistentRead: true }));
    expect(server.capacity().readUnits - before).toBe(3);
  });
});
