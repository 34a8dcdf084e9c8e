import type { Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule, CfnScheduleGroup, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { grantSend } from '../grants.ts';

/** What EventBridge Scheduler needs for the tenants' schedules, which the functions make one by one. */
export class ScanSchedules extends Construct {
  readonly groupName: string;
  readonly role: Role;

  constructor(
    scope: Construct,
    id: string,
    {
      groupName,
      target,
      deadLetters,
    }: {
      groupName: string;
      target: IFunction;
      deadLetters: Queue;
    },
  ) {
    super(scope, id);
    this.groupName = new CfnScheduleGroup(this, 'Group', { name: groupName }).ref;
    this.role = schedulerRole(this, target);
    grantSend(this.role, deadLetters);
  }
}

/** Invokes a function again and again. A missed round is not made up for: the next one does the same. */
export class EverySoOften extends Construct {
  constructor(scope: Construct, id: string, { rate, target }: { rate: Duration; target: IFunction }) {
    super(scope, id);
    new CfnSchedule(this, 'Schedule', {
      scheduleExpression: ScheduleExpression.rate(rate).expressionString,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target.functionArn,
        roleArn: schedulerRole(this, target).roleArn,
        retryPolicy: { maximumRetryAttempts: 0 },
      },
    });
  }
}

/** May do one thing: invoke this function. */
function schedulerRole(scope: Construct, target: IFunction): Role {
  const role = new Role(scope, 'Role', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
  role.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.functionArn] }),
  );
  return role;
}
