/** Metrics of send-notices. */
export type NoticeMetric =
  | 'NoticesSent'
  /** The topic is not there or does not take our messages. */
  | 'NoticesRefused';

export type NoticeMetrics = Readonly<Partial<Record<NoticeMetric, number>>>;
