import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KeyVault } from '../../shared/ports/key-vault.ts';
import { aTenant } from './samples.ts';

export interface Vault {
  readonly vault: KeyVault;
  close(): Promise<void>;
}

export const keyVaultContract = (name: string, open: () => Promise<Vault>) =>
  describe(`key vault on ${name}`, () => {
    let subject: Vault;

    beforeAll(async () => {
      subject = await open();
    });
    afterAll(() => subject.close());

    test('gives a key back by its secret id', async () => {
      const { vault } = subject;
      const tenant = aTenant();

      const first = await vault.put(tenant, 'first key');
      const second = await vault.put(tenant, 'second key');

      expect(await vault.get(first)).toBe('first key');
      expect(await vault.get(second)).toBe('second key');
      expect(first).not.toContain('first key');
    });

    test('stores a key under the id that was chosen before', async () => {
      const { vault } = subject;
      const tenant = aTenant();
      const [chosen, other] = [vault.newId(tenant), vault.newId(tenant)];

      expect(await vault.put(tenant, 'a key', chosen)).toBe(chosen);

      expect(chosen).not.toBe(other);
      expect(await vault.get(chosen)).toBe('a key');
      expect(await vault.get(other)).toBeUndefined();
    });

    test('removes a key at once, and a missing one without complaint', async () => {
      const { vault } = subject;
      const secretId = await vault.put(aTenant(), 'a key');

      await vault.remove(secretId);
      await vault.remove(secretId);

      expect(await vault.get(secretId)).toBeUndefined();
      expect(await vault.get('never/there')).toBeUndefined();
    });
  });
