import { describe, expect, test } from 'vitest';
import { startDynamoDb } from '../../../local/aws/dynamodb/server.ts';
import { dynamoAgentStore } from '../../../shared/aws/dynamo-agent-store.ts';
import { dynamoEventStore } from '../../../shared/aws/dynamo-event-store.ts';
import { dynamoIntegrationStore } from '../../../shared/aws/dynamo-integration-store.ts';
import { dynamoScanStore } from '../../../shared/aws/dynamo-scan-store.ts';
import { documentClient } from '../../../shared/aws/dynamodb.ts';
import {
  tenantsInContext,
  tenantsInJson,
  tenantsInObjects,
  tenantsInSecrets,
  tenantsInTables,
  tenantsInTopics,
} from '../../../shared/aws/tenant-guard.ts';
import { readEnv } from '../../../shared/runtime/env.ts';
import { acrossTenants, checkTenants, forTenant } from '../../../shared/tenancy.ts';
import { tableDefinitions, tables } from '../../contract/dynamo-tables.ts';
import { pointToLocalAws } from '../../contract/local-aws.ts';
import { aNewAgent, anIntegration, aResult, aScan, collect, someItems } from '../../contract/samples.ts';
import { temporaryFolder } from '../../local/aws/support/endpoint.ts';

const folder = temporaryFolder();

// As every function does that reads its environment.
readEnv({}, {});

const refused = { code: 'FOREIGN_TENANT' };

describe('whom the process works for', () => {
  test('may be named, and nobody else', async () => {
    await forTenant('acme', async () => {
      checkTenants(['acme', 'acme']);
      expect(() => checkTenants(['acme', 'other'])).toThrow(expect.objectContaining(refused));
    });
  });

  test('is nobody until a handler says it', () => {
    expect(() => checkTenants(['acme'])).toThrow(expect.objectContaining(refused));
    expect(() => checkTenants([])).not.toThrow();
  });

  test('is kept apart between two that are worked for at once', async () => {
    const later = Promise.withResolvers<void>();
    const first = forTenant('acme', async () => {
      await later.promise;
      checkTenants(['acme']);
    });
    const second = forTenant('other', async () => {
      checkTenants(['other']);
      later.resolve();
    });

    await Promise.all([first, second]);
  });

  test('can be everybody, where that is said', async () => {
    await acrossTenants(async () => checkTenants(['acme', 'other', '']));
  });

  test('is no name that could reach into the keys of others', () => {
    expect(() => forTenant('acme#x', async () => {})).toThrow(expect.objectContaining({ code: 'NO_TENANT' }));
  });
});

test.each([
  ['a key', tenantsInTables({ Key: { pk: 'T#acme', sk: 'T#other' } }), ['acme']],
  [
    'a row',
    tenantsInTables({ Item: { pk: 'T#acme', sk: 'a', name: 'T#other', nested: { pk: 'T#x' } } }),
    ['acme'],
  ],
  ['keys on the wire', tenantsInTables({ Key: { pk: { S: 'T#acme' } } }), ['acme']],
  [
    'a query of an index',
    tenantsInTables({
      KeyConditionExpression: '#0 = :0',
      ExpressionAttributeValues: { ':0': 'T#acme#U#u1', ':1': 'x' },
    }),
    ['acme'],
  ],
  [
    'a transaction',
    tenantsInTables({
      TransactItems: [{ Put: { Item: { pk: 'T#acme' } } }, { Update: { Key: { pk: 'T#other' } } }],
    }),
    ['acme', 'other'],
  ],
  [
    'a batch',
    tenantsInTables({
      RequestItems: {
        t: [{ PutRequest: { Item: { pk: 'T#a' } } }, { DeleteRequest: { Key: { pk: 'T#b' } } }],
      },
    }),
    ['a', 'b'],
  ],
  ['a scan of a table', tenantsInTables({ TableName: 't' }), ['']],
  ['an object', tenantsInObjects({ Key: 'staging/acme/s/c/0' }), ['acme']],
  ['a prefix of everybody', tenantsInObjects({ Prefix: 'staging/' }), ['']],
  ['objects', tenantsInObjects({ Delete: { Objects: [{ Key: 'staging/a/1' }, { Key: 'x' }] } }), ['a', '']],
  ['a secret', tenantsInSecrets({ SecretId: 'app/prod/acme/1' }), ['acme']],
  ["the deployment's own secret", tenantsInSecrets({ SecretId: 'arn:aws:secretsmanager:x' }), []],
  ['an encrypted key', tenantsInContext({ EncryptionContext: { tenant: 'acme' } }), ['acme']],
  ['what is encrypted for nobody', tenantsInContext({}), ['']],
  [
    'messages',
    tenantsInJson('MessageBody')({ Entries: [{ MessageBody: '{"tenant":"a"}' }, { MessageBody: '{}' }] }),
    ['a', ''],
  ],
  ['a topic', tenantsInTopics({ TopicArn: 'arn:aws:sns:r:1:claude-notices-acme' }), ['acme']],
  ['another topic', tenantsInTopics({ TopicArn: 'arn:aws:sns:r:1:alarms' }), ['']],
])('%s says whose it is', (_, named, tenants) => {
  expect(named).toEqual(tenants);
});

test('the stores do their work for their own tenant, and no request of theirs leaves for another', async () => {
  const server = await startDynamoDb({ folder });
  for (const definition of tableDefinitions) await server.ensureTable(definition);
  pointToLocalAws({ DYNAMODB: server.url });
  const client = documentClient();
  const stores = {
    integrations: dynamoIntegrationStore(client, tables.integrations),
    scans: dynamoScanStore(client, tables),
    agents: dynamoAgentStore(client, tables),
    events: dynamoEventStore(client, tables.events),
  };
  const page = { limit: 10, after: null };
  const scan = aScan('acme', { scanId: 'scan_1' });
  const everything: [string, () => Promise<unknown>][] = [
    ['configure', () => stores.integrations.configure(anIntegration('acme'), 0)],
    ['find', () => stores.integrations.find('acme')],
    ['start', () => stores.scans.start(scan)],
    ['put chunks', () => stores.scans.putChunks(scan, 'a', [{ chunkId: 'a', items: someItems(2) }])],
    ['walk chunks', () => collect(stores.scans.chunks(scan))],
    ['settle', () => stores.scans.settle(scan, 'a', [aResult('acme', 'item-0')], scan.startedAt)],
    ['retries', () => stores.scans.saveRetries('acme', someItems(1))],
    ['update', () => stores.agents.update('acme', [aNewAgent('u', 'desktop')])],
    ['agents', () => stores.agents.list('acme', { sort: 'owner', descending: false }, page)],
    ['events', () => stores.events.list('acme', { userId: 'user-1' }, page)],
    ['known', () => stores.events.known('acme', ['item-0'])],
  ];

  for (const [name, work] of everything) {
    await expect(forTenant('other', work), name).rejects.toMatchObject(refused);
    await expect(work(), name).rejects.toMatchObject(refused);
    await forTenant('acme', work);
  }

  await expect(
    forTenant('acme', () => stores.scans.openSince('2027', 5)),
    'an index of everybody',
  ).rejects.toMatchObject(refused);
  expect(await acrossTenants(() => stores.scans.openSince('2027', 5))).toEqual([
    { tenant: 'acme', scanId: 'scan_1' },
  ]);
  client.destroy();
  await server.stop();
});
