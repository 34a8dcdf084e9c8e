/** Metrics of start-scan, beside those of the facts that it tells. */
export type StartScanMetric =
  /** From the time that a scan was due until it was started. */
  'ScheduledStartDelaySeconds';

export type StartScanMetrics = Readonly<Record<StartScanMetric, number>>;
