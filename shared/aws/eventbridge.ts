import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { clientOptions, withBusyErrors } from './client-options.ts';

export const eventBridgeClient = (): EventBridgeClient =>
  withBusyErrors(
    new EventBridgeClient(clientOptions({ maxSockets: 10, requestTimeoutMs: 5_000 })),
    'EventBridge',
  );
