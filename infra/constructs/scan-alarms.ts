import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { OwnMetrics } from '../app-metric.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

const hour = Duration.hours(1);
const day = Duration.days(1);

/** Alarms about scans as a whole, by what the functions count. */
export class ScanAlarms extends Construct {
  constructor(scope: Construct, id: string, { metrics }: { metrics: OwnMetrics }) {
    super(scope, id);
    new RunbookAlarm(this, 'Stalled', {
      heading: 'Scans stand still',
      subject: 'scans',
      says: 'include one of which nothing was heard for 30 minutes, although its step was sent again',
      metric: metrics.of('sweep-scans', 'StalledScans', { statistic: 'Maximum' }),
      threshold: 0,
      periods: 2,
    });
    new RunbookAlarm(this, 'Heals', {
      heading: 'Sweeper busy',
      subject: 'sweep-scans',
      says: 'sent more than 20 steps again within an hour',
      metric: metrics.of('sweep-scans', 'SweeperHeals', { period: hour }),
      threshold: 20,
    });
    for (const service of ['run-scan', 'dead-letter'] as const) {
      new RunbookAlarm(this, `Failures-${service}`, {
        heading: 'Scans fail',
        subject: service,
        says: 'ended more than three scans as failed within an hour',
        metric: metrics.of(service, 'ScanFailed', { period: hour }),
        threshold: 3,
      });
    }
    new RunbookAlarm(this, 'Keys', {
      heading: 'Keys rejected',
      subject: 'integrations',
      says: 'include more than five whose key was rejected within an hour',
      metric: metrics.of('run-scan', 'ApiKeyRejected', { period: hour }),
      threshold: 5,
    });
    new RunbookAlarm(this, 'Reconcile', {
      heading: 'Scan does not reconcile',
      subject: 'scans',
      says: 'include one whose items do not add up to its counters',
      metric: metrics.of('run-scan', 'ReconcileMismatches'),
      threshold: 0,
    });
    new RunbookAlarm(this, 'Late', {
      heading: 'Scheduled scans late',
      subject: 'start-scan',
      says: 'started a scan more than 30 minutes after it was due',
      metric: metrics.of('start-scan', 'ScheduledStartDelaySeconds', { statistic: 'Maximum' }),
      threshold: 1_800,
    });
    const due = { statistic: 'SampleCount', period: day };
    new RunbookAlarm(this, 'Stale', {
      heading: 'Scans far behind',
      subject: 'integrations',
      says: 'include more than one in a hundred whose scans have not completed for two periods',
      metric: metrics.share(
        'due scans of integrations that are far behind, %',
        metrics.of('start-scan', 'ScanStale', { period: day }),
        [metrics.of('start-scan', 'ScheduledStartDelaySeconds', due)],
        day,
      ),
      threshold: 1,
    });
    const calls = metrics.of('run-scan', 'ProviderCalls');
    new RunbookAlarm(this, 'ProviderThrottles', {
      heading: 'Provider throttles',
      subject: 'run-scan',
      says: 'was told to wait on more than 2 % of its calls to Anthropic',
      metric: metrics.share('throttled calls, %', metrics.of('run-scan', 'ProviderThrottled'), [calls]),
      threshold: 2,
    });
    new RunbookAlarm(this, 'Corrupt', {
      heading: 'Content corrupt',
      subject: 'run-scan',
      says: 'got content on more than one call in a thousand that was damaged twice',
      metric: metrics.share('damaged items, % of calls', metrics.of('run-scan', 'ItemsCorrupt'), [calls]),
      threshold: 0.1,
    });
    new RunbookAlarm(this, 'ProviderErrors', {
      heading: 'Provider fails',
      subject: 'run-scan',
      says: 'got an error or no answer on more than 10 % of its calls to Anthropic',
      metric: metrics.share('failed calls, %', metrics.of('run-scan', 'ProviderErrors'), [calls]),
      threshold: 10,
    });
    const failed = metrics.of('inspect-content', 'ItemsFailed');
    new RunbookAlarm(this, 'Items', {
      heading: 'Items fail',
      subject: 'inspect-content',
      says: 'could not inspect more than 5 % of the items',
      metric: metrics.share('failed items, %', failed, [
        failed,
        metrics.of('inspect-content', 'ItemsClean'),
        metrics.of('inspect-content', 'ItemsFlagged'),
        metrics.of('inspect-content', 'ItemsSkipped'),
      ]),
      threshold: 5,
    });
  }
}
