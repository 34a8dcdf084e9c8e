import { eventId, type SecurityEvent } from '../domain/event.ts';
import { cleanFileName } from '../domain/file-name.ts';
import type { Item, Outcome } from '../domain/item.ts';
import type { Scan } from '../domain/scan.ts';
import type { Tenant } from '../domain/tenant.ts';
import { digest } from '../hash.ts';
import type { InspectionResult } from '../inspection/result.ts';

/** What the staged copy says about itself; all of it untrusted. */
export interface StagedCopy {
  readonly name: string | null;
  readonly mimeType: string | null;
  readonly sizeBytes: number;
}

type ScanOfItem = Pick<Scan, 'tenant' | 'scanId' | 'policyVersion'>;

/** The event of an item that was inspected. */
export function inspectedItemEvent(
  scan: ScanOfItem,
  item: Item,
  copy: StagedCopy,
  result: InspectionResult,
): SecurityEvent {
  return {
    ...itemEvent(scan, item),
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
      name: cleanFileName(copy.name),
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
  };
}

/** The event of an item that could not be read: it shows why, so that it never looks like a clean one. */
export const unreadItemEvent = (scan: ScanOfItem, item: Item, outcome: Outcome): SecurityEvent => ({
  ...itemEvent(scan, item),
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

/** The same item gives the same event, however often and by whichever scan it is inspected. */
export const itemEventId = (tenant: Tenant, item: Item): string =>
  eventId(item.at, digest(tenant, item.id, item.kind));

function itemEvent(scan: ScanOfItem, item: Item) {
  return {
    tenant: scan.tenant,
    eventId: itemEventId(scan.tenant, item),
    time: item.at,
    eventType: item.kind,
    interface: item.interface,
    user: { userId: item.userId, email: item.email },
    chatId: item.chatId,
    projectId: item.projectId,
    scanId: scan.scanId,
    state: 'new' as const,
    history: [],
  };
}
