import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientOptions, withBusyErrors } from './client-options.ts';
import { tenantsInSecrets, withTenantGuard } from './tenant-guard.ts';

export const secretsClient = (): SecretsManagerClient =>
  withTenantGuard(
    withBusyErrors(
      new SecretsManagerClient(clientOptions({ maxSockets: 10, requestTimeoutMs: 5_000 })),
      'Secrets Manager',
    ),
    tenantsInSecrets,
  );
