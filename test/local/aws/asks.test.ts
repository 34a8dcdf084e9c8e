import { describe, expect, test } from 'vitest';
import { asksOfTables } from '../../../local/aws/dynamodb/access.ts';
import {
  asksOfBuses,
  asksOfKeys,
  asksOfSchedules,
  asksOfSecrets,
} from '../../../local/aws/services/access.ts';

// What requests ask to be allowed, in the words of IAM (Service Authorization Reference).

const keys = (_table: string, index?: string) => (index ? 'userKey' : 'pk');
const arnOf = (resource: string) => `arn:aws:dynamodb:us-east-1:000000000000:table/${resource}`;
const row = (tenant: string) => ({ pk: { S: `T#${tenant}` }, sk: { S: 'X' } });
const ask = (action: string, table: string, ...tenants: string[]) => ({
  action: `dynamodb:${action}`,
  resource: arnOf(table),
  context: { 'dynamodb:LeadingKeys': tenants.map((tenant) => `T#${tenant}`) },
});

describe('DynamoDB', () => {
  test.each(['GetItem', 'UpdateItem', 'DeleteItem'])('%s names the partition of its key', (operation) => {
    expect(asksOfTables(operation, { TableName: 'a', Key: row('acme') }, keys)).toEqual([
      ask(operation, 'a', 'acme'),
    ]);
  });

  test('PutItem names that of its row', () => {
    expect(asksOfTables('PutItem', { TableName: 'a', Item: row('acme') }, keys)).toEqual([
      ask('PutItem', 'a', 'acme'),
    ]);
  });

  test('batches name all of theirs, by table', () => {
    const read = { a: { Keys: [row('acme'), row('other')] }, b: { Keys: [row('acme')] } };
    expect(asksOfTables('BatchGetItem', { RequestItems: read }, keys)).toEqual([
      ask('BatchGetItem', 'a', 'acme', 'other'),
      ask('BatchGetItem', 'b', 'acme'),
    ]);

    const write = { a: [{ PutRequest: { Item: row('acme') } }, { DeleteRequest: { Key: row('other') } }] };
    expect(asksOfTables('BatchWriteItem', { RequestItems: write }, keys)).toEqual([
      ask('BatchWriteItem', 'a', 'acme', 'other'),
    ]);
  });

  test('transactions ask for each of their actions', () => {
    const TransactItems = [
      { Put: { TableName: 'a', Item: row('acme') } },
      { Update: { TableName: 'a', Key: row('acme') } },
      { Delete: { TableName: 'b', Key: row('other') } },
      { ConditionCheck: { TableName: 'b', Key: row('acme') } },
    ];
    expect(asksOfTables('TransactWriteItems', { TransactItems }, keys)).toEqual([
      ask('PutItem', 'a', 'acme'),
      ask('UpdateItem', 'a', 'acme'),
      ask('DeleteItem', 'b', 'other'),
      ask('ConditionCheckItem', 'b', 'acme'),
    ]);
  });

  test('a query names the partition that it asks for, of the table or of the index', () => {
    const query = {
      TableName: 'a',
      KeyConditionExpression: '#p = :p AND begins_with(sk, :s)',
      ExpressionAttributeNames: { '#p': 'pk' },
      ExpressionAttributeValues: { ':p': { S: 'T#acme' }, ':s': { S: 'X' } },
    };
    expect(asksOfTables('Query', query, keys)).toEqual([ask('Query', 'a', 'acme')]);

    const ofIndex = { ...query, IndexName: 'byUser', ExpressionAttributeNames: { '#p': 'userKey' } };
    expect(asksOfTables('Query', ofIndex, keys)).toEqual([ask('Query', 'a/index/byUser', 'acme')]);
  });

  test('a scan of a table names no partition at all', () => {
    expect(asksOfTables('Scan', { TableName: 'a' }, keys)).toEqual([
      { action: 'dynamodb:Scan', resource: arnOf('a') },
    ]);
  });
});

describe('other services', () => {
  test('a secret that is made with tags asks for both, by a name that ends as AWS ends it', () => {
    const resource = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:p/acme/1-??????';
    expect(asksOfSecrets('CreateSecret', { Name: 'p/acme/1', Tags: [] })).toEqual([
      { action: 'secretsmanager:CreateSecret', resource },
      { action: 'secretsmanager:TagResource', resource },
    ]);
  });

  test('a key is asked for with the context that it is used in', () => {
    expect(asksOfKeys('Decrypt', { KeyId: 'arn:key', EncryptionContext: { tenant: 'acme' } })).toEqual([
      {
        action: 'kms:Decrypt',
        resource: 'arn:key',
        context: { 'kms:EncryptionContext:tenant': ['acme'] },
      },
    ]);
  });

  test('facts ask for their bus', () => {
    expect(asksOfBuses('PutEvents', { Entries: [{ EventBusName: 'facts' }] })).toEqual([
      { action: 'events:PutEvents', resource: 'arn:aws:events:us-east-1:000000000000:event-bus/facts' },
    ]);
  });

  test('who makes a schedule hands over a role', () => {
    const url = new URL('http://local/schedules/daily');
    const input = { GroupName: 'scans', Target: { RoleArn: 'arn:role' } };
    expect(asksOfSchedules('CreateSchedule', { url, input })).toEqual([
      {
        action: 'scheduler:CreateSchedule',
        resource: 'arn:aws:scheduler:us-east-1:000000000000:schedule/scans/daily',
      },
      {
        action: 'iam:PassRole',
        resource: 'arn:role',
        context: { 'iam:PassedToService': ['scheduler.amazonaws.com'] },
      },
    ]);
  });
});
