import { Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

/** Headings of docs/runbook.md. */
export type RunbookHeading =
  | 'Dead letters'
  | 'Scan lane too old'
  | 'Inspection queue too old'
  | 'Function errors'
  | 'Function throttles'
  | 'API server errors'
  | 'Sweeper silent';

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
}

/** An alarm whose description begins with the heading of its page in the runbook. */
export class RunbookAlarm extends Alarm {
  constructor(scope: Construct, id: string, { heading, subject, says, below, ...rest }: RunbookAlarmProps) {
    super(scope, id, {
      ...rest,
      alarmName: `${Stack.of(scope).stackName}/${subject}/${heading.toLowerCase().replaceAll(' ', '-')}`,
      alarmDescription: `${heading}: ${subject} ${says}. What to do is in docs/runbook.md under this heading.`,
      evaluationPeriods: 1,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: below ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
  }
}
