import type { Risk } from './agent.ts';
import type { AgentType } from './agent-type.ts';
import type { Day } from './day.ts';
import type { ItemKind, ItemStatus, TranscriptKind } from './item.ts';
import type { Tenant } from './tenant.ts';

/** Which side of a conversation an event is about. Tools belong to the response. */
export const SIDES = ['prompt', 'response'] as const;
export type Side = (typeof SIDES)[number];

/** What portal users see: a transcript shows as its sides, everything else as what it is. */
export type EventType = Exclude<ItemKind, TranscriptKind> | Side;

export const EVENT_TYPES = [
  ...SIDES,
  'file_upload',
  'project_file',
  'file_generated',
  'artifact',
  'project_document',
  'project_instructions',
] as const satisfies readonly EventType[];

/** A kind of sensitive data that was found in an item. It has no field that could hold the matched text. */
export interface EventFinding {
  readonly dataType: string;
  readonly name: string;
  /** Distinct values. */
  readonly count: number;
  readonly confidence: 'low' | 'medium' | 'high';
  readonly risk: Risk;
  /** Where, in words for people, at most ten. */
  readonly places: readonly string[];
  /** Masked: at most the issuer or prefix and the last four characters. */
  readonly samples: readonly string[];
}

export const EVENT_STATES = ['new', 'in_progress', 'resolved', 'suppressed'] as const;
export type EventState = (typeof EVENT_STATES)[number];

/** Somebody moved an event. */
export interface EventMove {
  /** ISO time. */
  readonly at: string;
  readonly by: string;
  readonly state: EventState;
  readonly note: string | null;
}

/** An event that is moved more often is not worked on by people. */
export const MAX_HISTORY = 100;

/** What the portal lists: one interaction with its inspection result. */
export interface SecurityEvent {
  readonly tenant: Tenant;
  readonly eventId: string;
  /** When the user did it, ISO time. */
  readonly time: string;
  readonly eventType: EventType;
  readonly interface: AgentType;
  readonly user: { readonly userId: string; readonly email: string | null };
  readonly risk: Risk | null;
  readonly findings: readonly EventFinding[];
  readonly item: {
    readonly id: string;
    /** Cleaned for showing; untrusted all the same. */
    readonly name: string;
    readonly mimeType: string | null;
    readonly format: string | null;
    readonly sizeBytes: number | null;
    readonly sha256: string | null;
  };
  readonly inspection: {
    readonly status: ItemStatus;
    readonly reason: string | null;
    /** Some parts could not be read; their reasons. */
    readonly partial: readonly string[];
    readonly engine: string;
    readonly engineVersion: string;
    readonly policyVersion: string;
  };
  readonly chatId: string | null;
  /** Address of the chat for people, null where it is not known. */
  readonly chatUrl: string | null;
  readonly projectId: string | null;
  readonly scanId: string;
  readonly state: EventState;
  /** Oldest first. */
  readonly history: readonly EventMove[];
}

/**
 * The event's id: its time (so that one event can be read by id alone) and a digest of what it is about.
 *
 * @param digest hex of a hash over tenant, item id and event type
 */
export const eventId = (time: string, digest: string): string =>
  `evt_${Date.parse(time).toString(36).padStart(9, '0')}${digest.slice(0, 16)}`;

/** Names one event of a transcript: what was found on one side of one day. */
export const transcriptEventKey = (day: Day, side: EventType): string => `${day}.${side}`;

/** Names an event among those of what can change. Texts of projects have one for each text that they ever were. */
export const eventKeyOf = ({
  time,
  eventType,
  item,
}: Pick<SecurityEvent, 'time' | 'eventType' | 'item'>): string =>
  eventType === 'project_instructions'
    ? textEventKey(item.sha256)
    : transcriptEventKey(time.slice(0, 10), eventType);

export const textEventKey = (sha256: string | null): string => `text.${sha256?.slice(0, 16) ?? 'none'}`;

/** The time inside an event id, undefined where it is not one. */
export function eventTime(id: string): string | undefined {
  const match = /^evt_([0-9a-z]{9})[0-9a-f]{16}$/.exec(id);
  if (!match?.[1]) return undefined;
  const at = Number.parseInt(match[1], 36);
  return at < 8.64e15 ? new Date(at).toISOString() : undefined;
}
