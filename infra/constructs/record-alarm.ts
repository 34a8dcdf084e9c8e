import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { METRIC_NAMESPACE } from '../../shared/runtime/metrics.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

/** Log codes of audit entries and facts that could not be written: the log is all that is left of them. */
export const lostRecordCodes = ['AUDIT_LOST', 'FACT_LOST'] as const;

/** Fires when a function had to put an audit entry or a fact into its log instead of where it belongs. */
export class RecordAlarm extends Construct {
  private readonly stage: string;

  constructor(scope: Construct, id: string, { stage }: { stage: string }) {
    super(scope, id);
    this.stage = stage;
    new RunbookAlarm(this, 'Alarm', {
      heading: 'Record lost',
      subject: 'functions',
      says: 'could not write an audit entry or tell a fact, and logged it instead',
      metric: new Metric({
        namespace: METRIC_NAMESPACE,
        metricName: this.metricName,
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      threshold: 0,
    });
  }

  watch(name: string, logGroup: ILogGroup): void {
    new MetricFilter(this, name, {
      logGroup,
      filterPattern: FilterPattern.any(
        ...lostRecordCodes.map((code) => FilterPattern.stringValue('$.code', '=', code)),
      ),
      metricNamespace: METRIC_NAMESPACE,
      metricName: this.metricName,
      metricValue: '1',
    });
  }

  /** Metrics of log filters have no dimensions without paying for each of their values. */
  private get metricName(): string {
    return `RecordsLost-${this.stage}`;
  }
}
