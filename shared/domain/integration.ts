import type { ScanBudget } from './budget.ts';
import type { ContentReads } from './content.ts';
import type { Day } from './day.ts';
import type { Tenant } from './tenant.ts';

export const INTEGRATION_ID = 'claude-enterprise';

export type IntegrationStatus = 'active' | 'invalid_api_key' | 'not_configured';

export const FREQUENCIES = ['off', 'daily', 'weekly'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** Hours between periodic scans. */
export const PERIOD_HOURS: Readonly<Record<Exclude<Frequency, 'off'>, number>> = { daily: 24, weekly: 168 };

export interface Organization {
  readonly uuid: string;
  readonly name: string;
}

export interface Coverage {
  /** Uploaded files are fetched and inspected. */
  readonly files: boolean;
  /** Conversations are read; not offered yet, so always false. */
  readonly text: boolean;
  /** Documents, descriptions and instructions of projects are read. */
  readonly projects: boolean;
  /** Sessions of Cowork, Claude Code and other products are read. */
  readonly sessions: boolean;
}

/** What is looked at unless somebody says otherwise. */
export const DEFAULT_COVERAGE = { files: true, text: true, projects: true, sessions: false } as const;

export const NOTHING_COVERED: Coverage = { files: false, text: false, projects: false, sessions: false };

/** A tenant's connection to its Anthropic tenant. Deleting keeps the row as `not_configured`, so that positions survive a key rotation. */
export interface Integration {
  readonly tenant: Tenant;
  readonly status: IntegrationStatus;
  /** In words, where the status is `invalid_api_key`. */
  readonly statusReason: string | null;
  /** Rises with every configure and delete; work that carries an older one ends at once. */
  readonly generation: number;
  /** Last four characters of the key. */
  readonly keyHint: string | null;
  readonly secretId: string | null;
  readonly configuredAt: string | null;
  readonly configuredBy: string | null;
  readonly organizations: readonly Organization[];
  readonly frequency: Frequency;
  /** From when the periods are counted, ISO time; null while off. */
  readonly scheduledFrom: string | null;
  readonly coverage: Coverage;
  readonly lookbackDays: number;
  /** Share of the provider's rate limit that scans may use, above 0 up to 1. */
  readonly requestShare: number;
  /** Of each scan; null: none. */
  readonly budget: ScanBudget | null;
  readonly currentScanId: string | null;
  readonly lastScan: LastScan | null;
  /** Where the next scan goes on; null before the first completed one. */
  readonly position: ScanPosition | null;
  /** Everything that was kept of the tenant is being erased; until that has ended nothing can be configured. */
  readonly erasing: boolean;
}

export interface LastScan {
  readonly scanId: string;
  readonly status: 'completed' | 'completed_with_gaps' | 'failed' | 'cancelled';
  readonly startedAt: string;
  readonly endedAt: string;
  readonly error: string | null;
}

/** Phases that read a list from the time on up to which it was read. */
export const LIST_PHASES = ['projects', 'local_sessions', 'remote_sessions'] as const;
export type ListPhase = (typeof LIST_PHASES)[number];

/** What completed scans have read. Belongs to the organizations it was read from. */
export interface ScanPosition {
  /** When the scan that read it began, ISO time. */
  readonly scanStartedAt: string;
  /** Activities are complete up to this provider time, ISO. */
  readonly readUpTo: string;
  /** Chats are complete up to this provider time, ISO. */
  readonly chatsUpTo: string;
  /** First day that was read without a gap up to `readUpTo`. */
  readonly collectedFrom: Day;
  /** Lists that are read beside activities and chats: complete up to this provider time, ISO. */
  readonly listedUpTo?: Readonly<Partial<Record<ListPhase, string>>>;
  /** First day from which all conversations were read up to `chatsUpTo`; null while they are not read. */
  readonly messagesFrom?: Day | null;
  /**
   * First day from which on changed chats were not all read, where the list of chats was not read to its end: they are
   * read from this day on. Null where it was.
   */
  readonly chatsSince?: Day | null;
  /** First day from which sessions were read; absent before they ever were. */
  readonly sessionsFrom?: Day | null;
  /** SHA-256 of the last completeness record: the next one is chained to it. */
  readonly recordHash: string | null;
  /** How far each kind of content was read; absent after scans of the first versions. */
  readonly contents?: ContentReads;
}

/** First days from which all messages of chats and of sessions are known, null while some are not. */
export interface MessagesFrom {
  readonly chats: Day | null;
  readonly sessions: Day | null;
}

export const messagesFromOf = (
  position: Pick<ScanPosition, 'messagesFrom' | 'chatsSince' | 'sessionsFrom'> | null,
): MessagesFrom => ({ chats: messagesKnownFrom(position), sessions: position?.sessionsFrom ?? null });

/** First day from which all messages of chats are known, null while some are not. */
export const messagesKnownFrom = (
  position: Pick<ScanPosition, 'messagesFrom' | 'chatsSince'> | null,
): Day | null => (position?.chatsSince ? null : (position?.messagesFrom ?? null));

/** The next due time of a periodic scan after `now` (epoch milliseconds), null while off. */
export function nextScanAt(
  integration: Pick<Integration, 'frequency' | 'scheduledFrom' | 'status'>,
  now: number,
): string | null {
  if (integration.frequency === 'off' || !integration.scheduledFrom || integration.status !== 'active')
    return null;
  const period = PERIOD_HOURS[integration.frequency] * 3_600_000;
  const from = Date.parse(integration.scheduledFrom);
  const passed = Math.max(0, Math.floor((now - from) / period) + 1);
  return new Date(from + passed * period).toISOString();
}

/** Whether two keys reach the same tenant: any organization in common. */
export const sameOrganizations = (a: readonly Organization[], b: readonly Organization[]): boolean =>
  a.some(({ uuid }) => b.some((other) => other.uuid === uuid));
