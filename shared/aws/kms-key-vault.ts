import {
  DecryptCommand,
  EncryptCommand,
  InvalidCiphertextException,
  type KMSClient,
} from '@aws-sdk/client-kms';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { KeyVault } from '../ports/key-vault.ts';
import { keyRowKey, type RowKey } from './keys.ts';
import { getRow } from './reads.ts';
import { KMS_PREFIX, newSecretId, tenantOfSecret } from './secret-id.ts';
import { systemClock } from './system-clock.ts';

/**
 * Keys as rows that only KMS can read: encrypted under the deployment's key, bound to the tenant and the row by their
 * encryption context, so that a row under another tenant's key, or in another place, opens to nobody.
 */
export function kmsKeyVault(
  kms: KMSClient,
  dynamo: DynamoDBDocumentClient,
  { table, keyId }: { readonly table: string; readonly keyId: string },
  clock = systemClock,
): KeyVault {
  return {
    newId: (tenant) => newSecretId(KMS_PREFIX, tenant),

    put: async (tenant, apiKey, secretId = newSecretId(KMS_PREFIX, tenant)) => {
      const { CiphertextBlob } = await kms.send(
        new EncryptCommand({
          KeyId: keyId,
          Plaintext: Buffer.from(apiKey, 'utf8'),
          EncryptionContext: contextOf(secretId),
        }),
      );
      const writtenAt = new Date(clock.now()).toISOString();
      const Item = { ...rowOf(secretId), ciphertext: CiphertextBlob, writtenAt };
      await dynamo.send(new PutCommand({ TableName: table, Item }));
      return secretId;
    },

    get: async (secretId) => {
      const row = await getRow(dynamo, table, rowOf(secretId));
      if (!row) return undefined;
      try {
        const { Plaintext } = await kms.send(
          new DecryptCommand({
            KeyId: keyId,
            CiphertextBlob: row.ciphertext as Uint8Array,
            EncryptionContext: contextOf(secretId),
          }),
        );
        return Plaintext && Buffer.from(Plaintext).toString('utf8');
      } catch (error) {
        // It is not what was stored under this id: as good as gone.
        if (error instanceof InvalidCiphertextException) return undefined;
        throw error;
      }
    },

    remove: async (secretId) => {
      await dynamo.send(new DeleteCommand({ TableName: table, Key: rowOf(secretId) }));
    },
  };
}

const rowOf = (secretId: string): RowKey =>
  keyRowKey(tenantOfSecret(secretId), secretId.split('/').at(-1) ?? '');

const contextOf = (secretId: string) => ({ tenant: tenantOfSecret(secretId), secret: secretId });
