import { randomUUID } from 'node:crypto';
import type { Agent } from '../../shared/domain/agent.ts';
import { eventId, type SecurityEvent } from '../../shared/domain/event.ts';
import type { Integration } from '../../shared/domain/integration.ts';
import type { Item, Outcome } from '../../shared/domain/item.ts';
import { NO_COUNTS, NOTHING_SETTLED, type Scan } from '../../shared/domain/scan.ts';
import { digest } from '../../shared/hash.ts';
import type { AgentChange } from '../../shared/ports/agent-store.ts';
import type { ItemResult, ScanEnd } from '../../shared/ports/scan-store.ts';

/** Suites share one store, so each test has a tenant of its own. */
export const aTenant = (): string => `t-${randomUUID()}`;

export const anIntegration = (tenant: string, over: Partial<Integration> = {}): Integration => ({
  tenant,
  status: 'active',
  statusReason: null,
  generation: 1,
  keyHint: 'x7Qa',
  secretId: `secret/${tenant}`,
  configuredAt: '2026-10-01T12:00:00.000Z',
  configuredBy: 'admin@example.com',
  organizations: [{ uuid: 'org-1', name: 'Example' }],
  frequency: 'daily',
  scheduledFrom: '2026-10-02T12:00:00.000Z',
  coverage: { files: true, text: false, projects: false, sessions: false },
  lookbackDays: 30,
  requestShare: 0.8,
  budget: null,
  currentScanId: null,
  lastScan: null,
  position: null,
  erasing: false,
  ...over,
});

export const aScan = (tenant: string, over: Partial<Scan> = {}): Scan => ({
  tenant,
  scanId: 'scan_1',
  trigger: 'manual',
  startedBy: 'admin@example.com',
  generation: 1,
  status: 'scanning',
  step: 1,
  attempt: 0,
  phase: 'directory',
  phasePosition: {},
  window: { from: null, to: null },
  policyVersion: 'policy-1',
  coverage: { files: true, text: false, projects: false, sessions: false },
  counts: NO_COUNTS,
  liveCounts: NO_COUNTS,
  settled: NOTHING_SETTLED,
  startedAt: '2026-10-01T12:00:00.000Z',
  endedAt: null,
  heartbeatAt: '2026-10-01T12:00:00.000Z',
  resumeAt: null,
  error: null,
  evidence: [],
  completeness: null,
  ...over,
});

export const anEnd = (over: Partial<ScanEnd> = {}): ScanEnd => ({
  status: 'completed',
  endedAt: '2026-10-01T13:00:00.000Z',
  error: null,
  completeness: null,
  ...over,
});

export const anItem = (id: string, over: Partial<Item> = {}): Item => ({
  id,
  kind: 'file_upload',
  at: '2026-09-30T09:00:00.000Z',
  userId: 'user-1',
  email: 'ada@example.com',
  interface: 'desktop',
  chatId: 'chat-1',
  projectId: null,
  ...over,
});

export const someItems = (count: number): Item[] =>
  Array.from({ length: count }, (_, index) => anItem(`item-${index}`));

export interface ResultParts {
  readonly index?: number;
  readonly item?: Partial<Item>;
  readonly outcome?: Outcome;
  readonly event?: Partial<SecurityEvent>;
}

const CLEAN: Outcome = { status: 'clean', reason: null };
const FLAGGED: Outcome = { status: 'flagged', reason: null };

/** A clean item, or a flagged one where the event carries a risk. */
export function aResult(tenant: string, id: string, parts: ResultParts = {}): ItemResult {
  const item = anItem(id, parts.item);
  const outcome = parts.outcome ?? (parts.event?.risk ? FLAGGED : CLEAN);
  const event = anEvent(tenant, item, outcome, parts.event);
  const { policyVersion } = event.inspection;
  return { index: parts.index ?? 0, item, outcome, policyVersion, events: [event] };
}

/** The event of an item that is shown as itself. */
export const anEvent = (
  tenant: string,
  item: Item,
  outcome: Outcome = CLEAN,
  over: Partial<SecurityEvent> = {},
): SecurityEvent => ({
  tenant,
  eventId: eventId(item.at, digest(tenant, item.id, item.kind)),
  time: item.at,
  eventType: item.kind === 'chat' || item.kind === 'session' ? 'prompt' : item.kind,
  interface: item.interface,
  user: { userId: item.userId, email: item.email },
  risk: null,
  findings: [],
  item: {
    id: item.id,
    name: `${item.id}.txt`,
    mimeType: 'text/plain',
    format: 'text',
    sizeBytes: 12,
    sha256: null,
  },
  inspection: {
    status: outcome.status,
    reason: outcome.reason,
    partial: [],
    engine: 'engine',
    engineVersion: '1',
    policyVersion: 'policy-1',
  },
  chatId: item.chatId,
  chatUrl: null,
  projectId: item.projectId,
  scanId: 'scan_1',
  state: 'new',
  history: [],
  ...over,
});

/** A kind of data that was found `count` times. */
export const aFinding = (dataType: string, count: number): SecurityEvent['findings'][number] => ({
  dataType,
  name: dataType,
  count,
  confidence: 'high',
  risk: 'high',
  places: ['line 1'],
  samples: ['•••• 1111'],
});

/** The write that makes an agent. */
export function aNewAgent(
  userId: string,
  client: Agent['interface'] = 'browser',
  set: AgentChange['set'] = {},
  more: Partial<AgentChange> = {},
): AgentChange {
  return {
    userId,
    interface: client,
    create: true,
    set: {
      owner: { userId, email: `${userId}@example.com`, name: null, active: true },
      perWeek: 0,
      basis: 'estimated',
      basisDays: 28,
      clients: [],
      unattributed: 0,
      firstSeenAt: null,
      lastSeenAt: null,
      ...set,
    },
    ...more,
  };
}

export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}
