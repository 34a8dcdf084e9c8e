import { Duration, Fn } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnRule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { RunbookAlarm } from './runbook-alarm.ts';

export interface DeliveryAlarmsProps {
  readonly busName: string;
  /** Of the bus. */
  readonly rules: readonly CfnRule[];
  /** Group of the tenants' schedules. */
  readonly scheduleGroup: string;
}

const period = Duration.minutes(5);

/** Alarms about what AWS gave up to deliver, so that no queue and no log of ours holds it. */
export class DeliveryAlarms extends Construct {
  constructor(scope: Construct, id: string, { busName, rules, scheduleGroup }: DeliveryAlarmsProps) {
    super(scope, id);
    const failed = rules.map((rule) => failedInvocations(busName, rule));
    const names = failed.map((_, index) => `rule${index}`);
    new RunbookAlarm(this, 'Facts', {
      heading: 'Facts undelivered',
      subject: 'facts',
      says: 'could not be delivered to a queue or a topic, and are lost there',
      metric: new MathExpression({
        expression: names.map((name) => `FILL(${name}, 0)`).join(' + '),
        usingMetrics: Object.fromEntries(names.map((name, index) => [name, failed[index] as Metric])),
        period,
        label: 'facts that were given up',
      }),
      threshold: 0,
    });
    new RunbookAlarm(this, 'Starts', {
      heading: 'Scheduled scans lost',
      subject: 'scan-schedules',
      says: 'could neither start a scan nor leave a dead letter',
      metric: new Metric({
        namespace: 'AWS/Scheduler',
        metricName: 'InvocationsFailedToBeSentToDeadLetterCount',
        dimensionsMap: { ScheduleGroup: scheduleGroup },
        statistic: 'Sum',
        period,
      }),
      threshold: 0,
    });
  }
}

/** Metrics of a bus of one's own name the bus and the rule; the rule's name is the last part of its ARN. */
const failedInvocations = (busName: string, { attrArn }: CfnRule): Metric =>
  new Metric({
    namespace: 'AWS/Events',
    metricName: 'FailedInvocations',
    dimensionsMap: { EventBusName: busName, RuleName: Fn.select(2, Fn.split('/', attrArn)) },
    statistic: 'Sum',
  });
