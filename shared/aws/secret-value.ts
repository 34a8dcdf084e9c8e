import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AppError } from '../errors.ts';

/** One secret of the deployment, read at its first use and then remembered; a failed read is tried again. */
export function secretValue(client: SecretsManagerClient, secretId: string): () => Promise<string> {
  let value: Promise<string> | undefined;
  return () => {
    value ??= read(client, secretId).catch((error: unknown) => {
      value = undefined;
      throw error;
    });
    return value;
  };
}

async function read(client: SecretsManagerClient, secretId: string): Promise<string> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
  if (SecretString) return SecretString;
  throw new AppError('contract', 'SECRET_EMPTY', 'A secret of the deployment has no text.');
}
