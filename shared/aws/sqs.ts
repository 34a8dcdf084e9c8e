import { SQSClient } from '@aws-sdk/client-sqs';
import { clientOptions, withBusyErrors } from './client-options.ts';

export const sqsClient = (): SQSClient =>
  withBusyErrors(new SQSClient(clientOptions({ maxSockets: 20, requestTimeoutMs: 5_000 })), 'SQS');
