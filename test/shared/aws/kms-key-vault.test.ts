import { DecryptCommand, EncryptCommand, InvalidCiphertextException, KMSClient } from '@aws-sdk/client-kms';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { kmsKeyVault } from '../../../shared/aws/kms-key-vault.ts';
import { stillClock } from './still-clock.ts';

const kms = mockClient(KMSClient);
const dynamo = mockClient(DynamoDBDocumentClient);
const vault = kmsKeyVault(
  kms as unknown as KMSClient,
  dynamo as unknown as DynamoDBDocumentClient,
  { table: 'integrations', keyId: 'arn:aws:kms:eu-central-1:111122223333:key/1' },
  stillClock(),
);
const sealed = Uint8Array.of(1, 2, 3);

beforeEach(() => {
  kms.reset();
  dynamo.reset();
});

test('a key is encrypted for its tenant and its row, and only that is stored', async () => {
  kms.on(EncryptCommand).resolves({ CiphertextBlob: sealed });
  dynamo.on(PutCommand).resolves({});

  const secretId = await vault.put('acme', 'the key');

  expect(secretId).toMatch(/^kms\/acme\/[0-9a-f-]{36}$/);
  expect(kms.commandCalls(EncryptCommand)[0]?.args[0].input).toEqual({
    KeyId: 'arn:aws:kms:eu-central-1:111122223333:key/1',
    Plaintext: Buffer.from('the key'),
    EncryptionContext: { tenant: 'acme', secret: secretId },
  });
  const { Item } = dynamo.commandCalls(PutCommand)[0]?.args[0].input ?? {};
  expect(Item).toMatchObject({
    pk: 'T#acme',
    sk: `SECRET#${secretId.split('/').at(-1)}`,
    ciphertext: sealed,
  });
  expect(JSON.stringify(Item)).not.toContain('the key');
});

test('a key is read with the context that it was stored with', async () => {
  dynamo.on(GetCommand).resolves({ Item: { pk: 'T#acme', sk: 'SECRET#1', ciphertext: sealed } });
  kms.on(DecryptCommand).resolves({ Plaintext: Buffer.from('the key') });

  expect(await vault.get('kms/acme/1')).toBe('the key');

  expect(kms.commandCalls(DecryptCommand)[0]?.args[0].input).toEqual({
    KeyId: 'arn:aws:kms:eu-central-1:111122223333:key/1',
    CiphertextBlob: sealed,
    EncryptionContext: { tenant: 'acme', secret: 'kms/acme/1' },
  });
});

test('a row that is gone, or was put there from elsewhere, holds no key', async () => {
  dynamo
    .on(GetCommand)
    .resolvesOnce({})
    .resolves({ Item: { ciphertext: sealed } });
  kms.on(DecryptCommand).rejects(new InvalidCiphertextException({ message: 'no', $metadata: {} }));

  expect(await vault.get('kms/acme/1')).toBeUndefined();
  expect(await vault.get('kms/acme/1')).toBeUndefined();
});

test('a key that KMS may not be asked for is an error, not a missing key', async () => {
  dynamo.on(GetCommand).resolves({ Item: { ciphertext: sealed } });
  kms.on(DecryptCommand).rejects(new Error('AccessDenied'));

  await expect(vault.get('kms/acme/1')).rejects.toThrow('AccessDenied');
});

test('a key is removed with its row', async () => {
  dynamo.on(DeleteCommand).resolves({});

  await vault.remove('kms/acme/1');

  expect(dynamo.commandCalls(DeleteCommand)[0]?.args[0].input).toMatchObject({
    Key: { pk: 'T#acme', sk: 'SECRET#1' },
  });
});

test('an id that names no tenant leads nowhere', async () => {
  await expect(vault.get('kms/a#b/1')).rejects.toMatchObject({ code: 'NO_TENANT' });
  expect(dynamo.calls()).toEqual([]);
});
