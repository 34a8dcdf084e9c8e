import type { Integration } from '../domain/integration.ts';
import type { IntegrationStore } from '../ports/integration-store.ts';
import type { KeyVault } from '../ports/key-vault.ts';

/**
 * Takes the key away that a configuration which broke off has left. The record's next generation comes first, so that the
 * broken one cannot become active any more; its name goes last, so that this can be repeated.
 *
 * @returns the record without the key, or `changed` where somebody else was faster
 */
export async function removeAbandonedKey(
  { integrations, vault }: { readonly integrations: IntegrationStore; readonly vault: KeyVault },
  integration: Integration,
): Promise<Integration | 'changed'> {
  if (integration.secretId === null) return integration;
  const { generation, secretId } = integration;
  const fenced = { ...integration, generation: generation + 1 };
  if ((await integrations.configure(fenced, generation)) === 'changed') return 'changed';
  await vault.remove(secretId);
  const cleared = { ...integration, generation: generation + 2, secretId: null };
  return (await integrations.configure(cleared, generation + 1)) === 'changed' ? 'changed' : cleared;
}
