import { STSClient } from '@aws-sdk/client-sts';
import { clientOptions, withBusyErrors } from './client-options.ts';
import { tenantsInTags, withTenantGuard } from './tenant-guard.ts';

export const stsClient = (): STSClient =>
  withTenantGuard(
    withBusyErrors(new STSClient(clientOptions({ maxSockets: 10, requestTimeoutMs: 5_000 })), 'STS'),
    tenantsInTags,
  );
