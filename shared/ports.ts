import type { Agent, Owner } from './domain/agent.ts';
import type { AgentType } from './domain/agent-type.ts';
import type { ClientInterface } from './domain/client-interface.ts';
import type { Day } from './domain/day.ts';
import type { EventFinding, EventMove, SecurityEvent } from './domain/event.ts';
import type { Frequency, Integration, LastScan } from './domain/integration.ts';
import type { Chunk, Item, KnownItem, Outcome } from './domain/item.ts';
import type { MessageCount } from './domain/message-use.ts';
import type { Notice, NoticeTarget } from './domain/notice.ts';
import type { ForgottenPeople, Purge, Purged } from './domain/purge.ts';
import type { Retention } from './domain/retention.ts';
import type { Scan } from './domain/scan.ts';
import type { Tenant } from './domain/tenant.ts';
import type { UsageByDay } from './domain/usage.ts';
import type { TenantPolicy } from './inspection/policy.ts';
import type { InspectionTask, PurgeQueueTask, ScanStep } from './messages.ts';

// Interfaces to the outside world, in the words of the domain. Adapters are in shared/aws, doubles in test/support.

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** One page of a list; `next` is the position after it, null at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: PageKey | null;
}

/** Opaque to everyone but the store that gave it; JSON. */
export type PageKey = Readonly<Record<string, string | number>>;

export interface PageRequest {
  /** 1 to 200. */
  readonly limit: number;
  readonly after: PageKey | null;
}

export interface IntegrationStore {
  /** Reads its own writes. Undefined where the tenant never configured. */
  find(tenant: Tenant): Promise<Integration | undefined>;
  /**
   * Stores a configured integration in place of none or of a deleted one of generation `expected` (0: no row) of which
   * nothing is being erased.
   */
  configure(integration: Integration, expected: number): Promise<'stored' | 'changed'>;
  /** Sets these fields where the row is still of `generation` and configured. */
  update(tenant: Tenant, generation: number, changes: IntegrationChanges): Promise<'stored' | 'changed'>;
  /**
   * In one transaction: status `not_configured`, generation + 1, key hint, secret id and schedule removed, a running
   * scan cancelled. Position, organizations and last scan stay, so that a rotation loses nothing.
   */
  remove(tenant: Tenant, generation: number, at: string): Promise<'removed' | 'changed'>;
  /** A deleted integration of this generation loses its position and is `erasing`. */
  forget(tenant: Tenant, generation: number): Promise<'forgotten' | 'changed'>;
  /** Everything of a deleted integration is erased: its row forgets the rest, and another one can be configured. */
  erased(tenant: Tenant, generation: number): Promise<'erased' | 'changed'>;
}

export type IntegrationChanges = Partial<
  Pick<
    Integration,
    | 'status'
    | 'statusReason'
    | 'frequency'
    | 'scheduledFrom'
    | 'coverage'
    | 'organizations'
    | 'requestShare'
    | 'budget'
  >
>;

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
  /** Says that work on `step` goes on, with the counts to show (`liveCounts`, not `counts`). `stale`: stop working. */
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

/** A person in the provider's directory. */
export interface DirectoryUser extends Owner {
  readonly organizations: readonly string[];
}

/** Which interface a chat belongs to, and why. */
export interface ChatOrigin {
  readonly chatId: string;
  readonly userId: string;
  readonly interface: ClientInterface;
  /** `created`: the activity that created it; `named`: the nearest activity that names it. */
  readonly by: 'created' | 'named';
  /** Time of that activity, ISO. */
  readonly at: string;
}

/** One write to one agent. Everything is set, nothing is added. */
export interface AgentChange {
  readonly userId: string;
  readonly interface: AgentType;
  /** The caller has read that there is no such agent yet. */
  readonly create: boolean;
  readonly set: Partial<Omit<Agent, 'interface' | 'days' | 'models' | 'findings'>>;
  /** These days are set; others stay. */
  readonly days?: UsageByDay;
  readonly dropDays?: readonly Day[];
  /** These models are set; others stay. */
  readonly models?: Agent['models'];
}

export interface AgentQuery {
  readonly type?: AgentType;
  /** Part of the owner's e-mail, any case. */
  readonly owner?: string;
  /** Use per week in `[from, to)`; `to` null: no upper bound. */
  readonly perWeek?: { readonly from: number; readonly to: number | null };
  readonly model?: string;
  readonly risk?: string;
  /** Part of e-mail or name, any case. */
  readonly text?: string;
  readonly sort: 'owner' | 'usage' | 'lastSeenAt';
  readonly descending: boolean;
}

export interface AgentStore {
  all(tenant: Tenant): AsyncIterable<Agent>;
  find(tenant: Tenant, userId: string, client: AgentType): Promise<Agent | undefined>;
  list(tenant: Tenant, query: AgentQuery, page: PageRequest): Promise<Page<Agent>>;
  /** @param at only while this scan is open and at this step. `stale`: it is not; nothing more is written */
  update(tenant: Tenant, changes: readonly AgentChange[], at?: ScanAtStep): Promise<'stored' | 'stale'>;
  /** Removes these agents where no use of them was ever seen. */
  removeUnused(tenant: Tenant, agents: readonly Pick<AgentChange, 'userId' | 'interface'>[]): Promise<void>;

  users(tenant: Tenant): AsyncIterable<DirectoryUser>;
  saveUsers(tenant: Tenant, users: readonly DirectoryUser[]): Promise<void>;

  chatOrigins(tenant: Tenant, chatIds: readonly string[]): Promise<Map<string, ChatOrigin>>;
  /** As `update`. */
  saveChatOrigins(
    tenant: Tenant,
    origins: readonly ChatOrigin[],
    at?: ScanAtStep,
  ): Promise<'stored' | 'stale'>;

  /** What people wrote in the transcripts that were read lately; `ScanStore.saveMessageCounts` writes them. */
  messageCounts(tenant: Tenant): AsyncIterable<MessageCount>;
}

export interface EventQuery {
  /** ISO times, `[from, to)`. */
  readonly from?: string;
  readonly to?: string;
  readonly userId?: string;
  readonly type?: AgentType;
  readonly eventType?: string;
  readonly risk?: string;
  readonly dataType?: string;
  readonly status?: string;
  readonly scanId?: string;
  /** Part of item name or e-mail, any case. */
  readonly text?: string;
}

/** What counting needs of an event. */
export interface EventSummary extends Pick<SecurityEvent, 'time' | 'user' | 'risk' | 'state'> {
  readonly status: SecurityEvent['inspection']['status'];
  readonly findings: readonly Pick<EventFinding, 'dataType' | 'name' | 'count'>[];
}

export interface EventStore {
  /** Newest first. */
  list(tenant: Tenant, query: EventQuery, page: PageRequest): Promise<Page<SecurityEvent>>;
  /** Events since `from` (ISO), newest first, as far as the reader goes. */
  summaries(tenant: Tenant, from: string): AsyncIterable<EventSummary>;
  find(tenant: Tenant, eventId: string): Promise<SecurityEvent | undefined>;
  /** Sets the state and adds the move to the history. `full`: the history holds no more. */
  move(tenant: Tenant, eventId: string, move: EventMove): Promise<SecurityEvent | 'missing' | 'full'>;
  known(tenant: Tenant, itemIds: readonly string[]): Promise<Map<string, KnownItem>>;
  /** By SHA-256, the event of an item with these bytes that was inspected last, where one was read to its end. */
  withBytes(tenant: Tenant, sha256s: readonly string[]): Promise<Map<string, SecurityEvent>>;
}

/** Which version of a tenant's policy its scans inspect with. */
export interface PolicyInForce {
  readonly version: string;
  readonly savedAt: string;
  readonly savedBy: string;
  /** When somebody last asked that the next scan looks again at what earlier ones have inspected, ISO time. */
  readonly reinspectAskedAt: string | null;
}

export interface StoredPolicy {
  readonly policy: TenantPolicy;
  /** What people call the excluded values, by hash. */
  readonly exclusionLabels: Readonly<Record<string, string>>;
}

export interface PolicyStore {
  /** Reads its own writes. Undefined where the tenant has changed nothing. */
  inForce(tenant: Tenant): Promise<PolicyInForce | undefined>;
  /** A version that is or was in force. */
  find(tenant: Tenant, version: string): Promise<StoredPolicy | undefined>;
  /** Puts a version into force, in one transaction, where `expected` is in force now (null: none is). */
  save(
    tenant: Tenant,
    inForce: PolicyInForce,
    stored: StoredPolicy,
    expected: string | null,
  ): Promise<'stored' | 'changed'>;
}

export interface AuditEntry {
  readonly at: string;
  readonly actor: string;
  /** `configure`, `delete`, `scan-now`, `cancel-scan`, `set-schedule`, `set-coverage`, `export` … */
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  /** Facts, never the key: `{ keyHint, frequency, scanId, … }`. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export interface AuditLog {
  record(tenant: Tenant, entry: AuditEntry): Promise<void>;
  /** Newest first. */
  list(tenant: Tenant, page: PageRequest): Promise<Page<AuditEntry>>;
}

export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Answers of requests with an `Idempotency-Key`, kept for 24 hours. */
export interface IdempotencyStore {
  /** Claims the key for this request. `running`: the same request is being answered right now. */
  begin(
    tenant: Tenant,
    key: string,
    requestHash: string,
    now: number,
  ): Promise<
    | { state: 'new' }
    | { state: 'running' }
    | { state: 'mismatch' }
    | { state: 'answered'; answer: StoredAnswer }
  >;
  complete(tenant: Tenant, key: string, answer: StoredAnswer): Promise<void>;
  /** Gives the key back when the request ended without an answer worth keeping. */
  abandon(tenant: Tenant, key: string): Promise<void>;
}

/** Where Compliance Access Keys live; nothing else holds one. */
export interface KeyVault {
  /** A secret id that nothing is stored under yet. */
  newId(tenant: Tenant): string;
  /** Stores a key, under a new id unless one is given; returns it. */
  put(tenant: Tenant, apiKey: string, secretId?: string): Promise<string>;
  /** Undefined where it is gone. */
  get(secretId: string): Promise<string | undefined>;
  /** At once and for good. A missing one is a success. */
  remove(secretId: string): Promise<void>;
}

export interface ScanSchedule {
  /** Creates, changes or (off) removes the tenant's schedule; `from` is the first due time, ISO. */
  set(tenant: Tenant, generation: number, frequency: Frequency, from: string | null): Promise<void>;
  /** Keeps the tenant's schedule, if there is one, from firing until it is set again. */
  pause(tenant: Tenant): Promise<void>;
}

export interface StagedObject {
  readonly body: AsyncIterable<Uint8Array>;
  readonly sizeBytes: number;
  /** As the provider said, untrusted. */
  readonly name: string | null;
  readonly mimeType: string | null;
}

export interface StagingArea {
  /** Streams the body to `key`; an error of the body leaves nothing behind. Returns the bytes written. */
  put(
    key: string,
    body: AsyncIterable<Uint8Array>,
    origin: { readonly name: string | null; readonly mimeType: string | null },
  ): Promise<number>;
  /** Undefined where it is gone. */
  get(key: string): Promise<StagedObject | undefined>;
  remove(keys: readonly string[]): Promise<void>;
  /** What was staged for a scan; returns how many objects. */
  removeOf(scan: ScanRef): Promise<number>;
  /** Everything of a tenant; returns how many objects. */
  removeAll(tenant: Tenant): Promise<{ staged: number; exports: number }>;
  /** Removes those of these keys that are there; returns how many. */
  removeListed(tenant: Tenant, keys: readonly string[]): Promise<number>;
  /** The tenant's exports; returns how many. */
  removeExports(tenant: Tenant): Promise<number>;
}

export interface ExportFile {
  readonly name: string;
  readonly mediaType: string;
  readonly text: AsyncIterable<string>;
}

/** Where exports go that are too large for an answer. */
export interface ExportArea {
  /** Streams the file to the tenant's own place; `url` opens it without a token until `expiresAt` (ISO). */
  put(tenant: Tenant, file: ExportFile): Promise<{ url: string; expiresAt: string }>;
}

export interface ScanLane {
  /**
   * Sends the message that performs `step`. Within five minutes the same step is delivered once, unless `again` makes it
   * another message (the sweeper's way of healing a lost one).
   */
  send(step: ScanStep, again?: string): Promise<void>;
}

export interface InspectionQueue {
  /** Returns the tasks that the queue accepted; the rest must be sent again. */
  send(tasks: readonly InspectionTask[]): Promise<InspectionTask[]>;
}

export interface PurgeQueue {
  /** Delivered after `delaySeconds` (up to 900), after some seconds unless told. */
  send(task: PurgeQueueTask, delaySeconds?: number): Promise<void>;
}

/** Removes what is stored of a tenant or of a person; one call does a bounded part and can be repeated. */
export interface TenantData {
  /**
   * Removes the rows of a tenant whose integration is `erasing`, and nothing where it is not. `done` false: call again.
   */
  purge(tenant: Tenant): Promise<{ removed: Purged; done: boolean }>;
  /**
   * Removes the rows about a person, and the person out of rows about more: the rest of those stays as it is. The items
   * of the scan `untouched` stay, since it counts them. `next` null: done; else call again with it.
   *
   * @param removeStaged gets the keys of staged copies before the last row that names them goes; returns how many there were
   */
  purgePerson(
    person: { readonly tenant: Tenant; readonly userId: string },
    untouched: string | null,
    after: PageKey | null,
    removeStaged: (keys: readonly string[]) => Promise<number>,
  ): Promise<{ removed: Purged; next: PageKey | null }>;
  /** Makes what is there expire as the retention says; rows that are too old already are removed. */
  applyRetention(
    tenant: Tenant,
    retention: Retention,
    after: PageKey | null,
  ): Promise<{ changed: number; next: PageKey | null }>;
}

export interface RetentionInForce extends Retention {
  /** Null where the tenant has changed nothing. */
  readonly savedAt: string | null;
  readonly savedBy: string | null;
}

/** A purge of a person knows whom it is about only while it runs. */
export interface RunningPurge extends Purge {
  readonly userId: string | null;
}

/** How long a tenant's data is kept, and what was purged of it. */
export interface PrivacyStore {
  retention(tenant: Tenant): Promise<RetentionInForce>;
  saveRetention(tenant: Tenant, retention: RetentionInForce): Promise<void>;
  /** Stores a purge that begins; for a person, in the same transaction, until when scans ignore what that person did. */
  begin(tenant: Tenant, purge: RunningPurge): Promise<void>;
  find(tenant: Tenant, purgeId: string): Promise<RunningPurge | undefined>;
  /** Newest first; of one person where a hash is given. */
  list(tenant: Tenant, person: string | null, page: PageRequest): Promise<Page<Purge>>;
  /** Makes a running purge a certificate, and forgets whose it was. */
  complete(tenant: Tenant, purgeId: string, completedAt: string, removed: Purged): Promise<void>;
  forgotten(tenant: Tenant): Promise<ForgottenPeople>;
}

export interface NoticeSettings {
  readonly targets: readonly NoticeTarget[];
  readonly savedAt: string;
  readonly savedBy: string;
}

export interface NoticeStore {
  find(tenant: Tenant): Promise<NoticeSettings | undefined>;
  save(tenant: Tenant, settings: NoticeSettings): Promise<void>;
}

/** Topics of the tenants. */
export interface NoticeTopics {
  /** `refused`: there is no such topic, or it does not take our messages. */
  publish(topicArn: string, notice: Notice): Promise<'sent' | 'refused'>;
}

export type FactType =
  | 'IntegrationActivated'
  | 'IntegrationDeleted'
  | 'ApiKeyRejected'
  | 'ScanStarted'
  | 'ScanCompleted'
  | 'ScanFailed'
  | 'ScanStale'
  | 'SensitiveDataFound';

/**
 * Something that happened, past tense, for the EventBridge bus. Holds ids and counts, no names and no content; `ocsf` is
 * the same for a SIEM, where it is a finding or a scan.
 */
export interface Fact {
  readonly type: FactType;
  readonly detail: Readonly<Record<string, unknown>> & { readonly tenant: Tenant };
}

/** A fact as the bus delivers it (EventBridge, Events). */
export interface DeliveredFact extends Pick<Fact, 'detail'> {
  readonly id: string;
  /** ISO. */
  readonly time: string;
  readonly 'detail-type': string;
}

export interface FactBus {
  publish(facts: readonly Fact[]): Promise<void>;
}

/** Where facts are kept for readers of other systems. */
export interface FactArchive {
  /** Writes a file such as `2026-10-01/ab12.ndjson`; one of this name is replaced. */
  write(tenant: Tenant, kind: ArchiveKind, name: string, text: string): Promise<void>;
  /** Everything of a tenant; returns how many facts there were. */
  removeAll(tenant: Tenant): Promise<number>;
  /** The lines that name a person; returns how many facts there were. */
  removeMentions(tenant: Tenant, userId: string): Promise<number>;
}

/** Facts as the bus had them, or what a SIEM reads: OCSF. */
export type ArchiveKind = 'facts' | 'ocsf';

/** Structured log: a code in upper snake case, then facts. Never content, keys, headers, foreign bodies or e-mail addresses. */
export interface Log {
  info(code: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(code: string, facts?: Readonly<Record<string, unknown>>): void;
  error(code: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** Counts in embedded metric format. */
export type Meter = (metrics: Readonly<Record<string, number>>) => void;
