import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { RunbookAlarm } from './runbook-alarm.ts';

const period = Duration.minutes(5);

/** Errors above 1 % of the invocations of five minutes, any throttle, and a loop that Lambda has stopped. */
export class FunctionAlarms extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { lambda, name, recursive }: { lambda: IFunction; name: string; recursive: boolean },
  ) {
    super(scope, id);
    new RunbookAlarm(this, 'Errors', {
      heading: 'Function errors',
      subject: name,
      says: 'failed in more than 1 % of its invocations',
      metric: new MathExpression({
        expression: '100 * errors / invocations',
        usingMetrics: { errors: lambda.metricErrors(), invocations: lambda.metricInvocations() },
        period,
        label: 'errors, % of invocations',
      }),
      threshold: 1,
    });
    new RunbookAlarm(this, 'Throttles', {
      heading: 'Function throttles',
      subject: name,
      says: 'was refused because the concurrency of the account or of its queue is used up',
      metric: lambda.metricThrottles({ period }),
      threshold: 0,
    });
    if (!recursive) return;
    new RunbookAlarm(this, 'Recursion', {
      heading: 'Recursion stopped',
      subject: name,
      says: 'was stopped by Lambda because it invokes itself, which it is meant to do',
      metric: lambda.metric('RecursiveInvocationsDropped', { period, statistic: 'Sum' }),
      threshold: 0,
    });
  }
}
