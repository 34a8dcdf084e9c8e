import { CfnRule, type EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { FACT_SOURCE } from './facts.ts';
import { WorkQueue, type WorkQueueProps } from './work-queue.ts';

/** Each names kinds of facts, and what their details must be. */
export type FactPattern = Readonly<Record<string, unknown>>;

export interface FactQueueProps extends WorkQueueProps {
  readonly bus: EventBus;
  /** Facts that match one of these; every fact where none is given. */
  readonly patterns?: readonly FactPattern[];
}

/** A queue that rules of the bus put facts into, and nobody else. */
export class FactQueue extends WorkQueue {
  constructor(scope: Construct, id: string, { bus, patterns = [{}], ...props }: FactQueueProps) {
    super(scope, id, props);
    const rules = patterns.map(
      (pattern, index) =>
        new CfnRule(this, `Rule${index}`, {
          eventBusName: bus.eventBusName,
          eventPattern: { source: [FACT_SOURCE], ...pattern },
          targets: [{ id: props.name, arn: this.queue.queueArn }],
        }),
    );
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': rules.map(({ attrArn }) => attrArn) } },
      }),
    );
  }
}
