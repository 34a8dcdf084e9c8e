import { Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

/**
 * Headings of docs/runbook.md, with how much it matters: 1 means that what people see is wrong, 2 that work does not get
 * done, 3 that somebody should look in the daytime.
 */
export const severities = {
  'API server errors': 2,
  'API slow': 3,
  'Archive too old': 3,
  'Content corrupt': 2,
  'Dead letters': 2,
  'Facts undelivered': 2,
  'Function errors': 2,
  'Function throttles': 2,
  'Inspection queue too old': 2,
  'Items fail': 2,
  'Keys rejected': 3,
  'Provider fails': 2,
  'Provider throttles': 3,
  'Purge too old': 2,
  'Record lost': 2,
  'Recursion stopped': 1,
  'Scan does not reconcile': 1,
  'Scan lane too old': 2,
  'Scans fail': 2,
  'Scans far behind': 2,
  'Scans stand still': 2,
  'Scheduled scans late': 2,
  'Scheduled scans lost': 2,
  'Sweeper busy': 3,
  'Sweeper silent': 2,
  'Table throttles': 3,
} as const;

export type RunbookHeading = keyof typeof severities;

export interface RunbookAlarmProps {
  readonly heading: RunbookHeading;
  /** What it is about, e.g. `run-scan`; part of the alarm's name. */
  readonly subject: string;
  /** What is the case when it fires, as the end of a sentence that begins with the subject. */
  readonly says: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** Fires below the threshold, and on silence, instead of above it. */
  readonly below?: boolean;
  /** Periods of the metric in a row, 1 unless told. */
  readonly periods?: number;
}

/** An alarm whose description begins with the heading of its page in the runbook. */
export class RunbookAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: RunbookAlarmProps) {
    const { heading, subject, says, below, periods = 1, ...rest } = props;
    super(scope, id, {
      ...rest,
      alarmName: `${Stack.of(scope).stackName}/${subject}/${heading.toLowerCase().replaceAll(' ', '-')}`,
      alarmDescription: `${heading}: ${subject} ${says}. Severity ${severities[heading]}. What to do is in docs/runbook.md under this heading.`,
      evaluationPeriods: periods,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: below ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
  }
}
