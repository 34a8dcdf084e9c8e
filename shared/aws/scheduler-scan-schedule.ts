import {
  ConflictException,
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ResourceNotFoundException,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { type Frequency, nextScanAt, PERIOD_HOURS } from '../domain/integration.ts';
import { type Tenant, tenantFrom } from '../domain/tenant.ts';
import { digest } from '../hash.ts';
import type { ScanSchedule } from '../ports/scan-schedule.ts';
import { systemClock } from './system-clock.ts';

export interface ScheduleTarget {
  readonly group: string;
  /** The function that starts scans. */
  readonly targetArn: string;
  /** What the scheduler calls it as. */
  readonly roleArn: string;
  /** Where starts go that could not be delivered. */
  readonly dlqArn: string;
}

/** Thousands of schedules are due at one minute: each fires somewhere in this window. */
const WINDOW_MINUTES = 15;

/** One schedule per tenant; it calls the function that starts scans. */
export function schedulerScanSchedule(
  client: SchedulerClient,
  target: ScheduleTarget,
  clock = systemClock,
): ScanSchedule {
  const nameOf = (tenant: Tenant) => ({
    Name: `scan-${digest(tenantFrom(tenant)).slice(0, 32)}`,
    GroupName: target.group,
  });

  const put = async (schedule: CreateScheduleCommandInput) => {
    try {
      await client.send(new CreateScheduleCommand(schedule));
    } catch (error) {
      if (!(error instanceof ConflictException)) throw error;
      await client.send(new UpdateScheduleCommand(schedule));
    }
  };

  return {
    set: async (tenant, generation, frequency, from) => {
      if (frequency === 'off') {
        await unlessMissing(() => client.send(new DeleteScheduleCommand(nameOf(tenant))));
        return;
      }
      const start = startDate(frequency, from, clock.now());
      await put({
        ...nameOf(tenant),
        State: 'ENABLED',
        ScheduleExpression: `rate(${PERIOD_HOURS[frequency]} hours)`,
        ...(start && { StartDate: start }),
        FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: WINDOW_MINUTES },
        Target: {
          Arn: target.targetArn,
          RoleArn: target.roleArn,
          Input: JSON.stringify({ tenant, generation, scheduledAt: '<aws.scheduler.scheduled-time>' }),
          DeadLetterConfig: { Arn: target.dlqArn },
          RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3_600 },
        },
      });
    },

    pause: (tenant) =>
      unlessMissing(async () => {
        const { ScheduleExpression, StartDate, FlexibleTimeWindow, Target } = await client.send(
          new GetScheduleCommand(nameOf(tenant)),
        );
        await client.send(
          new UpdateScheduleCommand({
            ...nameOf(tenant),
            State: 'DISABLED',
            ScheduleExpression,
            FlexibleTimeWindow,
            Target,
            ...(StartDate && StartDate.getTime() > clock.now() && { StartDate }),
          }),
        );
      }),
  };
}

/** A start more than five minutes ago is refused (EventBridge Scheduler), so a past one moves on by whole periods. */
function startDate(frequency: Frequency, from: string | null, now: number): Date | undefined {
  const due = nextScanAt({ status: 'active', frequency, scheduledFrom: from }, now);
  return due === null ? undefined : new Date(due);
}

async function unlessMissing(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
}
