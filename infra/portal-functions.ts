import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { cancelScanEnv } from '../functions/cancel-scan/env.ts';
import { configureIntegrationEnv } from '../functions/configure-integration/env.ts';
import { deleteIntegrationEnv } from '../functions/delete-integration/env.ts';
import { exportListEnv } from '../functions/export-list/env.ts';
import { manageNoticesEnv } from '../functions/manage-notices/env.ts';
import { managePoliciesEnv } from '../functions/manage-policies/env.ts';
import { managePrivacyEnv } from '../functions/manage-privacy/env.ts';
import { portalQueriesEnv } from '../functions/portal-queries/env.ts';
import { scanNowEnv } from '../functions/scan-now/env.ts';
import { setCoverageEnv } from '../functions/set-coverage/env.ts';
import { setScheduleEnv } from '../functions/set-schedule/env.ts';
import { triageEventEnv } from '../functions/triage-event/env.ts';
import { tryPolicyEnv } from '../functions/try-policy/env.ts';
import type { ApiFunction } from '../shared/api/routes.ts';
import { AppFunction } from './constructs/app-function.ts';
import {
  allow,
  grantObjects,
  grantSchedules,
  grantSecret,
  grantSend,
  grantTable,
  grantTenantKeys,
  read,
  write,
} from './grants.ts';
import type { SchedulesAtWork, ServiceParts } from './scan-functions.ts';

/** The HTTP API gives up after 30 seconds. */
const timeout = Duration.seconds(29);

const agentIndexes = ['byOwner', 'byUsage', 'byLastSeen'];
const eventIndexes = ['byUser', 'byRisk'];

type Props = ServiceParts & { readonly schedules: SchedulesAtWork };

/** The functions behind the portal's API, and what each may reach. */
export class PortalFunctions extends Construct {
  readonly functions: { readonly [Name in ApiFunction]: IFunction };
  private readonly parts: Props;

  constructor(scope: Construct, id: string, parts: Props) {
    super(scope, id);
    this.parts = parts;
    this.functions = {
      'configure-integration': this.configureIntegration(),
      'delete-integration': this.deleteIntegration(),
      'scan-now': this.scanNow(),
      'cancel-scan': this.cancelScan(),
      'set-schedule': this.setSchedule(),
      'set-coverage': this.setCoverage(),
      'triage-event': this.triageEvent(),
      'manage-policies': this.managePolicies(),
      'try-policy': this.tryPolicy(),
      'manage-privacy': this.managePrivacy(),
      'manage-notices': this.manageNotices(),
      'portal-queries': this.portalQueries(),
      'export-list': this.exportList(),
    };
  }

  private configureIntegration(): IFunction {
    const lambda = new AppFunction(this, 'ConfigureIntegration', {
      ...this.common('configure-integration'),
      env: configureIntegrationEnv,
    });
    this.allowCommands(lambda);
    grantTenantKeys(lambda, this.parts.keys, ['create', 'remove']);
    this.allowFacts(lambda);
    return lambda;
  }

  private deleteIntegration(): IFunction {
    const { purge, schedules } = this.parts;
    const lambda = new AppFunction(this, 'DeleteIntegration', {
      ...this.common('delete-integration'),
      env: deleteIntegrationEnv,
    });
    this.allowCommands(lambda);
    grantTenantKeys(lambda, this.parts.keys, ['remove']);
    grantSchedules(lambda, schedules.schedules, ['scheduler:DeleteSchedule']);
    grantSend(lambda, purge.queue);
    return lambda;
  }

  private scanNow(): IFunction {
    const lambda = new AppFunction(this, 'ScanNow', { ...this.common('scan-now'), env: scanNowEnv });
    this.allowCommands(lambda);
    grantSend(lambda, this.parts.lane.queue);
    this.allowFacts(lambda);
    return lambda;
  }

  private cancelScan(): IFunction {
    const lambda = new AppFunction(this, 'CancelScan', { ...this.common('cancel-scan'), env: cancelScanEnv });
    this.allowCommands(lambda);
    return lambda;
  }

  private setCoverage(): IFunction {
    const lambda = new AppFunction(this, 'SetCoverage', {
      ...this.common('set-coverage'),
      env: setCoverageEnv,
    });
    this.allowCommands(lambda);
    return lambda;
  }

  private setSchedule(): IFunction {
    const lambda = new AppFunction(this, 'SetSchedule', {
      ...this.common('set-schedule'),
      env: setScheduleEnv,
    });
    this.allowCommands(lambda);
    grantSchedules(lambda, this.parts.schedules.schedules, [
      'scheduler:CreateSchedule',
      'scheduler:UpdateSchedule',
      'scheduler:DeleteSchedule',
    ]);
    return lambda;
  }

  private triageEvent(): IFunction {
    const { data } = this.parts;
    const lambda = new AppFunction(this, 'TriageEvent', {
      ...this.common('triage-event'),
      env: triageEventEnv,
    });
    grantTable(lambda, data.events, ['dynamodb:GetItem', 'dynamodb:UpdateItem']);
    // The audit, and how long it is kept.
    grantTable(lambda, data.integrations, ['dynamodb:GetItem', 'dynamodb:PutItem']);
    return lambda;
  }

  private managePolicies(): IFunction {
    const lambda = new AppFunction(this, 'ManagePolicies', {
      ...this.common('manage-policies'),
      env: managePoliciesEnv,
    });
    this.allowCommands(lambda);
    grantSecret(lambda, this.parts.data.inspectionSecret);
    return lambda;
  }

  /** Content is parsed here, so it can reach policies and nothing to change. */
  private tryPolicy(): IFunction {
    const { data } = this.parts;
    const lambda = new AppFunction(this, 'TryPolicy', {
      ...this.common('try-policy'),
      env: tryPolicyEnv,
      // One whole virtual CPU.
      memoryMb: 1769,
    });
    grantTable(lambda, data.integrations, ['dynamodb:GetItem']);
    grantSecret(lambda, data.inspectionSecret);
    return lambda;
  }

  private managePrivacy(): IFunction {
    const { data, purge } = this.parts;
    const lambda = new AppFunction(this, 'ManagePrivacy', {
      ...this.common('manage-privacy'),
      env: managePrivacyEnv,
    });
    this.allowCommands(lambda);
    grantSend(lambda, purge.queue);
    grantSecret(lambda, data.inspectionSecret);
    grantSecret(lambda, data.cursorSecret);
    return lambda;
  }

  private manageNotices(): IFunction {
    const lambda = new AppFunction(this, 'ManageNotices', {
      ...this.common('manage-notices'),
      env: manageNoticesEnv,
    });
    grantTable(lambda, this.parts.data.integrations, ['dynamodb:GetItem', 'dynamodb:PutItem']);
    return lambda;
  }

  private portalQueries(): IFunction {
    const { data } = this.parts;
    const lambda = new AppFunction(this, 'PortalQueries', {
      ...this.common('portal-queries'),
      env: portalQueriesEnv,
    });
    this.allowLists(lambda);
    grantSecret(lambda, data.cursorSecret);
    return lambda;
  }

  private exportList(): IFunction {
    const { data } = this.parts;
    const lambda = new AppFunction(this, 'ExportList', { ...this.common('export-list'), env: exportListEnv });
    this.allowLists(lambda);
    grantTable(lambda, data.integrations, ['dynamodb:PutItem']);
    // The link that it answers with reads as this function does.
    grantObjects(lambda, data.staging, 'exports', [
      's3:PutObject',
      's3:GetObject',
      's3:AbortMultipartUpload',
    ]);
    return lambda;
  }

  /** The integration, its scans, its audit log and the answers kept for repeated requests. */
  private allowCommands(lambda: IFunction): void {
    grantTable(lambda, this.parts.data.integrations, [...read, ...write]);
  }

  private allowLists(lambda: IFunction): void {
    const { data } = this.parts;
    grantTable(lambda, data.integrations, read);
    grantTable(lambda, data.agents, read, agentIndexes);
    grantTable(lambda, data.events, read, eventIndexes);
  }

  private allowFacts(lambda: IFunction): void {
    allow(lambda, ['events:PutEvents'], [this.parts.bus.eventBusArn]);
  }

  private common(name: ApiFunction) {
    const { data, deployment, settings, schedules } = this.parts;
    return {
      name,
      key: data.key,
      bundles: deployment.functions,
      settings: { ...settings, ...schedules.settings },
      timeout,
      memoryMb: 1024,
    };
  }
}
