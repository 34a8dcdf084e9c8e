import { type Agent, agentId, NO_FINDINGS } from '../../shared/domain/agent.ts';
import { eventId, type SecurityEvent } from '../../shared/domain/event.ts';
import type { Integration } from '../../shared/domain/integration.ts';
import { NO_COUNTS, NOTHING_SETTLED, type Scan } from '../../shared/domain/scan.ts';
import { digest } from '../../shared/hash.ts';
import { rowKey, write } from '../support/memory/state.ts';
import type { MemoryWorld } from '../support/memory/world.ts';

/** Looks like a Compliance Access Key; put together here so that no scanner takes it for one. */
export const accessKey = (end = 'x7Qa'): string =>
  ['sk', 'ant', `api01-${'a1B2'.repeat(20)}${end}`].join('-');

export const anIntegration = (given: Partial<Integration> = {}): Integration => ({
  tenant: 'acme',
  status: 'active',
  statusReason: null,
  generation: 1,
  keyHint: 'x7Qa',
  secretId: 'secret/acme/1',
  configuredAt: '2026-09-01T08:00:00.000Z',
  configuredBy: 'admin@example.com',
  organizations: [{ uuid: 'org-1', name: 'Halcyon' }],
  frequency: 'off',
  scheduledFrom: null,
  coverage: { files: true, text: false, projects: false, sessions: false },
  lookbackDays: 30,
  requestShare: 0.8,
  budget: null,
  currentScanId: null,
  lastScan: null,
  position: null,
  erasing: false,
  ...given,
});

export const aScan = (given: Partial<Scan> = {}): Scan => ({
  tenant: 'acme',
  scanId: 'scan_0001',
  trigger: 'manual',
  startedBy: 'admin@example.com',
  generation: 1,
  status: 'scanning',
  step: 1,
  attempt: 0,
  phase: 'directory',
  phasePosition: {},
  window: { from: null, to: null },
  policyVersion: 'default',
  coverage: { files: true, text: false, projects: false, sessions: false },
  counts: NO_COUNTS,
  liveCounts: NO_COUNTS,
  settled: NOTHING_SETTLED,
  startedAt: '2026-10-01T11:00:00.000Z',
  endedAt: null,
  heartbeatAt: '2026-10-01T11:00:00.000Z',
  resumeAt: null,
  error: null,
  evidence: [],
  completeness: null,
  ...given,
});

export const anAgent = (given: Partial<Agent> = {}): Agent => ({
  owner: { userId: 'user_1', email: 'ada@example.com', name: 'Ada', active: true },
  interface: 'desktop',
  days: { '2026-09-30': { chats: 2, files: 1 }, '2026-09-29': { chats: 1, files: 0 } },
  perWeek: 41.5,
  basis: 'estimated',
  basisDays: 28,
  models: {
    'claude-opus-5': '2026-09-30T10:00:00.000Z',
    'claude-sonnet-4-5': '2026-10-01T10:00:00.000Z',
  },
  clients: [
    { userAgent: 'Claude/1.0 Electron', rule: 'desktop-app@1', lastSeenAt: '2026-10-01T10:00:00.000Z' },
  ],
  unattributed: 0,
  findings: NO_FINDINGS,
  firstSeenAt: '2026-09-01T08:00:00.000Z',
  lastSeenAt: '2026-10-01T10:00:00.000Z',
  ...given,
});

export function anEvent(given: Partial<SecurityEvent> = {}): SecurityEvent {
  const time = given.time ?? '2026-10-01T10:00:00.000Z';
  return {
    tenant: 'acme',
    eventId: eventId(time, digest(given.tenant ?? 'acme', given.item?.id ?? 'file_1')),
    time,
    eventType: 'file_upload',
    interface: 'desktop',
    user: { userId: 'user_1', email: 'ada@example.com' },
    risk: 'high',
    findings: [
      {
        dataType: 'payment-card',
        name: 'Payment card number',
        count: 3,
        confidence: 'high',
        risk: 'high',
        places: ["sheet 'Q3' C7"],
        samples: ['4111 •••• •••• 1111'],
      },
    ],
    item: {
      id: 'file_1',
      name: 'cards.xlsx',
      mimeType: null,
      format: 'xlsx',
      sizeBytes: 1_234,
      sha256: 'ab'.repeat(32),
    },
    inspection: {
      status: 'flagged',
      reason: null,
      partial: [],
      engine: 'inspection',
      engineVersion: '1',
      policyVersion: 'default',
    },
    chatUrl: null,
    chatId: 'claude_chat_1',
    projectId: null,
    scanId: 'scan_0001',
    state: 'new',
    history: [],
    ...given,
  };
}

/** Stores in a world, without the rules of the stores. */
export const given = {
  integration: (world: MemoryWorld, value: Integration): Integration => {
    write(world.state, world.state.integrations, rowKey(value.tenant), value);
    return value;
  },
  scan: (world: MemoryWorld, value: Scan): Scan => {
    write(world.state, world.state.scans, rowKey(value.tenant, value.scanId), value);
    return value;
  },
  agent: (world: MemoryWorld, tenant: string, agent: Agent): string => {
    const key = rowKey(tenant, agent.owner.userId, agent.interface);
    write(world.state, world.state.agents, key, { agent, findings: agent.findings });
    return agentId(agent.owner.userId, agent.interface);
  },
  event: (world: MemoryWorld, event: SecurityEvent): string => {
    write(world.state, world.state.events, rowKey(event.tenant, event.eventId), event);
    return event.eventId;
  },
};

/** The audit of a tenant, newest first. */
export const auditOf = async (world: MemoryWorld, tenant = 'acme') =>
  (await world.audit.list(tenant, { limit: 200, after: null })).items;
