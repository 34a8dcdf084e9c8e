import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startDynamoDb } from '../../local/aws/dynamodb/server.ts';
import { startServices } from '../../local/aws/services/server.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { keyVault } from '../../shared/aws/key-vault.ts';
import { secretsClient } from '../../shared/aws/secrets-manager.ts';
import { memoryWorld } from '../support/memory/world.ts';
import { tableDefinitions, tables } from './dynamo-tables.ts';
import { keyVaultContract } from './key-vault.contract.ts';
import { pointToLocalAws } from './local-aws.ts';
import { aTenant } from './samples.ts';

keyVaultContract('memory', async () => ({ vault: memoryWorld().vault, close: async () => {} }));

/** Both stores of keys on local servers, and a vault that puts new ones into either. */
async function localVaults() {
  const folder = await mkdtemp(join(tmpdir(), 'contract-vault-'));
  const [services, dynamoDb] = await Promise.all([startServices(), startDynamoDb({ folder })]);
  for (const definition of tableDefinitions) await dynamoDb.ensureTable(definition);
  pointToLocalAws({ SECRETS_MANAGER: services.url, KMS: services.url, DYNAMODB: dynamoDb.url });
  const [dynamo, secrets] = [documentClient(), secretsClient()];
  const vaultIn = (store: string) =>
    keyVault(dynamo, secrets, {
      store,
      table: tables.integrations,
      prefix: 'claude-enterprise-integration/test/',
      keyId: 'arn:aws:kms:us-east-1:000000000000:key/deployment',
    });
  return {
    vaultIn,
    close: async () => {
      dynamo.destroy();
      secrets.destroy();
      await Promise.all([services.stop(), dynamoDb.stop()]);
      await rm(folder, { recursive: true });
    },
  };
}

for (const store of ['secrets-manager', 'kms']) {
  keyVaultContract(store, async () => {
    const { vaultIn, close } = await localVaults();
    return { vault: vaultIn(store), close };
  });
}

test('keys that were stored before the store was changed are read and removed where they are', async () => {
  const { vaultIn, close } = await localVaults();
  const [before, after] = [vaultIn('secrets-manager'), vaultIn('kms')];
  const tenant = aTenant();

  const older = await before.put(tenant, 'an older key');
  const newer = await after.put(tenant, 'a newer key');

  expect([await after.get(older), await after.get(newer)]).toEqual(['an older key', 'a newer key']);
  expect(await before.get(newer)).toBe('a newer key');
  await after.remove(older);
  expect(await before.get(older)).toBeUndefined();
  await close();
});
