import { randomUUID } from 'node:crypto';
import type { KeyVault } from '../../../shared/ports.ts';

export function memoryKeyVault(secrets: Map<string, string>): KeyVault {
  return {
    put: async (tenant, apiKey) => {
      const secretId = `secret/${tenant}/${randomUUID()}`;
      secrets.set(secretId, apiKey);
      return secretId;
    },
    get: async (secretId) => secrets.get(secretId),
    remove: async (secretId) => {
      secrets.delete(secretId);
    },
  };
}
