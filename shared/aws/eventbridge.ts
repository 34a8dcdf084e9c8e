import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { clientOptions, withBusyErrors } from './client-options.ts';
import { tenantsInJson, withTenantGuard } from './tenant-guard.ts';

export const eventBridgeClient = (): EventBridgeClient =>
  withTenantGuard(
    withBusyErrors(
      new EventBridgeClient(clientOptions({ maxSockets: 10, requestTimeoutMs: 5_000 })),
      'EventBridge',
    ),
    tenantsInJson('Detail'),
  );
