import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  InvalidRequestException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { secretValue } from '../../../shared/aws/secret-value.ts';
import { secretsKeyVault } from '../../../shared/aws/secrets-key-vault.ts';

const secrets = mockClient(SecretsManagerClient);
const client = secrets as unknown as SecretsManagerClient;
const vault = secretsKeyVault(client, 'app/prod/');
const gone = { $metadata: {}, message: 'gone' };

beforeEach(() => secrets.reset());

test('a key is stored under the tenant, tagged with it', async () => {
  secrets.on(CreateSecretCommand).resolves({});

  const secretId = await vault.put('acme', 'the key');

  expect(secretId).toMatch(/^app\/prod\/acme\/[0-9a-f-]{36}$/);
  expect(secrets.commandCalls(CreateSecretCommand)[0]?.args[0].input).toEqual({
    Name: secretId,
    SecretString: 'the key',
    Tags: [{ Key: 'tenant', Value: 'acme' }],
  });
});

test('a key is removed without a waiting time', async () => {
  secrets.on(DeleteSecretCommand).resolves({});

  await vault.remove('app/prod/acme/1');

  expect(secrets.commandCalls(DeleteSecretCommand)[0]?.args[0].input).toEqual({
    SecretId: 'app/prod/acme/1',
    ForceDeleteWithoutRecovery: true,
  });
});

test.each([new ResourceNotFoundException(gone), new InvalidRequestException(gone)])(
  'a key that is gone or going ($name) is not there',
  async (error) => {
    secrets.on(GetSecretValueCommand).rejects(error);
    secrets.on(DeleteSecretCommand).rejects(error);

    expect(await vault.get('app/prod/acme/1')).toBeUndefined();
    await vault.remove('app/prod/acme/1');
  },
);

test('a key that may not be read is an error', async () => {
  secrets.on(GetSecretValueCommand).rejects(new Error('No access.'));

  await expect(vault.get('app/prod/acme/1')).rejects.toThrow('No access.');
});

test('a secret of the deployment is read once, and again after a failure', async () => {
  secrets.on(GetSecretValueCommand).rejectsOnce(new Error('busy')).resolves({ SecretString: 'value' });
  const value = secretValue(client, 'cursor-secret');

  await expect(value()).rejects.toThrow('busy');
  expect(await Promise.all([value(), value()])).toEqual(['value', 'value']);
  expect(await value()).toBe('value');

  expect(secrets.calls()).toHaveLength(2);
});

test('a secret of the deployment without text is an error', async () => {
  secrets.on(GetSecretValueCommand).resolves({});

  await expect(secretValue(client, 'cursor-secret')()).rejects.toMatchObject({ code: 'SECRET_EMPTY' });
});
