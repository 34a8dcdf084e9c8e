const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/**
 * Epoch ms of a provider's timestamp, or null. The provider writes four shapes; one of them has no offset and
 * means UTC (Compliance API, Identifiers and timestamps).
 */
export function epochMs(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const match = dateTime.exec(value);
  if (!match) return null;
  const ms = Date.parse(match[1] ? value : `${value}Z`);
  return Number.isNaN(ms) ? null : ms;
}

/** The form for query parameters; the session lists refuse a time without offset. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString();
}
