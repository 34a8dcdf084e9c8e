import type { Risk } from './agent.ts';
import type { AgentType } from './agent-type.ts';

/** What an item is; also the event type that portal users see. */
export type ItemKind = 'file_upload' | 'project_file';

/** Something to inspect, as discovered. Immutable at the provider: the same id is the same content. */
export interface Item {
  readonly id: string;
  readonly kind: ItemKind;
  /** When the user gave it to Claude, ISO time. */
  readonly at: string;
  readonly userId: string;
  readonly email: string | null;
  readonly interface: AgentType;
  readonly chatId: string | null;
  readonly projectId: string | null;
}

export type ItemStatus = 'clean' | 'flagged' | 'skipped' | 'failed';

/** The named end state of an item. `reason` says why for skipped and failed ones (a code, see `reasonText`). */
export interface Outcome {
  readonly status: ItemStatus;
  readonly reason: string | null;
}

/** How an outcome is stored in a chunk's set: `clean`, `flagged`, `skipped:too_large`, `failed:corrupt`. */
export const encodeOutcome = ({ status, reason }: Outcome): string =>
  reason ? `${status}:${reason}` : status;

export function decodeOutcome(text: string): Outcome {
  const [status, reason] = text.split(':', 2);
  return { status: status as ItemStatus, reason: reason ?? null };
}

/** Up to 100 items of a scan: the unit of work after discovery. */
export interface Chunk {
  readonly scanId: string;
  /** Sortable within the scan: the first day it was discovered from, and a running number. */
  readonly chunkId: string;
  readonly items: readonly Item[];
  /** Positions of items whose content is staged and whose inspection message was accepted by the queue. */
  readonly staged: ReadonlySet<number>;
  /** Position → end state. An item never leaves the end state that was written first. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
}

export const CHUNK_SIZE = 100;

/** What is remembered of an inspected item beyond its scan, so that it is inspected once per policy version. */
export interface KnownItem {
  readonly id: string;
  readonly policyVersion: string;
  readonly status: ItemStatus;
  /** Null also where it was not kept: markers of the first versions have none. */
  readonly reason: string | null;
  readonly risk: Risk | null;
}

/** Reasons that the pipeline adds to those of the inspection, in words for people. */
export const PIPELINE_REASONS = {
  gone: 'No longer available from Anthropic (deleted or past retention)',
  no_scope: 'The key may not read content',
  provider_error: 'Anthropic could not deliver it',
  corrupt: 'The content arrived damaged twice',
  staging_expired: 'The staged copy was gone before it was inspected',
  over_budget: 'Not fetched yet: the budget of the scan was spent; the next scan goes on with it',
  inspection_error: 'The inspection ended unexpectedly three times',
} as const satisfies Record<string, string>;

/** Failed for a reason that may be over by the next scan, or not tried: the next scan tries. */
export const worthRetrying = ({ status, reason }: Outcome): boolean =>
  status === 'failed' || reason === 'over_budget';
