import { expect, test } from 'vitest';
import { createMeter, METRIC_NAMESPACE } from '../../../shared/runtime/metrics.ts';

test('metrics are one line in embedded metric format, with function and stage as the only dimensions', () => {
  const lines: string[] = [];
  const meter = createMeter({
    service: 'run-scan',
    stage: 'prod',
    write: (line) => lines.push(line),
    now: () => 1_000,
  });

  meter({ PagesFetched: 3, ScanLagSeconds: 60, LimiterWaitMs: 7, FileBytes: 9 });

  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      _aws: {
        Timestamp: 1_000,
        CloudWatchMetrics: [
          {
            Namespace: METRIC_NAMESPACE,
            Dimensions: [['service', 'stage']],
            Metrics: [
              { Name: 'PagesFetched', Unit: 'Count' },
              { Name: 'ScanLagSeconds', Unit: 'Seconds' },
              { Name: 'LimiterWaitMs', Unit: 'Milliseconds' },
              { Name: 'FileBytes', Unit: 'Bytes' },
            ],
          },
        ],
      },
      service: 'run-scan',
      stage: 'prod',
      PagesFetched: 3,
      ScanLagSeconds: 60,
      LimiterWaitMs: 7,
      FileBytes: 9,
    },
  ]);
});
