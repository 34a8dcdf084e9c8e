import { type EventType, eventId, eventTime, type SecurityEvent, textEventKey } from '../domain/event.ts';
import { cleanFileName } from '../domain/file-name.ts';
import { type Item, type KnownItem, type Outcome, type TranscriptKind, versionOf } from '../domain/item.ts';
import type { Scan } from '../domain/scan.ts';
import type { Tenant } from '../domain/tenant.ts';
import { digest } from '../hash.ts';
import type { InspectionResult } from '../inspection/result.ts';
import type { ItemResult } from '../ports/scan-store.ts';

/** What the staged copy says about itself; all of it untrusted. */
export interface StagedCopy {
  readonly name: string | null;
  readonly mimeType: string | null;
  readonly sizeBytes: number;
}

/** When an event was, what it is about, and its id, which follows from both. */
export interface EventIdentity {
  readonly eventId: string;
  /** ISO time. */
  readonly time: string;
  readonly eventType: EventType;
}

type ScanOfItem = Pick<Scan, 'tenant' | 'scanId' | 'policyVersion'>;

/** How an item ends that could not be read. */
export const unreadResult = (scan: ScanOfItem, index: number, item: Item, outcome: Outcome): ItemResult => ({
  index,
  item,
  outcome,
  policyVersion: scan.policyVersion,
  events: isShownAsItself(item) ? [unreadItemEvent(scan, item, outcome)] : [],
});

/** What was found in an item, or in one part of a transcript. */
export const inspectedEvent = (
  scan: ScanOfItem,
  item: Item,
  identity: EventIdentity,
  copy: StagedCopy,
  result: InspectionResult,
): SecurityEvent => ({
  ...eventOf(scan, item, identity),
  risk: result.risk,
  findings: result.findings.map(({ dataType, name, count, confidence, risk, places, samples }) => ({
    dataType,
    name,
    count,
    confidence,
    risk,
    places,
    samples,
  })),
  item: {
    id: item.id,
    name: result.name ?? cleanFileName(copy.name),
    mimeType: copy.mimeType,
    format: result.format,
    sizeBytes: copy.sizeBytes,
    sha256: result.sha256,
  },
  inspection: {
    status: result.status,
    reason: result.reason,
    partial: result.partialReasons,
    engine: result.engine,
    engineVersion: result.engineVersion,
    policyVersion: result.policyVersion,
  },
});

/** The event of an item whose bytes were inspected before, as another item of the same name. */
export const sameBytesEvent = (
  scan: ScanOfItem,
  item: PlainItem,
  copy: StagedCopy,
  other: SecurityEvent,
): SecurityEvent => ({
  ...eventOf(scan, item, itemIdentity(scan.tenant, item)),
  risk: other.risk,
  findings: other.findings,
  item: { ...other.item, id: item.id, mimeType: copy.mimeType },
  inspection: other.inspection,
});

/** The event of an item that could not be read: it shows why, so that it never looks like a clean one. */
const unreadItemEvent = (scan: ScanOfItem, item: PlainItem, outcome: Outcome): SecurityEvent => ({
  ...eventOf(scan, item, itemIdentity(scan.tenant, item)),
  risk: null,
  findings: [],
  item: {
    id: item.id,
    name: cleanFileName(null),
    mimeType: null,
    format: null,
    sizeBytes: null,
    sha256: null,
  },
  inspection: {
    status: outcome.status,
    reason: outcome.reason,
    partial: [],
    engine: 'none',
    engineVersion: '0',
    policyVersion: scan.policyVersion,
  },
});

export type PlainItem = Item & {
  readonly kind: Exclude<Item['kind'], TranscriptKind | 'project_instructions'>;
};

/** All but what can change: transcripts show as their sides, texts of projects as each text that was read. */
export const isShownAsItself = (item: Item): item is PlainItem => versionOf(item) === null;

/** The same words give the same event, with the time of the version in which they were first read. */
export function textIdentity(
  tenant: Tenant,
  item: Item,
  sha256: string | null,
  known: KnownItem | undefined,
): EventIdentity {
  const eventType = 'project_instructions';
  const key = textEventKey(sha256);
  const before = known?.events[key]?.eventId;
  const time = before && eventTime(before);
  return before && time
    ? { eventId: before, time, eventType }
    : { eventId: eventId(item.at, digest(tenant, item.id, key)), time: item.at, eventType };
}

/** The same item gives the same event, however often and by whichever scan it is inspected. */
export const itemIdentity = (tenant: Tenant, item: PlainItem): EventIdentity => ({
  eventId: eventId(item.at, digest(tenant, item.id, item.kind)),
  time: item.at,
  eventType: item.kind,
});

const eventOf = (scan: ScanOfItem, item: Item, identity: EventIdentity) => ({
  tenant: scan.tenant,
  ...identity,
  interface: item.interface,
  user: { userId: item.userId, email: item.email },
  chatId: item.chatId,
  chatUrl: item.chatUrl ?? null,
  projectId: item.projectId,
  scanId: scan.scanId,
  state: 'new' as const,
  history: [],
});
