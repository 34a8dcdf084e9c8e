import { Aws, Duration } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { sendNoticesEnv } from '../../functions/send-notices/env.ts';
import type { DataStack } from '../data-stack.ts';
import { allow, grantTable } from '../grants.ts';
import { AppFunction } from './app-function.ts';
import { FactQueue } from './fact-queue.ts';
import { NOTABLE_FACTS } from './notices.ts';
import { TenantRole } from './tenant-role.ts';

export interface TenantNoticesProps {
  readonly bus: EventBus;
  readonly key: Key;
  readonly integrations: DataStack['integrations'];
  readonly stage: string;
  /** Folder of the bundles. */
  readonly bundles: string;
}

/** Tells each tenant's own topics what the tenant wants to hear of. */
export class TenantNotices extends Construct {
  readonly facts: FactQueue;

  constructor(scope: Construct, id: string, { bus, key, integrations, stage, bundles }: TenantNoticesProps) {
    super(scope, id);
    const timeout = Duration.seconds(60);
    this.facts = new FactQueue(this, 'Facts', {
      bus,
      patterns: NOTABLE_FACTS,
      name: 'notice-queue',
      key,
      consumerTimeout: timeout,
      maxReceiveCount: 5,
    });
    const lambda = new AppFunction(this, 'SendNotices', {
      name: 'send-notices',
      bundles,
      env: sendNoticesEnv,
      settings: { INTEGRATIONS_TABLE: integrations.tableName, STAGE: stage },
      key,
      timeout,
      memoryMb: 512,
    });
    this.facts.invokes(lambda, {
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(30),
      maxConcurrency: 2,
    });
    const asTenant = new TenantRole(lambda);
    grantTable(asTenant, integrations, ['dynamodb:GetItem']);
    // A tenant's topics are in accounts and regions of its own, and have one name (shared/domain/notice.ts).
    allow(asTenant, ['sns:Publish'], [`arn:${Aws.PARTITION}:sns:*:*:claude-notices-${asTenant.tenant}`]);
  }
}
