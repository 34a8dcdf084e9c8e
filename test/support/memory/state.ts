import type { ItemMarker } from '../../../shared/aws/settling.ts';
import type { Agent, FindingCounts } from '../../../shared/domain/agent.ts';
import type { SecurityEvent } from '../../../shared/domain/event.ts';
import type { Integration } from '../../../shared/domain/integration.ts';
import type { Chunk, Item } from '../../../shared/domain/item.ts';
import type { MessageCount } from '../../../shared/domain/message-use.ts';
import type { Scan } from '../../../shared/domain/scan.ts';
import type { ChatOrigin, DirectoryUser } from '../../../shared/ports/agent-store.ts';
import type { AuditEntry } from '../../../shared/ports/audit-log.ts';
import type { Clock } from '../../../shared/ports/clock.ts';
import type { NoticeSettings } from '../../../shared/ports/notices.ts';
import type { PolicyInForce, StoredPolicy } from '../../../shared/ports/policy-store.ts';
import type { RetentionInForce, RunningPurge } from '../../../shared/ports/privacy-store.ts';

/** A row with the time it was written (epoch ms): what decides about its expiry and about a purge. */
export interface Row<T> {
  readonly value: T;
  readonly writtenAt: number;
}

/** An agent's finding counts can be there before the agent is. */
export interface AgentRow {
  readonly agent: Agent | null;
  readonly findings: FindingCounts;
}

type Rows<T> = Map<string, Row<T>>;

/** What all stores of one world share. Keys are made by {@link rowKey}. */
export interface MemoryState {
  readonly clock: Clock;
  readonly integrations: Rows<Integration>;
  readonly scans: Rows<Scan>;
  /** Scans that are over and of which nothing is left to do. */
  readonly cleared: Set<string>;
  readonly chunks: Rows<Chunk>;
  readonly retries: Rows<readonly Item[]>;
  readonly policies: Rows<PolicyInForce>;
  readonly policyVersions: Rows<StoredPolicy>;
  readonly audit: Rows<readonly AuditEntry[]>;
  readonly agents: Rows<AgentRow>;
  readonly users: Rows<DirectoryUser>;
  readonly chats: Rows<ChatOrigin>;
  readonly messageCounts: Rows<MessageCount>;
  readonly events: Rows<SecurityEvent>;
  readonly items: Rows<ItemMarker>;
  /** By SHA-256: which event tells of these bytes. */
  readonly bytes: Rows<{ readonly eventId: string; readonly userId: string }>;
  readonly retention: Rows<RetentionInForce>;
  readonly purges: Rows<RunningPurge>;
  /** By hash of the person. */
  readonly forgotten: Rows<{ readonly person: string; readonly ignoredUntil: string | null }>;
  readonly notices: Rows<NoticeSettings>;
}

export const memoryState = (clock: Clock): MemoryState => ({
  clock,
  integrations: new Map(),
  scans: new Map(),
  cleared: new Set(),
  chunks: new Map(),
  retries: new Map(),
  policies: new Map(),
  policyVersions: new Map(),
  audit: new Map(),
  agents: new Map(),
  users: new Map(),
  chats: new Map(),
  messageCounts: new Map(),
  events: new Map(),
  items: new Map(),
  bytes: new Map(),
  retention: new Map(),
  purges: new Map(),
  forgotten: new Map(),
  notices: new Map(),
});

/** Parts that cannot run into each other; rows of a tenant share the prefix {@link tenantPrefix}. */
export const rowKey = (tenant: string, ...parts: readonly string[]): string =>
  [tenant, ...parts.map(encodeURIComponent)].join('#');

export const tenantPrefix = (tenant: string): string => `${tenant}#`;

export function write<T>(state: MemoryState, rows: Rows<T>, key: string, value: T): void {
  rows.set(key, { value, writtenAt: state.clock.now() });
}

/** Rows of a key prefix, in order of key. */
export function rowsOf<T>(rows: Rows<T>, prefix: string): Row<T>[] {
  return [...rows]
    .filter(([key]) => key.startsWith(prefix))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
}

export const isFresh = (row: Row<unknown>, state: MemoryState, days: number): boolean =>
  state.clock.now() < row.writtenAt + days * 86_400_000;
