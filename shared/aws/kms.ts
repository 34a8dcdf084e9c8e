import { KMSClient } from '@aws-sdk/client-kms';
import { clientOptions, withBusyErrors } from './client-options.ts';

export const kmsClient = (): KMSClient =>
  withBusyErrors(new KMSClient(clientOptions({ maxSockets: 10, requestTimeoutMs: 5_000 })), 'KMS');
