import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { clientOptions, withBusyErrors } from './client-options.ts';
import { tenantsInJson, withTenantGuard } from './tenant-guard.ts';

/** Schedules are named by a hash of their tenant; what they will say is held against it. */
export const schedulerClient = (): SchedulerClient =>
  withTenantGuard(
    withBusyErrors(
      new SchedulerClient(clientOptions({ maxSockets: 10, requestTimeoutMs: 5_000 })),
      'EventBridge Scheduler',
    ),
    tenantsInJson('Input'),
  );
