import { startServices } from '../../local/aws/services/server.ts';
import { secretsKeyVault } from '../../shared/aws/secrets-key-vault.ts';
import { secretsClient } from '../../shared/aws/secrets-manager.ts';
import { memoryWorld } from '../support/memory/world.ts';
import { keyVaultContract } from './key-vault.contract.ts';
import { pointToLocalAws } from './local-aws.ts';

keyVaultContract('memory', async () => ({ vault: memoryWorld().vault, close: async () => {} }));

keyVaultContract('Secrets Manager', async () => {
  const server = await startServices();
  pointToLocalAws({ SECRETS_MANAGER: server.url });
  const client = secretsClient();
  return {
    vault: secretsKeyVault(client, 'claude-enterprise-integration/test/'),
    close: async () => {
      client.destroy();
      await server.stop();
    },
  };
});
