import { createHash } from 'node:crypto';
import { type ContentCoverage, type ContentKind, type ContentRecord, contentKindOf } from './content.ts';
import type { Chunk } from './item.ts';
import type { CompletenessRecord, Scan, Settled } from './scan.ts';

/** Counts the end states of a scan's items anew, from the items themselves. */
export interface Recount {
  listed: number;
  unsettled: number;
  clean: number;
  flagged: number;
  skipped: number;
  failed: number;
}

const NOTHING_COUNTED: Recount = {
  listed: 0,
  unsettled: 0,
  clean: 0,
  flagged: 0,
  skipped: 0,
  failed: 0,
};

export type RecountByKind = Map<ContentKind, Recount>;

export function recount(into: RecountByKind, { items, outcomes }: Pick<Chunk, 'items' | 'outcomes'>): void {
  for (const [index, item] of items.entries()) {
    const kind = contentKindOf(item);
    const counted = into.get(kind) ?? { ...NOTHING_COUNTED };
    into.set(kind, counted);
    counted.listed += 1;
    counted[outcomes.get(index)?.status ?? 'unsettled'] += 1;
  }
}

export function sumOf(byKind: RecountByKind): Recount {
  const sum = { ...NOTHING_COUNTED };
  const names = Object.keys(sum) as (keyof Recount)[];
  for (const counted of byKind.values()) for (const name of names) sum[name] += counted[name];
  return sum;
}

/** The coverage statement with the items of each kind. */
export const contentRecords = (
  statement: readonly ContentCoverage[],
  byKind: RecountByKind,
): ContentRecord[] =>
  statement.map((row) => {
    const { unsettled: _, ...counted } = byKind.get(row.kind) ?? NOTHING_COUNTED;
    return { ...row, ...counted };
  });

/** Whether the items, counted anew, add up to what the scan's counters say. */
export const reconciles = (counted: Recount, listed: number, settled: Settled): boolean =>
  counted.unsettled === 0 &&
  counted.listed === listed &&
  counted.clean === settled.clean &&
  counted.flagged === settled.flagged &&
  counted.skipped === settled.skipped &&
  counted.failed === settled.failed;

/** What a scan did not get, in words. Items skipped for what they are have their named reasons and are no gaps. */
export function gapsOf(scan: Pick<Scan, 'evidence' | 'settled'>, reconciled: boolean): string[] {
  const gaps = scan.evidence.flatMap((entry) => entry.gaps);
  for (const [reason, count] of Object.entries(scan.settled.failedReasons)) {
    gaps.push(`${itemsText(count)} failed: ${reason}`);
  }
  const notTried = scan.settled.skippedReasons.over_budget ?? 0;
  const notNow = scan.settled.skippedReasons.not_now ?? 0;
  if (notNow > 0) gaps.push(`${itemsText(notNow)} not read: Anthropic cannot show them at the moment`);
  if (notTried > 0) gaps.push(`${itemsText(notTried)} not fetched: the budget of the scan was spent`);
  if (!reconciled)
    gaps.push('The items do not add up to the counters: listed ≠ clean + flagged + skipped + failed');
  return gaps;
}

const itemsText = (count: number): string => `${count} ${count === 1 ? 'item' : 'items'}`;

/** The proof of what was read, chained to the previous scan's by its hash. */
export function completenessRecord(
  scan: Scan,
  window: { readonly from: string; readonly to: string },
  counted: Recount,
  reconciled: boolean,
  contents: readonly ContentRecord[],
  previousHash: string | null,
): CompletenessRecord {
  const record = {
    scanId: scan.scanId,
    window,
    phases: scan.evidence,
    listed: counted.listed,
    clean: counted.clean,
    flagged: counted.flagged,
    skipped: counted.skipped,
    failed: counted.failed,
    reconciled,
    contents,
    gaps: gapsOf(scan, reconciled),
    previousHash,
  };
  return { ...record, hash: recordHash(record) };
}

/** SHA-256 (hex) over the record without its own hash, keys in alphabetical order. */
export const recordHash = (record: Omit<CompletenessRecord, 'hash'>): string =>
  createHash('sha256').update(canonicalJson(record)).digest('hex');

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).filter(([key, entry]) => key !== 'hash' && entry !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`)
    .join(',')}}`;
}
