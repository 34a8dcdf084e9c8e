import { GetScheduleCommand, ResourceNotFoundException } from '@aws-sdk/client-scheduler';
import { startServices } from '../../local/aws/services/server.ts';
import { schedulerClient } from '../../shared/aws/scheduler.ts';
import { schedulerScanSchedule } from '../../shared/aws/scheduler-scan-schedule.ts';
import { FREQUENCIES, PERIOD_HOURS } from '../../shared/domain/integration.ts';
import { digest } from '../../shared/hash.ts';
import { memoryWorld } from '../support/memory/world.ts';
import { pointToLocalAws } from './local-aws.ts';
import { scanScheduleContract } from './scan-schedule.contract.ts';

const GROUP = 'scans';

scanScheduleContract('memory', async () => {
  const { schedule } = memoryWorld();
  return { schedule, planned: async (tenant) => schedule.schedules.get(tenant), close: async () => {} };
});

scanScheduleContract('EventBridge Scheduler', async () => {
  const server = await startServices();
  server.schedules.define([GROUP], []);
  pointToLocalAws({ SCHEDULER: server.url });
  const client = schedulerClient();
  const arn = (service: string, name: string) => `arn:aws:${service}:eu-central-1:000000000000:${name}`;
  return {
    schedule: schedulerScanSchedule(client, {
      group: GROUP,
      targetArn: arn('lambda', 'function:start-scan'),
      roleArn: 'arn:aws:iam::000000000000:role/scheduler',
      dlqArn: arn('sqs', 'schedule-dlq'),
    }),
    planned: async (tenant) => {
      const Name = `scan-${digest(tenant).slice(0, 32)}`;
      try {
        const found = await client.send(new GetScheduleCommand({ Name, GroupName: GROUP }));
        const frequency = FREQUENCIES.find(
          (one) => one !== 'off' && found.ScheduleExpression === `rate(${PERIOD_HOURS[one]} hours)`,
        );
        return {
          generation: Number(JSON.parse(found.Target?.Input ?? '{}').generation),
          frequency: frequency ?? 'off',
          from: found.StartDate?.toISOString() ?? null,
          paused: found.State === 'DISABLED',
        };
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined;
        throw error;
      }
    },
    close: async () => {
      client.destroy();
      await server.stop();
    },
  };
});
