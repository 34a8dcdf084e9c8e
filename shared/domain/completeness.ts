import { createHash } from 'node:crypto';
import type { Outcome } from './item.ts';
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

export const NOTHING_COUNTED: Recount = {
  listed: 0,
  unsettled: 0,
  clean: 0,
  flagged: 0,
  skipped: 0,
  failed: 0,
};

export function recount(into: Recount, items: number, outcomes: Iterable<Outcome>): void {
  let ended = 0;
  for (const { status } of outcomes) {
    into[status] += 1;
    ended += 1;
  }
  into.listed += items;
  into.unsettled += items - ended;
}

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
