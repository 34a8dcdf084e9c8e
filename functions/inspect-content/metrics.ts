/** Metrics of inspect-content, beside those of the facts that it tells: how items ended. */
export type InspectMetric = 'ItemsClean' | 'ItemsFlagged' | 'ItemsSkipped' | 'ItemsFailed';

export type InspectMetrics = Readonly<Record<InspectMetric, number>>;
