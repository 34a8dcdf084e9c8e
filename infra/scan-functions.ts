import { Duration } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { deadLetterEnv } from '../functions/dead-letter/env.ts';
import { inspectContentEnv } from '../functions/inspect-content/env.ts';
import { purgeTenantDataEnv } from '../functions/purge-tenant-data/env.ts';
import { runScanEnv } from '../functions/run-scan/env.ts';
import { startScanEnv } from '../functions/start-scan/env.ts';
import { sweepScansEnv } from '../functions/sweep-scans/env.ts';
import { AppFunction } from './constructs/app-function.ts';
import { RunbookAlarm } from './constructs/runbook-alarm.ts';
import { EverySoOften, ScanSchedules } from './constructs/scan-schedules.ts';
import { TenantRole } from './constructs/tenant-role.ts';
import { DeadLetterQueue, type WorkQueue } from './constructs/work-queue.ts';
import type { DataStack } from './data-stack.ts';
import { type Deployment, nameIn } from './deployment.ts';
import {
  allow,
  batchWrite,
  grantList,
  grantObjects,
  grantSchedules,
  grantSecret,
  grantSend,
  grantTable,
  grantTenantKeys,
  read,
  type TenantKeys,
  write,
} from './grants.ts';
import type { ScheduleSettings, Settings } from './settings.ts';

export interface ServiceParts {
  readonly deployment: Deployment;
  readonly data: DataStack;
  readonly settings: Settings;
  readonly keys: TenantKeys;
  readonly lane: WorkQueue;
  readonly inspection: WorkQueue;
  readonly purge: WorkQueue;
  readonly bus: EventBus;
}

export interface SchedulesAtWork {
  readonly schedules: ScanSchedules;
  readonly settings: ScheduleSettings;
}

/** A slice, and after it the longest download and the checkpoint, fit into the timeout of run-scan. */
export const sliceSeconds = 120;

export const timeouts = {
  startScan: Duration.seconds(30),
  runScan: Duration.seconds(180),
  inspectContent: Duration.seconds(180),
  sweepScans: Duration.seconds(60),
  deadLetter: Duration.seconds(60),
  purgeTenantData: Duration.seconds(300),
} as const;

/** A function at most this often at once, so that scans leave concurrency for the portal. */
const maxConcurrency = 50;

/** The functions that scan, inspect and clean up, with what invokes each and what each may reach. */
export class ScanFunctions extends Construct {
  readonly schedules: SchedulesAtWork;
  private readonly parts: ServiceParts;

  constructor(scope: Construct, id: string, parts: ServiceParts) {
    super(scope, id);
    this.parts = parts;
    this.schedules = this.startScan();
    this.runScan();
    this.inspectContent();
    this.sweepScans();
    this.deadLetter();
    this.purgeTenantData();
  }

  private startScan(): SchedulesAtWork {
    const { data, deployment, lane, bus } = this.parts;
    const deadLetters = new DeadLetterQueue(this, 'MissedStarts', {
      name: 'scan-schedules',
      key: data.key,
    });
    const target = new AppFunction(this, 'StartScan', {
      ...this.common('start-scan'),
      env: startScanEnv,
      timeout: timeouts.startScan,
      memoryMb: 512,
      deadLetters,
    });
    grantTable(new TenantRole(target), data.integrations, [...read, ...write]);
    grantSend(target, lane.queue);
    allow(target, ['events:PutEvents'], [bus.eventBusArn]);

    const schedules = new ScanSchedules(this, 'Schedules', {
      groupName: nameIn(deployment, 'scans'),
      target,
      deadLetters,
    });
    return {
      schedules,
      settings: {
        SCHEDULE_GROUP: schedules.groupName,
        SCHEDULE_TARGET_ARN: target.functionArn,
        SCHEDULE_ROLE_ARN: schedules.role.roleArn,
        SCHEDULE_DLQ_ARN: deadLetters.queueArn,
      },
    };
  }

  private runScan(): void {
    const { data, lane, inspection, bus, settings } = this.parts;
    const lambda = new AppFunction(this, 'RunScan', {
      ...this.common('run-scan'),
      env: runScanEnv,
      settings: { ...settings, ...this.schedules.settings },
      timeout: timeouts.runScan,
      memoryMb: 1024,
      recursive: true,
    });
    lane.invokes(lambda, { batchSize: 1, maxConcurrency });
    const asTenant = new TenantRole(lambda);
    for (const table of [data.integrations, data.agents, data.events]) {
      grantTable(asTenant, table, [...read, ...write, ...batchWrite]);
    }
    grantObjects(asTenant, data.staging, 'staging', [
      's3:PutObject',
      's3:DeleteObject',
      's3:AbortMultipartUpload',
    ]);
    grantList(asTenant, data.staging, ['staging']);
    grantTenantKeys(asTenant, this.parts.keys, ['read']);
    // Recognises people that were purged.
    grantSecret(lambda, data.inspectionSecret);
    grantSchedules(lambda, this.schedules.schedules, ['scheduler:GetSchedule', 'scheduler:UpdateSchedule']);
    grantSend(lambda, lane.queue);
    grantSend(lambda, inspection.queue);
    allow(lambda, ['events:PutEvents'], [bus.eventBusArn]);
  }

  /** Content is parsed here, so nothing here can reach a tenant's key. */
  private inspectContent(): void {
    const { data, lane, inspection, bus } = this.parts;
    const lambda = new AppFunction(this, 'InspectContent', {
      ...this.common('inspect-content'),
      env: inspectContentEnv,
      timeout: timeouts.inspectContent,
      // One whole virtual CPU.
      memoryMb: 1769,
    });
    inspection.invokes(lambda, { batchSize: 10, maxBatchingWindow: Duration.seconds(1), maxConcurrency });
    const asTenant = new TenantRole(lambda);
    grantTable(asTenant, data.integrations, [...read, ...write]);
    grantTable(asTenant, data.agents, [...read, ...write]);
    grantTable(asTenant, data.events, [...read, ...write]);
    grantObjects(asTenant, data.staging, 'staging', ['s3:GetObject', 's3:DeleteObject']);
    // To whom may not list, S3 answers that a missing object is forbidden.
    grantList(asTenant, data.staging, ['staging']);
    grantSecret(lambda, data.inspectionSecret);
    grantSend(lambda, lane.queue);
    allow(lambda, ['events:PutEvents'], [bus.eventBusArn]);
  }

  private sweepScans(): void {
    const { data, lane } = this.parts;
    const lambda = new AppFunction(this, 'SweepScans', {
      ...this.common('sweep-scans'),
      env: sweepScansEnv,
      timeout: timeouts.sweepScans,
      memoryMb: 512,
    });
    new EverySoOften(this, 'Sweeps', { rate: Duration.minutes(1), target: lambda });
    new RunbookAlarm(this, 'NoSweep', {
      heading: 'Sweeper silent',
      subject: 'sweep-scans',
      says: 'has not run for 15 minutes',
      metric: lambda.metricInvocations({ period: Duration.minutes(15) }),
      threshold: 1,
      below: true,
    });
    grantTable(lambda, data.integrations, read, ['openScans']);
    grantSend(lambda, lane.queue);
  }

  private deadLetter(): void {
    const { data, lane, inspection, bus } = this.parts;
    const lambda = new AppFunction(this, 'DeadLetter', {
      ...this.common('dead-letter'),
      env: deadLetterEnv,
      timeout: timeouts.deadLetter,
      memoryMb: 512,
      // A message that it sends on may come back as a dead letter.
      recursive: true,
    });
    for (const queue of [lane, inspection]) queue.deadLettersInvoke(lambda, { batchSize: 10 });
    const asTenant = new TenantRole(lambda);
    grantTable(asTenant, data.integrations, [...read, ...write]);
    grantTable(asTenant, data.agents, [...read, ...write]);
    grantTable(asTenant, data.events, [...read, ...write]);
    grantObjects(asTenant, data.staging, 'staging', ['s3:DeleteObject']);
    grantSend(lambda, lane.queue);
    allow(lambda, ['events:PutEvents'], [bus.eventBusArn]);
  }

  private purgeTenantData(): void {
    const { data, purge, bus } = this.parts;
    const lambda = new AppFunction(this, 'PurgeTenantData', {
      ...this.common('purge-tenant-data'),
      env: purgeTenantDataEnv,
      timeout: timeouts.purgeTenantData,
      memoryMb: 512,
      recursive: true,
    });
    purge.invokes(lambda, { batchSize: 1, maxConcurrency: 2 });
    const asTenant = new TenantRole(lambda);
    grantTable(asTenant, data.integrations, [...read, ...write, ...batchWrite]);
    for (const table of [data.agents, data.events]) {
      grantTable(asTenant, table, [
        'dynamodb:GetItem',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
        'dynamodb:DeleteItem',
        ...batchWrite,
      ]);
    }
    grantObjects(asTenant, data.staging, 'staging', ['s3:DeleteObject']);
    grantObjects(asTenant, data.staging, 'exports', ['s3:DeleteObject']);
    for (const prefix of ['facts', 'ocsf'] as const) {
      grantObjects(asTenant, data.archive, prefix, ['s3:GetObject', 's3:PutObject', 's3:DeleteObject']);
    }
    grantList(asTenant, data.staging, ['staging', 'exports']);
    grantList(asTenant, data.archive, ['facts', 'ocsf']);
    grantSend(lambda, purge.queue);
    allow(lambda, ['events:PutEvents'], [bus.eventBusArn]);
  }

  private common(name: string) {
    const { data, deployment, settings } = this.parts;
    return { name, bundles: deployment.functions, settings, key: data.key };
  }
}
