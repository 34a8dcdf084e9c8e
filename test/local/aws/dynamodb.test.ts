import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand as RawQueryCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { startDynamoDb } from '../../../local/aws/dynamodb/server.ts';
import { clientTo, endpointOf, temporaryFolder } from './support/endpoint.ts';

const TABLE = `contract-${Date.now()}`;
const client = new DynamoDBClient(
  clientTo(await endpointOf('DYNAMODB_ENDPOINT', () => startDynamoDb({ folder: temporaryFolder() }))),
);
const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

const put = (Item: Record<string, unknown>, rest: object = {}) =>
  documents.send(new PutCommand({ TableName: TABLE, Item, ...rest }));
const get = async (pk: string, sk: string) =>
  (await documents.send(new GetCommand({ TableName: TABLE, Key: { pk, sk }, ConsistentRead: true }))).Item;
const update = (pk: string, sk: string, UpdateExpression: string, values: object, rest: object = {}) =>
  documents.send(
    new UpdateCommand({
      TableName: TABLE,
      Key: { pk, sk },
      UpdateExpression,
      ExpressionAttributeValues: { ...values },
      ...rest,
    }),
  );
const query = (input: Omit<QueryCommandInput, 'TableName'>) =>
  documents.send(new QueryCommand({ TableName: TABLE, ...input }));
const inIndex = (value: string, rest: object = {}) =>
  query({
    IndexName: 'by-group',
    KeyConditionExpression: 'gpk = :g',
    ExpressionAttributeValues: { ':g': value },
    ...rest,
  });
const partition = (pk: string, rest: object = {}) =>
  query({ KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': pk }, ...rest });
const transact = (TransactItems: object[], rest: object = {}) =>
  documents.send(new TransactWriteCommand({ TransactItems, ...rest }));
const named = (name: string) => expect.objectContaining({ name });

beforeAll(async () => {
  const attribute = (AttributeName: string, AttributeType: 'S' | 'N') => ({ AttributeName, AttributeType });
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        attribute('pk', 'S'),
        attribute('sk', 'S'),
        attribute('gpk', 'S'),
        attribute('gsk', 'N'),
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-group',
          KeySchema: [
            { AttributeName: 'gpk', KeyType: 'HASH' },
            { AttributeName: 'gsk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
        {
          IndexName: 'keys-by-group',
          KeySchema: [{ AttributeName: 'gpk', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    }),
  );
  await vi.waitFor(async () => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: TABLE }));
    const indexes = (Table?.GlobalSecondaryIndexes ?? []).map((index) => index.IndexStatus);
    expect([Table?.TableStatus, ...indexes]).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE']);
  });
});

test('a table may be created with server-side encryption, throughput limits and tags', async () => {
  const created = await client.send(
    new CreateTableCommand({
      TableName: `${TABLE}-settings`,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      SSESpecification: { Enabled: true },
      DeletionProtectionEnabled: false,
      OnDemandThroughput: { MaxReadRequestUnits: 100, MaxWriteRequestUnits: 100 },
      Tags: [{ Key: 'a', Value: 'b' }],
    }),
  );
  expect(created.TableDescription?.TableName).toBe(`${TABLE}-settings`);
});

describe('conditional writes', () => {
  beforeAll(() => put({ pk: 'condition', sk: '1', v: 1 }));

  test('a put that must be first is refused when the item exists', async () => {
    const again = put(
      { pk: 'condition', sk: '1', v: 2 },
      { ConditionExpression: 'attribute_not_exists(pk)' },
    );
    await expect(again).rejects.toThrow(named('ConditionalCheckFailedException'));
  });

  test('a refused put returns the item it found when asked', async () => {
    const refused = client.send(
      new PutItemCommand({
        TableName: TABLE,
        Item: { pk: { S: 'condition' }, sk: { S: '1' }, v: { N: '2' } },
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    await expect(refused).rejects.toMatchObject({ Item: { v: { N: '1' } } });
  });

  test('a refused update returns the item it found when asked', async () => {
    const refused = update(
      'condition',
      '1',
      'SET v = :n',
      { ':n': 5, ':x': 10 },
      {
        ConditionExpression: 'v > :x',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    );
    await expect(refused).rejects.toMatchObject({ Item: { pk: { S: 'condition' } } });
  });

  test('a refused delete returns the item it found when asked', async () => {
    const refused = documents.send(
      new DeleteCommand({
        TableName: TABLE,
        Key: { pk: 'condition', sk: '1' },
        ConditionExpression: 'v = :x',
        ExpressionAttributeValues: { ':x': 10 },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    await expect(refused).rejects.toMatchObject({ Item: { pk: { S: 'condition' } } });
  });

  test('of a hundred concurrent first puts exactly one wins', async () => {
    const tries = Array.from({ length: 100 }, (_, i) =>
      put({ pk: 'race', sk: '1', i }, { ConditionExpression: 'attribute_not_exists(pk)' }),
    );
    const results = await Promise.allSettled(tries);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });
});

describe('updates', () => {
  test('a put returns the old item when asked', async () => {
    await put({ pk: 'old', sk: '1', v: 1 });
    const { Attributes } = await put({ pk: 'old', sk: '1', v: 7 }, { ReturnValues: 'ALL_OLD' });
    expect(Attributes).toEqual({ pk: 'old', sk: '1', v: 1 });
  });

  test('ADD creates and changes counters and returns the new values', async () => {
    const { Attributes } = await update(
      'counter',
      '1',
      'ADD hits :n, misses :m',
      { ':n': 5, ':m': -2 },
      { ReturnValues: 'UPDATED_NEW' },
    );
    expect(Attributes).toEqual({ hits: 5, misses: -2 });
  });

  test('SET with if_not_exists and arithmetic, REMOVE', async () => {
    await put({ pk: 'arithmetic', sk: '1', gone: 1 });
    const { Attributes } = await update(
      'arithmetic',
      '1',
      'SET z = if_not_exists(z, :zero) + :n REMOVE gone',
      { ':n': 5, ':zero': 0 },
      { ReturnValues: 'ALL_NEW' },
    );
    expect(Attributes).toEqual({ pk: 'arithmetic', sk: '1', z: 5 });
  });

  test('lists are appended to, sets grow and shrink, nested maps change in place', async () => {
    await put({ pk: 'nested', sk: '1', list: [1], map: { a: { b: 1 } }, tags: new Set(['x']) });
    const grown = await update(
      'nested',
      '1',
      'SET #l = list_append(#l, :l), #m.a.#c = :one ADD tags :t',
      { ':l': [2], ':one': 1, ':t': new Set(['y']) },
      { ExpressionAttributeNames: { '#c': 'count', '#l': 'list', '#m': 'map' }, ReturnValues: 'ALL_NEW' },
    );
    expect(grown.Attributes).toMatchObject({ list: [1, 2], map: { a: { b: 1, count: 1 } } });
    expect(grown.Attributes?.tags).toEqual(new Set(['x', 'y']));
    const shrunk = await update(
      'nested',
      '1',
      'DELETE tags :t REMOVE #m.a.b',
      { ':t': new Set(['x']) },
      { ExpressionAttributeNames: { '#m': 'map' }, ReturnValues: 'ALL_NEW' },
    );
    expect(shrunk.Attributes?.tags).toEqual(new Set(['y']));
    expect(shrunk.Attributes?.map).toEqual({ a: { count: 1 } });
  });

  test('four hundred concurrent increments lose none', async () => {
    await Promise.all(Array.from({ length: 400 }, () => update('busy', '1', 'ADD n :one', { ':one': 1 })));
    expect((await get('busy', '1'))?.n).toBe(400);
  });
});

describe('transactions', () => {
  beforeAll(async () => {
    await put({ pk: 'tx', sk: 'deleted' });
    await put({ pk: 'tx', sk: 'checked', ok: true });
  });

  test('put, update, check and delete happen together', async () => {
    await transact([
      {
        Put: {
          TableName: TABLE,
          Item: { pk: 'tx', sk: 'put', v: 1 },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
      {
        Update: {
          TableName: TABLE,
          Key: { pk: 'tx', sk: 'updated' },
          UpdateExpression: 'ADD n :one',
          ExpressionAttributeValues: { ':one': 1 },
        },
      },
      {
        ConditionCheck: {
          TableName: TABLE,
          Key: { pk: 'tx', sk: 'checked' },
          ConditionExpression: 'ok = :yes',
          ExpressionAttributeValues: { ':yes': true },
        },
      },
      { Delete: { TableName: TABLE, Key: { pk: 'tx', sk: 'deleted' } } },
    ]);
    const { Items } = await partition('tx');
    expect(Items?.map((item) => item.sk)).toEqual(['checked', 'put', 'updated']);
  });

  test('one failed condition cancels everything and names its reason and item', async () => {
    await put({ pk: 'cancel', sk: 'there', v: 1 });
    const cancelled = transact([
      {
        Update: {
          TableName: TABLE,
          Key: { pk: 'cancel', sk: 'counter' },
          UpdateExpression: 'ADD n :one',
          ExpressionAttributeValues: { ':one': 1 },
        },
      },
      {
        Put: {
          TableName: TABLE,
          Item: { pk: 'cancel', sk: 'there', v: 2 },
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
    ]);
    await expect(cancelled).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Item: { v: { N: '1' } } }],
    });
    expect(await get('cancel', 'counter')).toBeUndefined();
  });

  test('the same token applies once, also when both tries run at the same time', async () => {
    const add = (n: number) =>
      transact(
        [
          {
            Update: {
              TableName: TABLE,
              Key: { pk: 'token', sk: '1' },
              UpdateExpression: 'ADD n :n',
              ExpressionAttributeValues: { ':n': n },
            },
          },
        ],
        { ClientRequestToken: `token-${TABLE}` },
      );
    await Promise.all([add(1), add(1)]);
    await add(1);
    expect((await get('token', '1'))?.n).toBe(1);
    await expect(add(2)).rejects.toThrow(named('IdempotentParameterMismatchException'));
  });

  test('two actions on one item are refused', async () => {
    const twice = transact([
      { Put: { TableName: TABLE, Item: { pk: 'tx', sk: 'twice' } } },
      { Delete: { TableName: TABLE, Key: { pk: 'tx', sk: 'twice' } } },
    ]);
    await expect(twice).rejects.toThrow(named('ValidationException'));
  });

  test('concurrent transactions over the same items in different order all finish and lose nothing', async () => {
    const increment = (sk: string) => ({
      Update: {
        TableName: TABLE,
        Key: { pk: 'cross', sk },
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': 1 },
      },
    });
    const both = Array.from({ length: 40 }, (_, i) =>
      transact(i % 2 ? [increment('a'), increment('b')] : [increment('b'), increment('a')]),
    );
    await Promise.allSettled(both).then((results) => {
      // DynamoDB may cancel conflicting transactions; none may be half done.
      const done = results.filter((result) => result.status === 'fulfilled').length;
      return Promise.all(['a', 'b'].map(async (sk) => expect((await get('cross', sk))?.n).toBe(done)));
    });
  });

  test('a transactional read answers in order, with holes for what is missing', async () => {
    await put({ pk: 'read', sk: '1', v: 1, w: 2 });
    const { Responses } = await documents.send(
      new TransactGetCommand({
        TransactItems: [
          { Get: { TableName: TABLE, Key: { pk: 'read', sk: '1' }, ProjectionExpression: 'v' } },
          { Get: { TableName: TABLE, Key: { pk: 'read', sk: 'missing' } } },
        ],
      }),
    );
    expect(Responses).toEqual([{ Item: { v: 1 } }, {}]);
  });
});

describe('batches', () => {
  const puts = (pk: string, count: number, from = 0) =>
    Array.from({ length: count }, (_, i) => ({
      PutRequest: {
        Item: {
          pk,
          sk: String(from + i).padStart(3, '0'),
          gpk: `group-${pk}`,
          gsk: (from + i) % 10,
          text: 'x',
        },
      },
    }));
  const write = (requests: object[]) =>
    documents.send(new BatchWriteCommand({ RequestItems: { [TABLE]: requests } }));

  beforeAll(async () => {
    for (let from = 0; from < 100; from += 25) await write(puts('batch', 25, from));
  });

  test('twenty-five writes are taken, more or repeated ones refused', async () => {
    expect((await write(puts('batch-ok', 25))).UnprocessedItems ?? {}).toEqual({});
    await expect(write(puts('batch-26', 26))).rejects.toThrow(named('ValidationException'));
    const repeated = [...puts('batch-2', 1), ...puts('batch-2', 1)];
    await expect(write(repeated)).rejects.toThrow(named('ValidationException'));
  });

  test('a hundred items are read at once, projected', async () => {
    const Keys = Array.from({ length: 100 }, (_, i) => ({ pk: 'batch', sk: String(i).padStart(3, '0') }));
    const { Responses } = await documents.send(
      new BatchGetCommand({ RequestItems: { [TABLE]: { Keys, ProjectionExpression: 'sk' } } }),
    );
    expect(Responses?.[TABLE]).toHaveLength(100);
    expect(Object.keys(Responses?.[TABLE]?.[0] ?? {})).toEqual(['sk']);
  });

  test.each([true, false])(
    'pages of an index give each item once and in order (forward: %s)',
    async (forward) => {
      const seen: { sk: string; gsk: number }[] = [];
      let start: Record<string, unknown> | undefined;
      do {
        const page = await inIndex('group-batch', {
          Limit: 7,
          ScanIndexForward: forward,
          ExclusiveStartKey: start,
        });
        seen.push(...(page.Items as { sk: string; gsk: number }[]));
        start = page.LastEvaluatedKey;
        if (start) expect(Object.keys(start).sort()).toEqual(['gpk', 'gsk', 'pk', 'sk']);
      } while (start);
      expect(new Set(seen.map((item) => item.sk)).size).toBe(100);
      expect(seen).toHaveLength(100);
      const order = seen.map((item) => item.gsk);
      expect(order).toEqual([...order].sort((a, b) => (forward ? a - b : b - a)));
    },
  );

  test('an index of keys holds keys only', async () => {
    const { Items } = await query({
      IndexName: 'keys-by-group',
      KeyConditionExpression: 'gpk = :g',
      ExpressionAttributeValues: { ':g': 'group-batch' },
      Limit: 1,
    });
    expect(Object.keys(Items?.[0] ?? {}).sort()).toEqual(['gpk', 'pk', 'sk']);
  });

  test('a filter counts what it looked at and what it kept', async () => {
    const answer = await query({
      KeyConditionExpression: 'pk = :p AND sk BETWEEN :a AND :b',
      FilterExpression: 'gsk = :three',
      ExpressionAttributeValues: { ':p': 'batch', ':a': '000', ':b': '049', ':three': 3 },
      Select: 'COUNT',
    });
    expect(answer).toMatchObject({ Count: 5, ScannedCount: 50 });
  });

  test('begins_with, backwards and a limit', async () => {
    const { Items } = await query({
      KeyConditionExpression: 'pk = :p AND begins_with(sk, :a)',
      ExpressionAttributeValues: { ':p': 'batch', ':a': '09' },
      ScanIndexForward: false,
      Limit: 3,
    });
    expect(Items?.map((item) => item.sk)).toEqual(['099', '098', '097']);
  });

  test('size, contains, IN, NOT, OR and attribute_type filter', async () => {
    const { Count } = await partition('batch', {
      FilterExpression:
        '(size(#t) = :one AND contains(#t, :x)) AND NOT (gsk IN (:a, :b) OR attribute_type(#t, :n))',
      ExpressionAttributeNames: { '#t': 'text' },
      ExpressionAttributeValues: {
        ':p': 'batch',
        ':one': 1,
        ':x': 'x',
        ':a': 1,
        ':b': 2,
        ':n': 'N',
      },
      Select: 'COUNT',
    });
    expect(Count).toBe(80);
  });

  test('the segments of a parallel scan together are the whole table', async () => {
    const count = async (segment: object) => {
      let total = 0;
      let start: Record<string, unknown> | undefined;
      do {
        const page = await documents.send(
          new ScanCommand({
            TableName: TABLE,
            Select: 'COUNT',
            ...segment,
            ...(start ? { ExclusiveStartKey: start } : {}),
          }),
        );
        total += page.Count ?? 0;
        start = page.LastEvaluatedKey;
      } while (start);
      return total;
    };
    const segments = await Promise.all([0, 1, 2, 3].map((Segment) => count({ Segment, TotalSegments: 4 })));
    expect(segments.reduce((sum, n) => sum + n, 0)).toBe(await count({}));
  });
});

describe('indexes', () => {
  test('an index holds only items with its keys and follows updates', async () => {
    const entries = async (group: string) => (await inIndex(group)).Count;
    await put({ pk: 'sparse', sk: '1', gpk: 'sparse-1', gsk: 1 });
    await put({ pk: 'sparse', sk: '2' });
    expect(await entries('sparse-1')).toBe(1);
    await update('sparse', '1', 'SET gpk = :n', { ':n': 'sparse-2' });
    expect([await entries('sparse-1'), await entries('sparse-2')]).toEqual([0, 1]);
    await documents.send(
      new UpdateCommand({
        TableName: TABLE,
        Key: { pk: 'sparse', sk: '1' },
        UpdateExpression: 'REMOVE gpk',
      }),
    );
    expect(await entries('sparse-2')).toBe(0);
  });

  test('an index is never read consistently', async () => {
    await expect(inIndex('any', { ConsistentRead: true })).rejects.toThrow(named('ValidationException'));
  });
});

describe('limits and types', () => {
  test('a page of a query ends at one megabyte', async () => {
    const text = 'x'.repeat(50_000);
    await Promise.all(Array.from({ length: 30 }, (_, i) => put({ pk: 'big', sk: String(i), text })));
    const page = await partition('big');
    expect(page.LastEvaluatedKey).toBeDefined();
    expect(page.Count).toBeGreaterThanOrEqual(19);
    expect(page.Count).toBeLessThanOrEqual(22);
  });

  test('an item above 400 KB is refused', async () => {
    const huge = put({ pk: 'huge', sk: '1', text: 'x'.repeat(410 * 1024) });
    await expect(huge).rejects.toThrow(named('ValidationException'));
  });

  test('empty text is a value but not a key', async () => {
    await put({ pk: 'empty', sk: '1', text: '' });
    expect((await get('empty', '1'))?.text).toBe('');
    await expect(put({ pk: '', sk: '1' })).rejects.toThrow(named('ValidationException'));
  });

  test('numbers keep 38 digits', async () => {
    const N = '12345678901234567890123456789012345678';
    await client.send(
      new PutItemCommand({ TableName: TABLE, Item: { pk: { S: 'digits' }, sk: { S: '1' }, n: { N } } }),
    );
    const { Items } = await client.send(
      new RawQueryCommand({
        TableName: TABLE,
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': { S: 'digits' } },
      }),
    );
    expect(Items?.[0]?.n).toEqual({ N });
  });

  test('bytes come back as they were', async () => {
    await put({ pk: 'bytes', sk: '1', b: new Uint8Array([1, 2, 255]) });
    expect(await get('bytes', '1')).toMatchObject({ b: new Uint8Array([1, 2, 255]) });
  });

  test.each([
    ['a reserved word', 'SET status = :s', { ':s': 1 }],
    ['an unused value', 'SET q = :s', { ':s': 1, ':unused': 1 }],
    ['a key attribute', 'SET sk = :s', { ':s': '1' }],
  ])('an update of %s is refused', async (_what, expression, values) => {
    await expect(update('any', '1', expression, values)).rejects.toThrow(named('ValidationException'));
  });

  test('an unknown table is named as such', async () => {
    const missing = documents.send(new GetCommand({ TableName: 'missing', Key: { pk: 'a' } }));
    await expect(missing).rejects.toThrow(named('ResourceNotFoundException'));
  });

  test('consumed capacity is returned when asked', async () => {
    const answer = await put(
      { pk: 'units', sk: '1', p: 'x'.repeat(3000) },
      { ReturnConsumedCapacity: 'TOTAL' },
    );
    expect(answer.ConsumedCapacity?.CapacityUnits).toBe(3);
    expect((await put({ pk: 'units', sk: '2' })).ConsumedCapacity).toBeUndefined();
  });

  test('time to live is switched on and described', async () => {
    const specification = { AttributeName: 'ttl', Enabled: true };
    await client.send(
      new UpdateTimeToLiveCommand({ TableName: TABLE, TimeToLiveSpecification: specification }),
    );
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: TABLE }));
    expect(TimeToLiveDescription?.TimeToLiveStatus).toMatch(/ENABL/);
  });
});
