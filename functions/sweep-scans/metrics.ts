/** Metrics of sweep-scans. */
export type SweepMetric =
  /** Steps sent again because nobody worked on them. */
  | 'SweeperHeals'
  /** Steps sent because the pause that the provider asked for was over. */
  | 'PausesEnded'
  /** Steps sent to see whether the items that a scan waits for are back. */
  | 'InspectionsAwaited'
  /** Scans of which nothing was heard for half an hour, although their step was sent again. */
  | 'StalledScans';

export type SweepMetrics = Readonly<Record<SweepMetric, number>>;
