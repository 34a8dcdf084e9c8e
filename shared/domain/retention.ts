import { KEPT_DAYS } from './agent.ts';
import { USAGE_DAYS } from './usage.ts';

/** How long a tenant keeps what scans and people write, in days. */
export interface Retention {
  /** Events, from when they were last written. */
  readonly eventDays: number;
  /** Entries of the audit, from when they were written; null: for good. */
  readonly auditDays: number | null;
  /** Days of use that an agent keeps, today included. */
  readonly usageDays: number;
}

export const DEFAULT_RETENTION: Retention = { eventDays: 180, auditDays: null, usageDays: KEPT_DAYS };

/** Anthropic keeps activities for 2,190 days. Usage is of the last 28 days; the overview looks back 90. */
export const RETENTION_BOUNDS = {
  eventDays: { min: 1, max: 2_190 },
  auditDays: { min: 30, max: 3_650 },
  usageDays: { min: USAGE_DAYS, max: 92 },
} as const;
