import type { Risk } from './agent.ts';
import type { AgentType } from './agent-type.ts';
import type { Day } from './day.ts';

/** What is fetched. A `file_generated` was made by the assistant; an `artifact` is one version of it. */
export const ITEM_KINDS = [
  'file_upload',
  'project_file',
  'file_generated',
  'artifact',
  'project_document',
  'project_instructions',
  'chat',
  'session',
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** Kinds whose content is a conversation: it grows, and is read again whenever it has changed. */
export type TranscriptKind = 'chat' | 'session';

/**
 * Something to inspect, as discovered. All but transcripts and texts of projects are immutable at the provider: the same id
 * is the same content.
 */
export interface Item {
  readonly id: string;
  readonly kind: ItemKind;
  /** When the user gave it to Claude, ISO time; of a transcript, when it began. */
  readonly at: string;
  readonly userId: string;
  readonly email: string | null;
  readonly interface: AgentType;
  readonly chatId: string | null;
  readonly projectId: string | null;
  /** Address of the chat for people, where it is known. */
  readonly chatUrl?: string | null;
  /** Of what people can change without a new id: the provider's time of the last change, ISO. */
  readonly version?: string;
  /** Its user has deleted it: there is nothing to fetch. */
  readonly deleted?: boolean;
  /**
   * The activity that tells whose it is was not read yet: it lies in a gap, or is indexed late. Inspected as good as it is
   * known, and once more when it is known for sure.
   */
  readonly unsure?: true;
  /** What only transcripts have. */
  readonly transcript?: ListedTranscript;
}

/** Stands where a purged person's ids stood. */
const FORGOTTEN = 'forgotten';

/** The item as a number only, so that the scan that listed it still adds up. */
export const withoutOwner = ({ kind, at, interface: type }: Item): Item => ({
  id: FORGOTTEN,
  kind,
  at,
  userId: FORGOTTEN,
  email: null,
  interface: type,
  chatId: null,
  projectId: null,
});

export type TranscriptItem = Item & { readonly transcript: ListedTranscript };

/** How a transcript was listed. */
export interface ListedTranscript {
  /** The provider's time of its last change, ISO: the version that is read. */
  readonly version: string;
  /** Days from here on are inspected; earlier scans have inspected the older ones. */
  readonly since: Day;
  /** Its name for people, without anything sensitive. */
  readonly title: string;
  /** Its user has deleted it: there is nothing to fetch. */
  readonly deleted: boolean;
}

/** The id of an item whose content people can replace: each version is an item of its own. */
export const versionId = (providerId: string, version: string): string => `${providerId}@${version}`;

/** The provider's id behind an item's. */
export const providerIdOf = ({ id }: Pick<Item, 'id'>): string => id.split('@', 1)[0] ?? id;

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
  /** Sortable within the scan: where it was discovered (a day, or a phase), and running numbers. */
  readonly chunkId: string;
  readonly items: readonly Item[];
  /** Positions of items whose content is staged and whose inspection message was accepted by the queue. */
  readonly staged: ReadonlySet<number>;
  /** Position → end state. An item never leaves the end state that was written first. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
}

export const CHUNK_SIZE = 100;

/** Fewer, since the transcripts of a chunk are read in one go. */
export const TRANSCRIPTS_PER_CHUNK = 25;

/** What is remembered of an inspected item beyond its scan, so that it is inspected once per policy version. */
export interface KnownItem {
  readonly id: string;
  readonly policyVersion: string;
  readonly status: ItemStatus;
  /** Null also where it was not kept: markers of the first versions have none. */
  readonly reason: string | null;
  /** The worst among its events. */
  readonly risk: Risk | null;
  /** Of what can change, the version that was read; null for all else. */
  readonly version: string | null;
  /** Of what can change, the events that it has, by `eventKeyOf`; empty for all else. */
  readonly events: Readonly<Record<string, KnownEvent>>;
  /** It was inspected before it was known for sure whose it is. */
  readonly unsure?: true;
  /** Time under which it is shown, ISO; markers of the first versions have none. */
  readonly at?: string;
}

export interface KnownEvent {
  readonly eventId: string;
  /** Null where nothing is found any more. */
  readonly risk: Risk | null;
}

/**
 * Whether an item has to be inspected: never before, not to its end, with another policy, in another version, or before it
 * was known whose it is.
 */
export const needsInspection = (item: Item, before: KnownItem | undefined, policyVersion: string): boolean =>
  !before ||
  worthRetrying(before) ||
  (before.unsure === true && !item.unsure) ||
  before.policyVersion !== policyVersion ||
  (versionOf(item) !== null && before.version !== versionOf(item));

/**
 * The item with the time under which it is shown already, after which its event is named: a file that was uploaded twice
 * can have been seen by its later upload first.
 */
export const asShown = (item: Item, before: KnownItem | undefined): Item =>
  before?.at === undefined ? item : { ...item, at: before.at };

/** The version that is read, null for what never changes. */
export const versionOf = ({ transcript, version }: Pick<Item, 'transcript' | 'version'>): string | null =>
  transcript?.version ?? version ?? null;

/** Reasons that the pipeline adds to those of the inspection, in words for people. */
export const PIPELINE_REASONS = {
  gone: 'No longer available from Anthropic (deleted or past retention)',
  deleted_by_user: 'Its user has deleted it',
  no_scope: 'The key may not read content',
  provider_error: 'Anthropic could not deliver it',
  corrupt: 'The content arrived damaged twice',
  staging_expired: 'The staged copy was gone before it was inspected',
  over_budget: 'Not fetched yet: the budget of the scan was spent; the next scan goes on with it',
  not_now: 'Anthropic cannot show it at the moment; the next scan tries again',
  inspection_error: 'The inspection ended unexpectedly three times',
} as const satisfies Record<string, string>;

/** Failed for a reason that may be over by the next scan, or not tried: the next scan tries. */
export const worthRetrying = ({ status, reason }: Outcome): boolean =>
  status === 'failed' || reason === 'over_budget' || reason === 'not_now';
