import type { ContentRecord } from './content.ts';
import type { Coverage } from './integration.ts';
import type { Tenant } from './tenant.ts';

export type ScanTrigger = 'manual' | 'scheduled';

export type ScanStatus = 'scanning' | 'completed' | 'completed_with_gaps' | 'failed' | 'cancelled';

/**
 * In this order. `items` fetches what activities name, `transcripts` reads changed chats, `made` fetches what only
 * transcripts name, `projects` lists projects and `instructions` fetches their texts;
 * `local_sessions` and `remote_sessions` list sessions and `sessions` reads them; `inspection` waits for the inspection queue; `close` reconciles.
 */
export const PHASES = [
  'directory',
  'activities',
  'chats',
  'items',
  'transcripts',
  'made',
  'projects',
  'instructions',
  'local_sessions',
  'remote_sessions',
  'sessions',
  'inspection',
  'close',
] as const;
export type Phase = (typeof PHASES)[number];

/** The phase behind this one. */
export const phaseAfter = (phase: Exclude<Phase, 'close'>): Phase =>
  PHASES[PHASES.indexOf(phase) + 1] ?? 'close';

/** Where a phase goes on after a checkpoint. */
export interface PhasePosition {
  /** activities: the first day not yet read. */
  readonly nextDay?: string;
  /** chats: the cursor of the next page. */
  readonly afterId?: string;
  /** chats: a cursor was refused, and the walk began once more. */
  readonly again?: boolean;
  /** Phases that work through chunks: the last one whose items are all staged or settled. */
  readonly afterChunk?: string;
  /** inspection: send the tasks of staged items again, since they did not come back. */
  readonly resend?: boolean;
}

/** Numbers that only ever grow during a scan. */
export interface ScanCounts {
  readonly activities: number;
  readonly pages: number;
  readonly agents: number;
  readonly users: number;
  readonly chats: number;
  /** Items to inspect in this scan. */
  readonly listed: number;
  /** Of them, transcripts. */
  readonly transcripts: number;
  /** Of the transcripts, those that were read or cannot be had. */
  readonly transcriptsRead: number;
  /** Of the items, those that only transcripts name. */
  readonly made: number;
  /** Items seen again that an earlier scan has inspected with the same policy. */
  readonly alreadyInspected: number;
  /** Calls to the Compliance API. */
  readonly requests: number;
  readonly rateLimitWaitMs: number;
  readonly unknownTypes: number;
  /** Activities of API keys, directory sync, Anthropic and other actors that are not people. */
  readonly notPeople: number;
  readonly unattributed: number;
  /** Chats of which no activity tells the interface. */
  readonly chatsWithoutInterface: number;
}

export const NO_COUNTS: ScanCounts = {
  activities: 0,
  pages: 0,
  agents: 0,
  users: 0,
  chats: 0,
  listed: 0,
  transcripts: 0,
  transcriptsRead: 0,
  made: 0,
  alreadyInspected: 0,
  requests: 0,
  rateLimitWaitMs: 0,
  unknownTypes: 0,
  notPeople: 0,
  unattributed: 0,
  chatsWithoutInterface: 0,
};

/** Each number at its larger value. */
export const maxCounts = (a: ScanCounts, b: ScanCounts): ScanCounts => ({
  activities: Math.max(a.activities, b.activities),
  pages: Math.max(a.pages, b.pages),
  agents: Math.max(a.agents, b.agents),
  users: Math.max(a.users, b.users),
  chats: Math.max(a.chats, b.chats),
  listed: Math.max(a.listed, b.listed),
  transcripts: Math.max(a.transcripts, b.transcripts),
  transcriptsRead: Math.max(a.transcriptsRead, b.transcriptsRead),
  made: Math.max(a.made, b.made),
  alreadyInspected: Math.max(a.alreadyInspected, b.alreadyInspected),
  requests: Math.max(a.requests, b.requests),
  rateLimitWaitMs: Math.max(a.rateLimitWaitMs, b.rateLimitWaitMs),
  unknownTypes: Math.max(a.unknownTypes, b.unknownTypes),
  notPeople: Math.max(a.notPeople, b.notPeople),
  unattributed: Math.max(a.unattributed, b.unattributed),
  chatsWithoutInterface: Math.max(a.chatsWithoutInterface, b.chatsWithoutInterface),
});

/** Items in their end states; moved in the same transaction as each item's own state. */
export interface Settled {
  readonly clean: number;
  readonly flagged: number;
  readonly skipped: number;
  readonly failed: number;
  /** Distinct values found, over all items. */
  readonly findings: number;
  readonly skippedReasons: Readonly<Record<string, number>>;
  readonly failedReasons: Readonly<Record<string, number>>;
}

export const NOTHING_SETTLED: Settled = {
  clean: 0,
  flagged: 0,
  skipped: 0,
  failed: 0,
  findings: 0,
  skippedReasons: {},
  failedReasons: {},
};

export interface ScanError {
  readonly code: string;
  readonly message: string;
}

/** One pass over a tenant. */
export interface Scan {
  readonly tenant: Tenant;
  readonly scanId: string;
  readonly trigger: ScanTrigger;
  readonly startedBy: string | null;
  readonly generation: number;
  readonly status: ScanStatus;
  /** Rises with every checkpoint; a lane message carries the step it performs. */
  readonly step: number;
  /** Rises with every worker that begins to work on the scan: what one before it still writes is refused. */
  readonly attempt: number;
  readonly phase: Phase;
  readonly phasePosition: PhasePosition;
  /**
   * Provider time, ISO; `to` is known once the provider's clock was read. Until then `from` is null, or a time from which
   * known items are to be looked at again.
   */
  readonly window: { readonly from: string | null; readonly to: string | null };
  readonly policyVersion: string;
  /** As it was when the scan started: a change counts from the next scan on. */
  readonly coverage: Coverage;
  /** As of the last checkpoint: an interrupted step starts again from here, so nothing is counted twice. */
  readonly counts: ScanCounts;
  /** As of the last heartbeat, for showing; never less than what was shown before. */
  readonly liveCounts: ScanCounts;
  readonly settled: Settled;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** When work was last known to go on, ISO time. */
  readonly heartbeatAt: string;
  /** Not before this time, when the provider asked for a long wait. */
  readonly resumeAt: string | null;
  readonly error: ScanError | null;
  /** Evidence per phase as it is gathered, then the record itself. */
  readonly evidence: readonly PhaseEvidence[];
  readonly completeness: CompletenessRecord | null;
}

/** What a phase asked for and got: the proof behind "complete". */
export interface PhaseEvidence {
  readonly phase: Phase;
  readonly from: string | null;
  readonly to: string | null;
  readonly pages: number;
  readonly items: number;
  readonly firstId: string | null;
  readonly lastId: string | null;
  /** `request-id` of the last page, for the provider's support. */
  readonly requestId: string | null;
  /** What could not be read, in words. */
  readonly gaps: readonly string[];
  /** First day (of chats: the time) from which on something was not read: the next scan begins there. */
  readonly missingFrom: string | null;
  /** Why the provider does not have this for the tenant, in words. */
  readonly unavailable?: string;
}

export interface CompletenessRecord {
  readonly scanId: string;
  readonly window: { readonly from: string; readonly to: string };
  readonly phases: readonly PhaseEvidence[];
  readonly listed: number;
  readonly clean: number;
  readonly flagged: number;
  readonly skipped: number;
  readonly failed: number;
  readonly reconciled: boolean;
  /** What was looked at, by kind of content, with its items; records of the first versions have none. */
  readonly contents?: readonly ContentRecord[];
  /** What is missing, in words; empty when nothing is. */
  readonly gaps: readonly string[];
  /** SHA-256 of the previous scan's record, null for the first. */
  readonly previousHash: string | null;
  /** SHA-256 (hex) over this record without this field. */
  readonly hash: string;
}

export const isOpen = (scan: Pick<Scan, 'status'>): boolean => scan.status === 'scanning';

export const settledItems = (settled: Settled): number =>
  settled.clean + settled.flagged + settled.skipped + settled.failed;

export const everyItemSettled = (scan: Pick<Scan, 'counts' | 'settled'>): boolean =>
  settledItems(scan.settled) >= scan.counts.listed;

/** Sortable by start; the same start of the same tenant gives the same id, so a repeated schedule event starts nothing new. */
export const scanId = (startedAt: number, digest: string): string =>
  `scan_${startedAt.toString(36).padStart(9, '0')}${digest.slice(0, 10)}`;
