import type { Purged, PurgedKind } from '../domain/purge.ts';

const KINDS: readonly (readonly [RegExp, PurgedKind])[] = [
  [/^AGENT#/, 'agents'],
  [/^USER#/, 'people'],
  [/^(?:CHAT|MESSAGES)#/, 'chats'],
  [/^\d{4}-/, 'events'],
  [/^(?:ITEM|HASH)#/, 'rememberedItems'],
  [/^RETRY#/, 'retries'],
  [/^CHUNK#/, 'scanItems'],
  [/^SCAN#/, 'scans'],
];

/** What a certificate calls the row of this sort key. */
const kindOfRow = (sk: string): PurgedKind => KINDS.find(([pattern]) => pattern.test(sk))?.[1] ?? 'others';

/** How many rows of each kind these are. */
export function countKinds(rows: readonly { readonly sk: string }[]): Purged {
  const counts: Partial<Record<PurgedKind, number>> = {};
  for (const { sk } of rows) counts[kindOfRow(sk)] = (counts[kindOfRow(sk)] ?? 0) + 1;
  return counts;
}
