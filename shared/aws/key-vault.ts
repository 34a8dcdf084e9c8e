import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { KeyVault } from '../ports/key-vault.ts';
import type { Credentials } from './client-options.ts';
import { KMS_PREFIX, newSecretId } from './secret-id.ts';
import { secretsKeyVault } from './secrets-key-vault.ts';

export interface VaultSettings {
  /** Where new keys go (docs/adr/0010-keys-in-secrets-manager-or-under-kms.md). */
  readonly store: string;
  readonly table: string;
  /** Begins every name in Secrets Manager. */
  readonly prefix: string;
  /** Encrypts what is put. */
  readonly keyId?: string;
  /** For what KMS is asked; the function's own without them. */
  readonly credentials?: Credentials;
}

/**
 * New keys go where the deployment keeps them; those stored before are read and removed where they are. The client of KMS
 * is loaded where the first such key is met.
 */
export function keyVault(
  dynamo: DynamoDBDocumentClient,
  secrets: SecretsManagerClient,
  { store, table, prefix, keyId = '', credentials }: VaultSettings,
): KeyVault {
  const inSecretsManager = secretsKeyVault(secrets, prefix, keyId || undefined);
  let underKms: Promise<KeyVault> | undefined;
  const vaultOf = async (secretId: string): Promise<KeyVault> => {
    if (!secretId.startsWith(KMS_PREFIX)) return inSecretsManager;
    underKms ??= Promise.all([import('./kms-key-vault.ts'), import('./kms.ts')]).then(
      ([{ kmsKeyVault }, { kmsClient }]) => kmsKeyVault(kmsClient(credentials), dynamo, { table, keyId }),
    );
    return underKms;
  };
  const newId: KeyVault['newId'] = (tenant) => newSecretId(store === 'kms' ? KMS_PREFIX : prefix, tenant);

  return {
    newId,
    put: async (tenant, apiKey, secretId = newId(tenant)) =>
      (await vaultOf(secretId)).put(tenant, apiKey, secretId),
    get: async (secretId) => (await vaultOf(secretId)).get(secretId),
    remove: async (secretId) => (await vaultOf(secretId)).remove(secretId),
  };
}
