import { Duration } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { archiveFactsEnv } from '../../functions/archive-facts/env.ts';
import { grantObjects } from '../grants.ts';
import { AppFunction } from './app-function.ts';
import { FactQueue } from './fact-queue.ts';
import { TenantRole } from './tenant-role.ts';

export interface FactArchiveProps {
  readonly bus: EventBus;
  readonly bucket: Bucket;
  readonly key: Key;
  /** Folder of the bundles. */
  readonly bundles: string;
}

/** Every fact of the bus as NDJSON in a bucket, by way of a queue (docs/adr/0008-facts-are-archived-by-a-function.md). */
export class FactArchive extends Construct {
  readonly facts: FactQueue;

  constructor(scope: Construct, id: string, { bus, bucket, key, bundles }: FactArchiveProps) {
    super(scope, id);
    const timeout = Duration.seconds(60);
    this.facts = new FactQueue(this, 'Facts', {
      bus,
      name: 'archive-queue',
      key,
      consumerTimeout: timeout,
      maxReceiveCount: 5,
    });
    this.facts.alarmWhenOlderThan(Duration.minutes(60), 'Archive too old');
    const lambda = new AppFunction(this, 'ArchiveFacts', {
      name: 'archive-facts',
      bundles,
      env: archiveFactsEnv,
      settings: { ARCHIVE_BUCKET: bucket.bucketName },
      key,
      timeout,
      memoryMb: 512,
    });
    this.facts.invokes(lambda, {
      batchSize: 1_000,
      maxBatchingWindow: Duration.seconds(60),
      maxConcurrency: 2,
    });
    const asTenant = new TenantRole(lambda);
    grantObjects(asTenant, bucket, 'facts', ['s3:PutObject']);
    grantObjects(asTenant, bucket, 'ocsf', ['s3:PutObject']);
  }
}
