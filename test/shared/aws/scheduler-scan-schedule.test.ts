import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { schedulerScanSchedule } from '../../../shared/aws/scheduler-scan-schedule.ts';
import { digest } from '../../../shared/hash.ts';
import { stillClock } from './still-clock.ts';

const scheduler = mockClient(SchedulerClient);
const target = { group: 'scans', targetArn: 'arn:function', roleArn: 'arn:role', dlqArn: 'arn:dlq' };
const schedule = schedulerScanSchedule(scheduler as unknown as SchedulerClient, target, stillClock());
const NAME = `scan-${digest('acme').slice(0, 32)}`;

const expected = (start: string) => ({
  Name: NAME,
  GroupName: 'scans',
  State: 'ENABLED',
  ScheduleExpression: 'rate(168 hours)',
  StartDate: new Date(start),
  FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
  Target: {
    Arn: 'arn:function',
    RoleArn: 'arn:role',
    Input: '{"tenant":"acme","generation":2,"scheduledAt":"<aws.scheduler.scheduled-time>"}',
    DeadLetterConfig: { Arn: 'arn:dlq' },
    RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3_600 },
  },
});

beforeEach(() => scheduler.reset());

test('a schedule is created from its first due time on', async () => {
  scheduler.on(CreateScheduleCommand).resolves({});

  await schedule.set('acme', 2, 'weekly', '2026-10-03T08:00:00.000Z');

  expect(scheduler.commandCalls(CreateScheduleCommand)[0]?.args[0].input).toEqual(
    expected('2026-10-03T08:00:00.000Z'),
  );
});

test('a first due time that is past moves on by whole periods, since the scheduler refuses it', async () => {
  scheduler.on(CreateScheduleCommand).resolves({});

  await schedule.set('acme', 2, 'weekly', '2026-09-20T08:00:00.000Z');

  expect(scheduler.commandCalls(CreateScheduleCommand)[0]?.args[0].input).toEqual(
    expected('2026-10-04T08:00:00.000Z'),
  );
});

test('a schedule that exists is changed', async () => {
  scheduler
    .on(CreateScheduleCommand)
    .rejects(new ConflictException({ $metadata: {}, message: '', Message: '' }));
  scheduler.on(UpdateScheduleCommand).resolves({});

  await schedule.set('acme', 2, 'weekly', '2026-10-03T08:00:00.000Z');

  expect(scheduler.commandCalls(UpdateScheduleCommand)[0]?.args[0].input).toEqual(
    expected('2026-10-03T08:00:00.000Z'),
  );
});

test('off deletes, also what is not there', async () => {
  scheduler
    .on(DeleteScheduleCommand)
    .rejects(new ResourceNotFoundException({ $metadata: {}, message: '', Message: '' }));

  await schedule.set('acme', 2, 'off', null);

  expect(scheduler.commandCalls(DeleteScheduleCommand)[0]?.args[0].input).toEqual({
    Name: NAME,
    GroupName: 'scans',
  });
});
