import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type Credentials, clientOptions, withBusyErrors } from './client-options.ts';
import { tenantsInSecrets, withTenantGuard } from './tenant-guard.ts';

const limits = { maxSockets: 10, requestTimeoutMs: 5_000 };

export const secretsClient = (credentials?: Credentials): SecretsManagerClient =>
  withTenantGuard(
    withBusyErrors(new SecretsManagerClient(clientOptions(limits, credentials)), 'Secrets Manager'),
    tenantsInSecrets,
  );
