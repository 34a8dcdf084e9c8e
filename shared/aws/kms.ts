import { KMSClient } from '@aws-sdk/client-kms';
import { clientOptions, withBusyErrors } from './client-options.ts';
import { tenantsInContext, withTenantGuard } from './tenant-guard.ts';

export const kmsClient = (): KMSClient =>
  withTenantGuard(
    withBusyErrors(new KMSClient(clientOptions({ maxSockets: 10, requestTimeoutMs: 5_000 })), 'KMS'),
    tenantsInContext,
  );
