import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { dynamoIntegrationStore } from '../../../shared/aws/dynamo-integration-store.ts';
import { anIntegration } from '../../contract/samples.ts';

const dynamo = mockClient(DynamoDBDocumentClient);
const store = dynamoIntegrationStore(dynamo as unknown as DynamoDBDocumentClient, 'integrations');

const refused = (row: object) =>
  new ConditionalCheckFailedException({ $metadata: {}, message: 'refused', Item: marshall(row) });

beforeEach(() => dynamo.reset());

test('the first configure is stored where there is no row', async () => {
  dynamo.on(PutCommand).resolves({});
  const { currentScanId: _, ...stored } = anIntegration('acme');

  await store.configure(anIntegration('acme'), 0);

  expect(dynamo.commandCalls(PutCommand)[0]?.args[0].input).toEqual({
    TableName: 'integrations',
    Item: { pk: 'T#acme', sk: 'INTEGRATION', ...stored },
    ConditionExpression: 'attribute_not_exists(#0)',
    ExpressionAttributeNames: { '#0': 'pk' },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
});

test('a later one takes the place of the deleted integration that it has seen, once nothing is being erased', async () => {
  dynamo.on(PutCommand).resolves({});

  await store.configure(anIntegration('acme', { generation: 3 }), 2);

  expect(dynamo.commandCalls(PutCommand)[0]?.args[0].input).toMatchObject({
    ConditionExpression: '#0 = :0 AND #1 = :1 AND #2 = :2',
    ExpressionAttributeNames: { '#0': 'generation', '#1': 'status', '#2': 'erasing' },
    ExpressionAttributeValues: { ':0': 2, ':1': 'not_configured', ':2': false },
  });
});

test('a refusal by the row that this very call has stored is a success', async () => {
  const integration = anIntegration('acme');

  dynamo.on(PutCommand).rejects(refused({ generation: 1, secretId: integration.secretId }));
  expect(await store.configure(integration, 0)).toBe('stored');

  dynamo.on(PutCommand).rejects(refused({ generation: 1, secretId: 'secret/other' }));
  expect(await store.configure(integration, 0)).toBe('changed');
});

test('an update is held to the generation, and an empty one asks nothing', async () => {
  dynamo.on(UpdateCommand).resolves({});

  await store.update('acme', 4, { frequency: 'off', scheduledFrom: null });
  await store.update('acme', 4, {});

  expect(dynamo.commandCalls(UpdateCommand).map(({ args: [{ input }] }) => input)).toEqual([
    {
      TableName: 'integrations',
      Key: { pk: 'T#acme', sk: 'INTEGRATION' },
      UpdateExpression: 'SET #0 = :0, #1 = :1',
      ConditionExpression: '#2 = :2 AND #3 <> :3',
      ExpressionAttributeNames: {
        '#0': 'frequency',
        '#1': 'scheduledFrom',
        '#2': 'generation',
        '#3': 'status',
      },
      ExpressionAttributeValues: { ':0': 'off', ':1': null, ':2': 4, ':3': 'not_configured' },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  ]);
});

test('errors that are no refusals reach the caller', async () => {
  dynamo.on(UpdateCommand).rejects(new Error('No access.'));

  await expect(store.update('acme', 1, { frequency: 'off' })).rejects.toThrow('No access.');
});
