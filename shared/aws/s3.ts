import { S3Client } from '@aws-sdk/client-s3';
import { clientOptions, withBusyErrors } from './client-options.ts';
import { tenantsInObjects, withTenantGuard } from './tenant-guard.ts';

export const s3Client = (): S3Client =>
  withTenantGuard(
    withBusyErrors(new S3Client(clientOptions({ maxSockets: 50, requestTimeoutMs: 30_000 })), 'S3'),
    tenantsInObjects,
  );
