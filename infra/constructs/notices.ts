import { Aws } from 'aws-cdk-lib';
import { CfnRule, type EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { FactPattern } from './fact-queue.ts';
import { FACT_SOURCE } from './facts.ts';

/** Facts that somebody should hear of at once. */
export const NOTABLE_FACTS: readonly FactPattern[] = [
  { 'detail-type': ['ApiKeyRejected', 'ScanFailed', 'ScanStale'] },
  { 'detail-type': ['SensitiveDataFound'], detail: { risk: ['high', 'critical'] } },
];

/** Those of all tenants on one topic, for who runs the deployment: people, chat and ticket systems. */
export class Notices extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { bus, key }: { bus: EventBus; key: Key }) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', {
      displayName: 'Claude Enterprise integration',
      masterKey: key,
      enforceSSL: true,
    });
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    for (const [index, pattern] of NOTABLE_FACTS.entries()) {
      new CfnRule(this, `Rule${index}`, {
        eventBusName: bus.eventBusName,
        eventPattern: { source: [FACT_SOURCE], ...pattern },
        targets: [{ id: 'notices', arn: this.topic.topicArn }],
      });
    }
  }
}
