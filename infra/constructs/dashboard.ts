import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { OwnMetrics } from '../app-metric.ts';
import type { WorkQueue } from './work-queue.ts';

export interface OnCallDashboardProps {
  readonly name: string;
  readonly metrics: OwnMetrics;
  readonly api: HttpApi;
  readonly queues: Readonly<Record<string, WorkQueue>>;
  readonly functions: Readonly<Record<string, IFunction>>;
}

const period = Duration.minutes(5);

/** One page for whoever is on call: from what people see down to what runs. */
export class OnCallDashboard extends Construct {
  constructor(scope: Construct, id: string, props: OnCallDashboardProps) {
    super(scope, id);
    const dashboard = new Dashboard(this, 'Dashboard', { dashboardName: props.name });
    dashboard.addWidgets(
      new TextWidget({
        width: 24,
        height: 2,
        markdown:
          'What an alarm means and what to do is in **docs/runbook.md**, under the first words of its description. Service levels are in **docs/operations.md**.',
      }),
    );
    dashboard.addWidgets(...scanRow(props));
    dashboard.addWidgets(...providerRow(props));
    dashboard.addWidgets(...queueRow(props));
    dashboard.addWidgets(...apiRow(props));
  }
}

const graph = (title: string, left: IMetric[], right: IMetric[] = []): GraphWidget =>
  new GraphWidget({ title, left, right, width: 8, height: 6, period, leftYAxis: { min: 0 } });

function scanRow({ metrics }: OnCallDashboardProps) {
  return [
    graph('Scans: started, completed, failed', [
      metrics.of('start-scan', 'ScanStarted'),
      metrics.of('run-scan', 'ScanCompleted'),
      metrics.of('run-scan', 'ScanFailed'),
      metrics.of('dead-letter', 'ScanFailed'),
      metrics.of('run-scan', 'ApiKeyRejected'),
    ]),
    graph(
      'Scans that wait: seconds late, healed, standing still',
      [metrics.of('start-scan', 'ScheduledStartDelaySeconds', { statistic: 'Maximum' })],
      [
        metrics.of('sweep-scans', 'SweeperHeals'),
        metrics.of('sweep-scans', 'StalledScans', { statistic: 'Maximum' }),
      ],
    ),
    graph('Length of scans, seconds', [
      metrics.of('run-scan', 'ScanSeconds', { statistic: 'p50' }),
      metrics.of('run-scan', 'ScanSeconds', { statistic: 'p99' }),
    ]),
  ];
}

function providerRow({ metrics }: OnCallDashboardProps) {
  return [
    graph(
      'Anthropic: calls, told to wait, failed',
      [metrics.of('run-scan', 'ProviderCalls')],
      [metrics.of('run-scan', 'ProviderThrottled'), metrics.of('run-scan', 'ProviderErrors')],
    ),
    graph('Items: how they ended', [
      metrics.of('inspect-content', 'ItemsClean'),
      metrics.of('inspect-content', 'ItemsFlagged'),
      metrics.of('inspect-content', 'ItemsSkipped'),
      metrics.of('inspect-content', 'ItemsFailed'),
    ]),
    new SingleValueWidget({
      title: 'Must be zero: not reconciled, damaged, given up',
      width: 8,
      height: 6,
      metrics: [
        metrics.of('run-scan', 'ReconcileMismatches', { period: Duration.days(1) }),
        metrics.of('run-scan', 'ItemsCorrupt', { period: Duration.days(1) }),
        metrics.of('dead-letter', 'ScansGivenUp', { period: Duration.days(1) }),
        metrics.of('dead-letter', 'ItemsGivenUp', { period: Duration.days(1) }),
      ],
    }),
  ];
}

function queueRow({ queues, functions }: OnCallDashboardProps) {
  const named = Object.entries(queues);
  return [
    graph(
      'Queues: age of the oldest message, seconds',
      named.map(([label, { queue }]) =>
        queue.metricApproximateAgeOfOldestMessage({ label, statistic: 'Maximum' }),
      ),
    ),
    graph(
      'Dead letters',
      named.map(([label, { deadLetters }]) =>
        deadLetters.metricApproximateNumberOfMessagesVisible({ label, statistic: 'Maximum' }),
      ),
    ),
    graph(
      'Functions: errors',
      Object.entries(functions).map(([label, lambda]) => lambda.metricErrors({ label })),
    ),
  ];
}

function apiRow({ api, functions }: OnCallDashboardProps) {
  return [
    graph('API: requests, refused, failed', [
      api.metricCount(),
      api.metricClientError(),
      api.metricServerError(),
    ]),
    graph('API: latency, ms', [
      api.metricLatency({ statistic: 'p50' }),
      api.metricLatency({ statistic: 'p95' }),
      api.metricLatency({ statistic: 'p99' }),
    ]),
    graph(
      'Functions: at work at once',
      Object.entries(functions).map(([label, lambda]) =>
        lambda.metric('ConcurrentExecutions', { label, statistic: 'Maximum' }),
      ),
    ),
  ];
}
