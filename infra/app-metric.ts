import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { DeadLetterMetric } from '../functions/dead-letter/metrics.ts';
import type { InspectMetric } from '../functions/inspect-content/metrics.ts';
import type { RunScanMetric } from '../functions/run-scan/metrics.ts';
import type { StartScanMetric } from '../functions/start-scan/metrics.ts';
import type { SweepMetric } from '../functions/sweep-scans/metrics.ts';
import type { FactMetric } from '../shared/runtime/counted-facts.ts';
import { METRIC_NAMESPACE } from '../shared/runtime/metrics.ts';

/** The metrics that each function writes. */
export interface AppMetrics {
  'dead-letter': DeadLetterMetric | FactMetric;
  'inspect-content': InspectMetric | FactMetric;
  'run-scan': RunScanMetric | FactMetric;
  'start-scan': StartScanMetric | FactMetric;
  'sweep-scans': SweepMetric;
}

/** Metrics of this deployment's own functions. */
export class OwnMetrics {
  private readonly stage: string;

  constructor(stage: string) {
    this.stage = stage;
  }

  /** Summed up over five minutes unless told. */
  of<Service extends keyof AppMetrics>(
    service: Service,
    name: AppMetrics[Service],
    { statistic = 'Sum', period = Duration.minutes(5) }: { statistic?: string; period?: Duration } = {},
  ): Metric {
    return new Metric({
      namespace: METRIC_NAMESPACE,
      metricName: name,
      dimensionsMap: { service, stage: this.stage },
      statistic,
      period,
      label: name,
    });
  }

  /** `part` in per cent of the sum of `whole`. */
  share(
    label: string,
    part: Metric,
    whole: readonly Metric[],
    period = Duration.minutes(15),
  ): MathExpression {
    const names = whole.map((_, index) => `whole${index}`);
    return new MathExpression({
      expression: `100 * part / (${names.join(' + ')})`,
      usingMetrics: {
        part,
        ...Object.fromEntries(names.map((name, index) => [name, whole[index] as Metric])),
      },
      period,
      label,
    });
  }
}
