import { randomUUID } from 'node:crypto';
import type { KeyVault } from '../../../shared/ports/key-vault.ts';

export function memoryKeyVault(secrets: Map<string, string>): KeyVault {
  const newId = (tenant: string) => `secret/${tenant}/${randomUUID()}`;
  return {
    newId,
    put: async (tenant, apiKey, secretId = newId(tenant)) => {
      secrets.set(secretId, apiKey);
      return secretId;
    },
    get: async (secretId) => secrets.get(secretId),
    remove: async (secretId) => {
      secrets.delete(secretId);
    },
  };
}
