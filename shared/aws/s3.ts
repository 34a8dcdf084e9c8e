import { S3Client } from '@aws-sdk/client-s3';
import { type Credentials, clientOptions, withBusyErrors } from './client-options.ts';
import { tenantsInObjects, withTenantGuard } from './tenant-guard.ts';

const limits = { maxSockets: 50, requestTimeoutMs: 30_000 };

export const s3Client = (credentials?: Credentials): S3Client =>
  withTenantGuard(withBusyErrors(new S3Client(clientOptions(limits, credentials)), 'S3'), tenantsInObjects);
