import type { SecurityEvent } from '../domain/event.ts';
import type { Integration, LastScan } from '../domain/integration.ts';
import type { Chunk, Item, Outcome } from '../domain/item.ts';
import type { MessageCount } from '../domain/message-use.ts';
import type { Scan } from '../domain/scan.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { IntegrationChanges } from './integration-store.ts';
import type { Page, PageRequest } from './page.ts';

export type StartOutcome =
  | { readonly outcome: 'started' }
  | { readonly outcome: 'already-running'; readonly scanId: string }
  /** The same scan id exists: a repeated start event. */
  | { readonly outcome: 'repeated' }
  /** Deleted, of another generation, or its key is invalid. */
  | { readonly outcome: 'not-active' };

/** Changes that a checkpoint makes beside the step. */
export type ScanProgress = Partial<
  Pick<Scan, 'phase' | 'phasePosition' | 'window' | 'counts' | 'liveCounts' | 'evidence' | 'resumeAt'>
>;

export interface ScanEnd {
  readonly status: LastScan['status'];
  readonly endedAt: string;
  readonly error: Scan['error'];
  readonly completeness: Scan['completeness'];
  /** Final counts; without them the last checkpoint's stay. */
  readonly counts?: Scan['counts'];
  /** To show; without them the final ones. */
  readonly liveCounts?: Scan['liveCounts'];
}

export interface ScanStore {
  /** One conditional transaction: the scan record, and the lock on the integration (active, same generation, no running scan). */
  start(scan: Scan): Promise<StartOutcome>;
  /** Reads its own writes. */
  find(tenant: Tenant, scanId: string): Promise<Scan | undefined>;
  /** Newest first. */
  list(tenant: Tenant, page: PageRequest): Promise<Page<Scan>>;
  /** Begins to work on an open scan at `step`: earlier attempts are over. `stale`: it has moved on, or is over. */
  claim(scan: ScanRef, step: number): Promise<Scan | 'stale'>;
  /**
   * Moves an open scan from `step` to `step + 1` with these changes (`counts` sets `liveCounts` too, unless those are given) and the heartbeat.
   * `stale`: somebody else did, or has begun to, or the scan is over.
   */
  checkpoint(scan: ScanAttempt, step: number, at: string, progress: ScanProgress): Promise<'moved' | 'stale'>;
  /**
   * Says that work on `step` goes on, with the counts to show (`liveCounts`, not `counts`). Where the attempt itself has
   * moved on meanwhile, nothing is written. `stale`: another attempt has begun, or the scan is over; stop working.
   */
  heartbeat(
    scan: ScanAttempt,
    step: number,
    at: string,
    live: Scan['liveCounts'],
  ): Promise<'alive' | 'stale'>;
  /**
   * One transaction: an open scan becomes terminal and the integration's lock and last scan move with it, together with
   * `integration` changes and the new position. `step` null: whatever the step (cancel).
   */
  finish(
    scan: ScanAttempt,
    step: number | null,
    end: ScanEnd,
    integration?: IntegrationChanges & Partial<Pick<Integration, 'position'>>,
  ): Promise<'finished' | 'stale'>;
  /**
   * Scans of all tenants whose heartbeat is older than this ISO time and that are open, or over and not `cleared`, oldest
   * first: candidates only, read them again.
   */
  openSince(heartbeatBefore: string, limit: number): Promise<ScanRef[]>;
  /** Nothing is left to do for a scan that is over. */
  cleared(scan: ScanRef): Promise<void>;

  /**
   * Writes chunks of an open scan at its `step`; chunks with an id from `fromChunkId` on that an interrupted attempt left
   * are removed first. `stale`: somebody else has moved on, and may have begun to work on what they wrote.
   */
  putChunks(
    scan: ScanAtStep,
    fromChunkId: string,
    chunks: readonly Pick<Chunk, 'chunkId' | 'items'>[],
  ): Promise<'stored' | 'stale'>;
  /** Reads its own writes. */
  findChunk(scan: ScanRef, chunkId: string): Promise<Chunk | undefined>;
  /** The first chunk after this one, in order of id. */
  nextChunk(scan: ScanRef, afterChunkId: string | null): Promise<Chunk | undefined>;
  chunks(scan: ScanRef): AsyncIterable<Chunk>;
  markStaged(scan: ScanRef, chunkId: string, indexes: readonly number[]): Promise<void>;

  /**
   * Sets what people wrote in transcripts, of an open scan at its `step`. What an older version of a transcript said does
   * not replace what a newer one did. `stale`: somebody else has moved on; nothing more is written.
   */
  saveMessageCounts(scan: ScanAtStep, counts: readonly MessageCount[]): Promise<'stored' | 'stale'>;

  /**
   * In transactions of up to 20 items of a chunk: their end states, the scan's counters and heartbeat, their events, what
   * is remembered of them, and their agents' finding counts. Items that are settled already are left as they are.
   * `over`: the scan is no longer open; nothing was written.
   */
  settle(
    scan: ScanRef,
    chunkId: string,
    results: readonly ItemResult[],
    at: string,
  ): Promise<'settled' | 'over'>;

  /** Items whose inspection failed and that a next scan should try again; replaced as a whole. */
  saveRetries(tenant: Tenant, items: readonly Item[]): Promise<void>;
  /**
   * Adds items that the next scan would not find, until retries are replaced; `part` names them within the scan, so that a
   * repeat adds nothing.
   */
  addRetries(scan: ScanRef, part: string, items: readonly Item[]): Promise<void>;
  retries(tenant: Tenant): Promise<Item[]>;
}

export interface ScanRef {
  readonly tenant: Tenant;
  readonly scanId: string;
}

/** Where the attempt is given, only while no other one has begun. */
export type ScanAttempt = ScanRef & Partial<Pick<Scan, 'attempt'>>;

/** A worker at its step; another one may have taken over from it. */
export type ScanAtStep = ScanAttempt & Pick<Scan, 'step'>;

export interface ItemResult {
  readonly index: number;
  readonly item: Item;
  readonly outcome: Outcome;
  /** With which policy it was inspected, or would have been. */
  readonly policyVersion: string;
  /**
   * One for an item; for a transcript one for each day and side in which something is found, or was found before, which
   * are added to the events that it has.
   */
  readonly events: readonly SecurityEvent[];
}
