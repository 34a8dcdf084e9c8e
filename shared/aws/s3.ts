import { S3Client } from '@aws-sdk/client-s3';
import { clientOptions, withBusyErrors } from './client-options.ts';

export const s3Client = (): S3Client =>
  withBusyErrors(new S3Client(clientOptions({ maxSockets: 50, requestTimeoutMs: 30_000 })), 'S3');
