/** Metrics of dead-letter, beside those of the facts that it tells. */
export type DeadLetterMetric = 'ItemsGivenUp' | 'ScansGivenUp';

export type DeadLetterMetrics = Readonly<Partial<Record<DeadLetterMetric, number>>>;
