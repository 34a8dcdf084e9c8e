import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { dynamoAgentStore } from '../../../shared/aws/dynamo-agent-store.ts';
import { dynamoEventStore } from '../../../shared/aws/dynamo-event-store.ts';
import { stillClock } from './still-clock.ts';

const dynamo = mockClient(DynamoDBDocumentClient);
const client = dynamo as unknown as DynamoDBDocumentClient;
const agents = dynamoAgentStore(client, { agents: 'agents', integrations: 'integrations' }, stillClock());
const events = dynamoEventStore(client, 'events', stillClock());

const queries = () => dynamo.commandCalls(QueryCommand).map(({ args: [{ input }] }) => input);

beforeEach(() => dynamo.reset());

test('a list without filters reads one row more than it shows, to know whether there are more', async () => {
  dynamo.on(QueryCommand).resolves({ Items: [] });

  await agents.list(
    'acme',
    { sort: 'usage', descending: true },
    { limit: 50, after: { sk: 'AGENT#a#mobile', sort: 3 } },
  );

  expect(queries()).toEqual([
    {
      TableName: 'agents',
      IndexName: 'byUsage',
      KeyConditionExpression: '#0 = :0',
      ExpressionAttributeNames: { '#0': 'agentsOf' },
      ExpressionAttributeValues: { ':0': 'T#acme' },
      ScanIndexForward: false,
      Limit: 51,
      ExclusiveStartKey: { pk: 'T#acme', sk: 'AGENT#a#mobile', agentsOf: 'T#acme', usageSort: 3 },
    },
  ]);
});

test('a position never leads out of the tenant', async () => {
  dynamo.on(QueryCommand).resolves({ Items: [] });
  const after = { sk: '2026-09-01T00:00:00.000Z#evt_1', pk: 'T#other', userKey: 'T#other#U#bob' };

  await events.list('acme', { userId: 'ada' }, { limit: 10, after });

  expect(queries()[0]?.ExclusiveStartKey).toEqual({
    pk: 'T#acme',
    sk: '2026-09-01T00:00:00.000Z#evt_1',
    userKey: 'T#acme#U#ada',
  });
});

test('a filter that matches nothing ends after ten queries, with a position to go on from', async () => {
  dynamo.on(QueryCommand).resolves({
    Items: [],
    LastEvaluatedKey: { pk: 'T#acme', sk: '2026-09-01T00:00:00.000Z#evt_9' },
  });

  const page = await events.list('acme', { text: 'nowhere' }, { limit: 10, after: null });

  expect(page).toEqual({ items: [], next: { sk: '2026-09-01T00:00:00.000Z#evt_9' } });
  expect(queries()).toHaveLength(10);
  expect(queries()[1]?.ExclusiveStartKey).toEqual({ pk: 'T#acme', sk: '2026-09-01T00:00:00.000Z#evt_9' });
});

test('events are read by the narrowest index, the rest is a filter', async () => {
  dynamo.on(QueryCommand).resolves({ Items: [] });

  await events.list(
    'acme',
    { risk: 'high', status: 'flagged', from: '2026-09-01T00:00:00Z' },
    { limit: 10, after: null },
  );

  expect(queries()).toEqual([
    {
      TableName: 'events',
      IndexName: 'byRisk',
      KeyConditionExpression: '#1 = :2 AND #0 BETWEEN :0 AND :1',
      FilterExpression: '#2.#3 = :3',
      ExpressionAttributeNames: { '#0': 'sk', '#1': 'riskKey', '#2': 'inspection', '#3': 'status' },
      ExpressionAttributeValues: {
        ':0': '2026-09-01T00:00:00.000Z',
        ':1': ':',
        ':2': 'T#acme#R#high',
        ':3': 'flagged',
      },
      ScanIndexForward: false,
      ExclusiveStartKey: undefined,
    },
  ]);
});
