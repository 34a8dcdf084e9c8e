import { SQSClient } from '@aws-sdk/client-sqs';
import { clientOptions, withBusyErrors } from './client-options.ts';
import { tenantsInJson, withTenantGuard } from './tenant-guard.ts';

export const sqsClient = (): SQSClient =>
  withTenantGuard(
    withBusyErrors(new SQSClient(clientOptions({ maxSockets: 20, requestTimeoutMs: 5_000 })), 'SQS'),
    tenantsInJson('MessageBody'),
  );
