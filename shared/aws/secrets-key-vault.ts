import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  InvalidRequestException,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { KeyVault } from '../ports/key-vault.ts';
import { newSecretId } from './secret-id.ts';

/**
 * One secret per stored key.
 *
 * @param prefix begins every name, such as `claude-enterprise-integration/prod/`
 * @param kmsKeyId encrypts what is put; Secrets Manager's own key without it
 */
export const secretsKeyVault = (
  client: SecretsManagerClient,
  prefix: string,
  kmsKeyId?: string,
): KeyVault => ({
  newId: (tenant) => newSecretId(prefix, tenant),

  put: async (tenant, apiKey, name = newSecretId(prefix, tenant)) => {
    await client.send(
      new CreateSecretCommand({
        Name: name,
        SecretString: apiKey,
        Tags: [{ Key: 'tenant', Value: tenant }],
        ...(kmsKeyId && { KmsKeyId: kmsKeyId }),
      }),
    );
    return name;
  },

  get: async (secretId) => {
    try {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
      return SecretString;
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  },

  remove: async (secretId) => {
    try {
      await client.send(new DeleteSecretCommand({ SecretId: secretId, ForceDeleteWithoutRecovery: true }));
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  },
});

/** A secret that is marked for deletion answers `InvalidRequestException` (Secrets Manager, GetSecretValue). */
const isGone = (error: unknown) =>
  error instanceof ResourceNotFoundException || error instanceof InvalidRequestException;
