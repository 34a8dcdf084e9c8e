import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnRule, EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { routes } from '../shared/api/routes.ts';
import { OwnMetrics } from './app-metric.ts';
import { AlarmTopic } from './constructs/alarm-topic.ts';
import { Api } from './constructs/api.ts';
import { AppFunction } from './constructs/app-function.ts';
import { Budgets } from './constructs/budgets.ts';
import { OnCallDashboard } from './constructs/dashboard.ts';
import { DeliveryAlarms } from './constructs/delivery-alarms.ts';
import { FactArchive } from './constructs/fact-archive.ts';
import { Notices } from './constructs/notices.ts';
import { RecordAlarm } from './constructs/record-alarm.ts';
import { ScanAlarms } from './constructs/scan-alarms.ts';
import { TableAlarms } from './constructs/table-alarms.ts';
import { TenantNotices } from './constructs/tenant-notices.ts';
import { WorkQueue } from './constructs/work-queue.ts';
import type { DataStack } from './data-stack.ts';
import { type Deployment, nameIn } from './deployment.ts';
import { addParameters, type Parameters } from './parameters.ts';
import { PortalFunctions } from './portal-functions.ts';
import { ScanFunctions, sliceSeconds, timeouts } from './scan-functions.ts';
import type { Settings } from './settings.ts';

export interface ServiceStackProps extends StackProps {
  readonly deployment: Deployment;
  readonly data: DataStack;
}

interface Watched {
  readonly deployment: Deployment;
  readonly data: DataStack;
  readonly api: HttpApi;
  readonly queues: Readonly<Record<string, WorkQueue>>;
  readonly bus: EventBus;
  /** Group of the tenants' schedules. */
  readonly scheduleGroup: string;
}

/** What can be taken down and built again at any time. */
export class ServiceStack extends Stack {
  /** Host of the HTTP API. */
  readonly apiHost: string;
  /** Claims that say whose a token is, as deployed; for other stacks. */
  readonly claims: Pick<Parameters, 'tenantClaim' | 'rolesClaim'>;

  constructor(scope: Construct, id: string, { deployment, data, ...props }: ServiceStackProps) {
    super(scope, id, props);
    const parameters = addParameters(this, deployment, data.users);
    this.claims = {
      tenantClaim: this.exportValue(parameters.tenantClaim, { name: nameIn(deployment, 'tenant-claim') }),
      rolesClaim: this.exportValue(parameters.rolesClaim, { name: nameIn(deployment, 'roles-claim') }),
    };

    const lane = new WorkQueue(this, 'ScanLane', {
      name: 'scan-lane',
      key: data.key,
      fifo: true,
      consumerTimeout: timeouts.runScan,
      // Nothing else of the tenant moves meanwhile (docs/adr/0002-short-visibility-on-the-lane.md).
      visibilityTimeout: timeouts.runScan.plus(Duration.seconds(10)),
      deadLetterConsumerTimeout: timeouts.deadLetter,
      maxReceiveCount: 5,
    });
    lane.alarmWhenOlderThan(Duration.minutes(15), 'Scan lane too old');
    const inspection = new WorkQueue(this, 'Inspection', {
      name: 'inspection-queue',
      key: data.key,
      consumerTimeout: timeouts.inspectContent,
      // The scan waits for its last item (docs/adr/0002-short-visibility-on-the-lane.md).
      visibilityTimeout: timeouts.inspectContent.plus(Duration.seconds(10)),
      deadLetterConsumerTimeout: timeouts.deadLetter,
      maxReceiveCount: 3,
    });
    inspection.alarmWhenOlderThan(Duration.minutes(30), 'Inspection queue too old');
    const purge = new WorkQueue(this, 'Purge', {
      name: 'purge-queue',
      key: data.key,
      consumerTimeout: timeouts.purgeTenantData,
      // A scan that was just cancelled sees it within four seconds; nothing may be written behind the purge.
      deliveryDelay: Duration.seconds(10),
      maxReceiveCount: 5,
    });
    purge.alarmWhenOlderThan(Duration.minutes(60), 'Purge too old');
    const bus = new EventBus(this, 'Facts', { eventBusName: nameIn(deployment, 'facts') });

    const settings: Settings = {
      INTEGRATIONS_TABLE: data.integrations.tableName,
      AGENTS_TABLE: data.agents.tableName,
      EVENTS_TABLE: data.events.tableName,
      STAGING_BUCKET: data.staging.bucketName,
      EXPORT_BUCKET: data.staging.bucketName,
      ARCHIVE_BUCKET: data.archive.bucketName,
      SCAN_LANE_URL: lane.queue.queueUrl,
      INSPECTION_QUEUE_URL: inspection.queue.queueUrl,
      PURGE_QUEUE_URL: purge.queue.queueUrl,
      BUS_NAME: bus.eventBusName,
      KEY_STORE: deployment.keyStore,
      SECRET_PREFIX: `claude-enterprise-integration/${deployment.stage}/`,
      SECRET_KEY_ID: data.key.keyArn,
      CURSOR_SECRET_ID: data.cursorSecret.secretArn,
      INSPECTION_SECRET_ID: data.inspectionSecret.secretArn,
      COMPLIANCE_API_URL: parameters.complianceApiUrl,
      COMPLIANCE_API_ALLOW_LOOPBACK: parameters.allowLoopback,
      TENANT_CLAIM: parameters.tenantClaim,
      ROLES_CLAIM: parameters.rolesClaim,
      SLICE_SECONDS: String(sliceSeconds),
      STAGE: deployment.stage,
    };
    const keys = { prefix: settings.SECRET_PREFIX, key: data.key, store: deployment.keyStore };
    const parts = { deployment, data, settings, keys, lane, inspection, purge, bus };
    const scans = new ScanFunctions(this, 'Scans', parts);
    const portal = new PortalFunctions(this, 'Portal', { ...parts, schedules: scans.schedules });

    const { scanNow } = routes;
    const api = new Api(this, 'Api', {
      name: nameIn(deployment, 'api'),
      key: data.key,
      routes: Object.values(routes),
      functions: portal.functions,
      authorizer: new HttpJwtAuthorizer('Portal', parameters.issuer, { jwtAudience: [parameters.audience] }),
      origins: deployment.portalOrigins,
      limits: { [`${scanNow.method} ${scanNow.path}`]: 2 },
    });
    this.apiHost = `${api.http.apiId}.execute-api.${this.region}.${this.urlSuffix}`;
    new CfnOutput(this, 'ApiUrl', { value: api.http.apiEndpoint });
    if (deployment.commit) new CfnOutput(this, 'Commit', { value: deployment.commit });

    const notices = new Notices(this, 'Notices', { bus, key: data.key });
    new CfnOutput(this, 'NoticesTopicArn', { value: notices.topic.topicArn });
    const tenantNotices = new TenantNotices(this, 'TenantNotices', {
      bus,
      key: data.key,
      integrations: data.integrations,
      stage: deployment.stage,
      bundles: deployment.functions,
    });
    const archive = new FactArchive(this, 'Archive', {
      bus,
      bucket: data.archive,
      key: data.key,
      bundles: deployment.functions,
    });
    this.watch({
      deployment,
      data,
      api: api.http,
      queues: { lane, inspection, purge, archive: archive.facts, notices: tenantNotices.facts },
      bus,
      scheduleGroup: scans.schedules.schedules.groupName,
    });
  }

  /** Alarms about the whole, where they go, and the page that shows it. */
  private watch({ deployment, data, api, queues, bus, scheduleGroup }: Watched): void {
    const { stage, alarmTopicArn, alarmEmail, monthlyBudgetUsd } = deployment;
    const functions = this.node.findAll().filter((node) => node instanceof AppFunction);
    const metrics = new OwnMetrics(stage);
    new ScanAlarms(this, 'ScanAlarms', { metrics });
    new TableAlarms(this, 'TableAlarms', {
      integrations: data.integrations,
      agents: data.agents,
      events: data.events,
    });
    new DeliveryAlarms(this, 'DeliveryAlarms', {
      busName: bus.eventBusName,
      rules: this.node.findAll().filter((node) => node instanceof CfnRule),
      scheduleGroup,
    });
    const records = new RecordAlarm(this, 'Records', { stage });
    for (const { name, logGroup } of functions) records.watch(name, logGroup);
    new OnCallDashboard(this, 'OnCall', {
      name: nameIn(deployment, 'on-call'),
      metrics,
      api,
      queues,
      functions: Object.fromEntries(functions.map((lambda) => [lambda.name, lambda])),
    });

    const topicArn =
      alarmTopicArn ?? new AlarmTopic(this, 'Alarms', { key: data.key, email: alarmEmail }).topicArn;
    new Budgets(this, 'Budget', {
      nameOf: (budget) => nameIn(deployment, budget),
      monthlyUsd: monthlyBudgetUsd,
      stage,
      topicArn,
    });
    new CfnOutput(this, 'AlarmTopicArn', { value: topicArn });
    this.sendAlarmsTo(topicArn);
  }

  private sendAlarmsTo(topicArn: string): void {
    for (const alarm of this.node.findAll()) {
      if (alarm instanceof CfnAlarm) alarm.alarmActions = [topicArn];
    }
  }
}
