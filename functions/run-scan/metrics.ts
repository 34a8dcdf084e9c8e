/** Metrics of run-scan, beside those of the facts that it tells. */
export type RunScanMetric =
  | 'ProviderCalls'
  /** Of them answered with 429. */
  | 'ProviderThrottled'
  /** Of them answered with 5xx, or not at all. */
  | 'ProviderErrors'
  /** Spent waiting for the provider's rate limit. */
  | 'ProviderWaitMs'
  /** Items whose content did not match its checksum, or broke off, twice. */
  | 'ItemsCorrupt'
  /** Scans whose items, counted anew, differ from their counters. */
  | 'ReconcileMismatches';

export type RunScanMetrics = Readonly<Partial<Record<RunScanMetric, number>>>;
