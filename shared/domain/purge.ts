/** What is kept of a purged person's use of Claude from then on: only what is newer than the purge, or nothing. */
export const AFTERWARDS = ['new_activity', 'nothing'] as const;
export type Afterwards = (typeof AFTERWARDS)[number];

/** Kinds of what a purge removes. */
export const PURGED_KINDS = [
  'agents',
  'people',
  'chats',
  'events',
  'rememberedItems',
  'retries',
  'scanItems',
  'scans',
  'auditMentions',
  'stagedObjects',
  'exports',
  'archivedFacts',
  'others',
] as const;
export type PurgedKind = (typeof PURGED_KINDS)[number];

/** How many of each kind; a kind that is missing stands for none. */
export type Purged = Readonly<Partial<Record<PurgedKind, number>>>;

/** A purge, and once it is over the certificate of what it has removed. */
export interface Purge {
  /** Sorts by time. */
  readonly purgeId: string;
  readonly scope: 'person' | 'tenant';
  /** Keyed hash of the person's user id, by which whoever knows the id finds the certificate; null for a tenant. */
  readonly person: string | null;
  /** Null for a tenant. */
  readonly afterwards: Afterwards | null;
  readonly status: 'running' | 'completed';
  /** ISO times. */
  readonly requestedAt: string;
  readonly requestedBy: string;
  readonly completedAt: string | null;
  readonly removed: Purged;
}

/** @param digest hex of a hash that tells purges of one millisecond apart */
export const purgeId = (requestedAt: number, digest: string): string =>
  `purge_${requestedAt.toString(36).padStart(9, '0')}${digest.slice(0, 16)}`;

/** When the purge with this id was asked for, ISO time. */
export const purgeTime = (id: string): string =>
  new Date(Number.parseInt(id.slice('purge_'.length, 'purge_'.length + 9), 36)).toISOString();

export function addPurged(a: Purged, b: Purged): Purged {
  const sum: Partial<Record<PurgedKind, number>> = { ...a };
  for (const kind of PURGED_KINDS) {
    const count = b[kind] ?? 0;
    if (count > 0) sum[kind] = (sum[kind] ?? 0) + count;
  }
  return sum;
}

export const totalPurged = (purged: Purged): number =>
  Object.values(purged).reduce((sum, count) => sum + count, 0);

/**
 * Until when the activity of purged people is ignored, by the hash of their user id: an ISO time, or null for all of it.
 */
export type ForgottenPeople = ReadonlyMap<string, string | null>;
