import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { template } from '../support/assembly.ts';

const service = template('Service');
const [alarmTopic] = Object.keys(service.findResources('AWS::SNS::Topic')).filter((id) =>
  id.startsWith('Alarms'),
);
const [noticesTopic] = Object.keys(service.findResources('AWS::SNS::Topic')).filter((id) =>
  id.startsWith('Notices'),
);

test('every alarm goes to the topic of the stack', () => {
  service.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: [{ Ref: alarmTopic }] });
});

describe('topics', () => {
  test("are encrypted with the deployment's key and refuse requests without TLS", () => {
    service.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
    service.allResourcesProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
  });

  test('take messages of services of this account only', () => {
    for (const { Properties } of Object.values(service.findResources('AWS::SNS::TopicPolicy'))) {
      const allowed = (
        Properties.PolicyDocument.Statement as { Effect: string; Condition?: unknown }[]
      ).filter(({ Effect }) => Effect === 'Allow');

      for (const { Condition } of allowed) {
        expect(Condition).toEqual({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } });
      }
    }
  });
});

describe('notices', () => {
  test.each([
    [{ 'detail-type': ['ApiKeyRejected', 'ScanFailed', 'ScanStale'] }],
    [{ 'detail-type': ['SensitiveDataFound'], detail: { risk: ['high', 'critical'] } }],
  ])('are sent for %j', (pattern) => {
    service.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { source: ['claude-enterprise-integration'], ...pattern },
      Targets: [Match.objectLike({ Arn: { Ref: noticesTopic } })],
    });
    service.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { source: ['claude-enterprise-integration'], ...pattern },
      Targets: [
        { Id: 'notice-queue', Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^TenantNotices'), 'Arn'] } },
      ],
    });
  });
});

describe('the archive', () => {
  test('takes every fact, by way of a queue that only its rule may write to', () => {
    service.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { source: ['claude-enterprise-integration'] },
      Targets: [{ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ArchiveFactsQueue'), 'Arn'] } }],
    });
    service.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Principal: { Service: 'events.amazonaws.com' },
            Condition: { ArnEquals: { 'aws:SourceArn': Match.anyValue() } },
          }),
        ]),
      },
    });
  });

  test('keeps facts, and what they say in OCSF, for 400 days', () => {
    template('Data').hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: [
          { Id: 'facts', Prefix: 'facts/', ExpirationInDays: 400 },
          { Id: 'ocsf', Prefix: 'ocsf/', ExpirationInDays: 400 },
        ],
      },
    });
  });
});

test('the budget sees this stage and tells at 80 % spent and at 100 % foreseen', () => {
  service.hasResourceProperties('AWS::Budgets::Budget', {
    Budget: {
      BudgetLimit: { Amount: 100, Unit: 'USD' },
      CostFilters: { TagKeyValue: ['user:stage$dev'] },
      TimeUnit: 'MONTHLY',
    },
    NotificationsWithSubscribers: [
      { Notification: { NotificationType: 'ACTUAL', Threshold: 80 } },
      { Notification: { NotificationType: 'FORECASTED', Threshold: 100 } },
    ],
  });
});

test('a day that costs half as much again as the seven before it is told', () => {
  service.hasResourceProperties('AWS::Budgets::Budget', {
    Budget: {
      BudgetLimit: Match.absent(),
      AutoAdjustData: { AutoAdjustType: 'HISTORICAL', HistoricalOptions: { BudgetAdjustmentPeriod: 7 } },
      CostFilters: { TagKeyValue: ['user:stage$dev'] },
      TimeUnit: 'DAILY',
    },
    NotificationsWithSubscribers: [{ Notification: { NotificationType: 'ACTUAL', Threshold: 150 } }],
  });
});

test('facts that any rule of the bus gives up are seen', () => {
  const [alarm] = Object.values(
    service.findResources('AWS::CloudWatch::Alarm', {
      Properties: { AlarmDescription: Match.stringLikeRegexp('^Facts undelivered:') },
    }),
  );
  const watched = JSON.stringify(alarm?.Properties.Metrics);

  for (const rule of Object.keys(service.findResources('AWS::Events::Rule'))) {
    expect(watched, rule).toContain(`"Fn::GetAtt":["${rule}","Arn"]`);
  }
});

test('one dashboard shows every function and every queue', () => {
  const [dashboard] = Object.values(service.findResources('AWS::CloudWatch::Dashboard'));
  const body = JSON.stringify(dashboard?.Properties.DashboardBody);

  for (const id of [
    ...Object.keys(service.findResources('AWS::Lambda::Function')),
    ...Object.keys(service.findResources('AWS::SQS::Queue')).filter((id) => !/MissedStarts/.test(id)),
  ]) {
    expect(body, id).toContain(id);
  }
});

test('no metric has the tenant as a dimension: each would be a metric to pay for', () => {
  const dimensions = Object.values(service.findResources('AWS::CloudWatch::Alarm')).flatMap(
    ({ Properties }) => JSON.stringify(Properties).match(/"Name":"\w+"/g),
  );

  expect(dimensions.filter((name) => /tenant|scan/i.test(String(name)))).toEqual([]);
});
