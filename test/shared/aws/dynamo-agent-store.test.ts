import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { dynamoAgentStore } from '../../../shared/aws/dynamo-agent-store.ts';
import { aNewAgent } from '../../contract/samples.ts';
import { stillClock } from './still-clock.ts';

const dynamo = mockClient(DynamoDBDocumentClient);
const store = dynamoAgentStore(
  dynamo as unknown as DynamoDBDocumentClient,
  { agents: 'agents', integrations: 'integrations' },
  stillClock(),
);
const transactions = () =>
  dynamo.commandCalls(TransactWriteCommand).map(({ args: [{ input }] }) => input.TransactItems ?? []);
const updates = () => transactions().flatMap((actions) => actions.flatMap(({ Update }) => Update ?? []));

beforeEach(() => dynamo.reset());

test('a change of an agent that is there is one update of the parts that it names', async () => {
  dynamo.on(TransactWriteCommand).resolves({});

  await store.update('acme', [
    {
      userId: 'ada',
      interface: 'desktop',
      create: false,
      set: { perWeek: 3 },
      days: { '2026-09-02': { chats: 1, files: 0 } },
      dropDays: ['2026-08-01'],
    },
  ]);

  expect(updates()).toEqual([
    {
      TableName: 'agents',
      Key: { pk: 'T#acme', sk: 'AGENT#ada#desktop' },
      UpdateExpression: 'SET #0 = :0, #1 = :1, #2 = :2, #3 = :3, #4 = :4, #5.#6 = :5 REMOVE #5.#7',
      ConditionExpression: 'attribute_exists(#8)',
      ExpressionAttributeNames: {
        '#0': 'perWeek',
        '#1': 'usageSort',
        '#2': 'userId',
        '#3': 'interface',
        '#4': 'writtenAt',
        '#5': 'days',
        '#6': '2026-09-02',
        '#7': '2026-08-01',
        '#8': 'agentsOf',
      },
      ExpressionAttributeValues: {
        ':0': 3,
        ':1': 3,
        ':2': 'ada',
        ':3': 'desktop',
        ':4': '2026-10-01T12:00:00.000Z',
        ':5': { chats: 1, files: 0 },
      },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  ]);
});

test('a new agent is one update of a row without an agent', async () => {
  dynamo.on(TransactWriteCommand).resolves({});

  await store.update('acme', [aNewAgent('ada', 'desktop')]);

  const [update, ...more] = updates();
  const agentsOf = Object.entries(update?.ExpressionAttributeNames ?? {}).find(
    ([, name]) => name === 'agentsOf',
  );
  expect(more).toEqual([]);
  expect(update?.ConditionExpression).toBe(`attribute_not_exists(${agentsOf?.[0]})`);
});

test('an agent that comes and goes faster than it can be written is an error that says: later', async () => {
  dynamo.on(TransactWriteCommand).rejects(refused('ConditionalCheckFailed'));

  await expect(store.update('acme', [aNewAgent('ada')])).rejects.toMatchObject({ code: 'STORE_BUSY' });

  expect(updates()).toHaveLength(3);
});

test('what a worker writes that was taken over from is refused as a whole', async () => {
  dynamo.on(TransactWriteCommand).rejects(refused('ConditionalCheckFailed', 'None', 'None'));
  const at = { tenant: 'acme', scanId: 'scan_1', step: 4 };

  expect(await store.update('acme', [aNewAgent('ada'), aNewAgent('bo')], at)).toBe('stale');

  expect(transactions()).toMatchObject([
    [{ ConditionCheck: { Key: { sk: 'SCAN#scan_1' } } }, { Update: {} }, { Update: {} }],
  ]);
});

const refused = (...codes: readonly string[]) =>
  Object.assign(new Error('cancelled'), {
    name: 'TransactionCanceledException',
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
