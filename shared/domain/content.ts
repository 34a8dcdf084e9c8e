import type { Coverage } from './integration.ts';
import type { Item, ItemKind } from './item.ts';
import type { PhaseEvidence } from './scan.ts';

/** Everything of a tenant that a scan can look at, as people think of it. */
export const CONTENT_KINDS = [
  'activity',
  'uploaded_files',
  'conversations',
  'generated_files',
  'artifacts',
  'project_files',
  'project_documents',
  'project_instructions',
  'local_sessions',
  'remote_sessions',
] as const;
export type ContentKind = (typeof CONTENT_KINDS)[number];

/** How far completed scans have got with a kind of content. */
export interface ContentRead {
  /** Read without a gap up to this provider time, ISO; null: never. */
  readonly completeUpTo: string | null;
  /** Why the provider does not have it for this tenant, in words; null where it has. */
  readonly unavailable: string | null;
}

export type ContentReads = Readonly<Partial<Record<ContentKind, ContentRead>>>;

/** A row of the coverage statement. */
export interface ContentCoverage {
  readonly kind: ContentKind;
  readonly status: 'covered' | 'off' | 'not_available';
  /** In words, where it is not covered. */
  readonly reason: string | null;
  /** Provider time up to which it was read without a gap, ISO; null: never. */
  readonly lastCompleteRead: string | null;
}

/** The same in a scan's record, with the items of the kind. */
export interface ContentRecord extends ContentCoverage {
  readonly listed: number;
  readonly clean: number;
  readonly flagged: number;
  readonly skipped: number;
  readonly failed: number;
}

/** What of a tenant is looked at and what is not, and how current that is. */
export const coverageStatement = (coverage: Coverage, reads: ContentReads): ContentCoverage[] =>
  CONTENT_KINDS.map((kind) => {
    const { completeUpTo, unavailable } = reads[kind] ?? NEVER_READ;
    const off = whyOff(kind, coverage);
    const reason = off ?? unavailable;
    const status = off ? 'off' : unavailable ? 'not_available' : 'covered';
    return { kind, status, reason, lastCompleteRead: completeUpTo };
  });

const NEVER_READ: ContentRead = { completeUpTo: null, unavailable: null };

type Switch = keyof Coverage;

/** The switches that all have to be on. What transcripts alone name is found by reading them. */
const SWITCHES: Readonly<Record<ContentKind, readonly Switch[]>> = {
  activity: [],
  uploaded_files: ['files'],
  conversations: ['text'],
  generated_files: ['text', 'files'],
  artifacts: ['text', 'files'],
  project_files: ['files'],
  project_documents: ['projects'],
  project_instructions: ['projects'],
  local_sessions: ['sessions'],
  remote_sessions: ['sessions'],
};

const SWITCH_TEXT: Readonly<Record<Switch, string>> = {
  files: 'Files are switched off',
  text: 'Conversations are switched off',
  projects: 'Projects are switched off',
  sessions: 'Sessions are switched off',
};

/** Whether scans look at it. */
export const isCovered = (kind: ContentKind, coverage: Coverage): boolean => whyOff(kind, coverage) === null;

/** Null where it is on. */
function whyOff(kind: ContentKind, coverage: Coverage): string | null {
  const off = SWITCHES[kind].find((name) => !coverage[name]);
  return off ? SWITCH_TEXT[off] : null;
}

const KIND_OF_ITEM: Readonly<Record<Exclude<ItemKind, 'session'>, ContentKind>> = {
  file_upload: 'uploaded_files',
  project_file: 'project_files',
  file_generated: 'generated_files',
  artifact: 'artifacts',
  project_document: 'project_documents',
  project_instructions: 'project_instructions',
  chat: 'conversations',
};

/** Ids of remote sessions begin so (Compliance API, Identifiers). */
const REMOTE = 'cse_';

export function contentKindOf({ kind, id }: Pick<Item, 'kind' | 'id'>): ContentKind {
  if (kind === 'session') return id.startsWith(REMOTE) ? 'remote_sessions' : 'local_sessions';
  return KIND_OF_ITEM[kind];
}

/** The phases that find a kind of content: without a gap in them nothing of it is missing. */
const FOUND_BY: Readonly<Record<ContentKind, readonly PhaseEvidence['phase'][]>> = {
  activity: ['activities'],
  uploaded_files: ['activities'],
  conversations: ['chats'],
  generated_files: ['chats'],
  artifacts: ['chats'],
  project_files: ['activities'],
  project_documents: ['activities'],
  project_instructions: ['projects'],
  local_sessions: ['local_sessions'],
  remote_sessions: ['remote_sessions'],
};

/**
 * How far each kind has been read after a scan.
 *
 * @param left kinds of which items are left to the next scan
 * @param to end of the scan's window, ISO
 */
export function readsAfter(
  before: ContentReads,
  scan: {
    readonly coverage: Coverage;
    readonly evidence: readonly PhaseEvidence[];
    readonly left: ReadonlySet<ContentKind>;
    readonly to: string;
  },
): ContentReads {
  const { coverage, evidence, left, to } = scan;
  // What is made in a conversation is known as far as conversations are.
  const needed = (kind: ContentKind) =>
    kind === 'generated_files' || kind === 'artifacts' ? [kind, 'conversations' as const] : [kind];
  return Object.fromEntries(
    CONTENT_KINDS.flatMap((kind): [ContentKind, ContentRead][] => {
      const known = before[kind];
      if (whyOff(kind, coverage) !== null) return known ? [[kind, known]] : [];
      const phases = evidence.filter(({ phase }) => FOUND_BY[kind].includes(phase));
      const unavailable = phases.find((phase) => phase.unavailable)?.unavailable ?? null;
      const isComplete =
        phases.length > 0 &&
        phases.every(({ missingFrom }) => missingFrom === null) &&
        needed(kind).every((one) => !left.has(one));
      const completeUpTo = isComplete && !unavailable ? to : (known?.completeUpTo ?? null);
      return [[kind, { completeUpTo, unavailable }]];
    }),
  );
}
