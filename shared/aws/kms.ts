import { KMSClient } from '@aws-sdk/client-kms';
import { type Credentials, clientOptions, withBusyErrors } from './client-options.ts';
import { tenantsInContext, withTenantGuard } from './tenant-guard.ts';

const limits = { maxSockets: 10, requestTimeoutMs: 5_000 };

export const kmsClient = (credentials?: Credentials): KMSClient =>
  withTenantGuard(withBusyErrors(new KMSClient(clientOptions(limits, credentials)), 'KMS'), tenantsInContext);
