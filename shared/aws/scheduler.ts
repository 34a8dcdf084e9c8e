import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { clientOptions, withBusyErrors } from './client-options.ts';

export const schedulerClient = (): SchedulerClient =>
  withBusyErrors(
    new SchedulerClient(clientOptions({ maxSockets: 10, requestTimeoutMs: 5_000 })),
    'EventBridge Scheduler',
  );
