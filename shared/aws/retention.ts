/** Days after which rows expire by themselves that no tenant's retention is about. Expired rows may linger for days, so readers skip them. */
export const RETENTION_DAYS = {
  /** What is remembered of an item, so that it is inspected once: longer than chats are usually looked at. */
  items: 400,
  /** Which interface a chat belongs to. */
  chats: 400,
  /** What was written in a transcript, by day: longer than usage looks back. */
  messages: 40,
  /** Chunks of a scan; far above the time that a scan may take. */
  chunks: 90,
} as const;

/** Epoch seconds, the unit of DynamoDB's time to live. */
export const expiresAt = (now: number, days: number): number => Math.floor(now / 1_000) + days * 86_400;

export const isExpired = (ttl: number | undefined, now: number): boolean =>
  ttl !== undefined && ttl <= Math.floor(now / 1_000);
