import type { Notice } from '../../../shared/domain/notice.ts';
import type { InspectionTask, PurgeQueueTask, ScanStep } from '../../../shared/messages.ts';
import type { Fact } from '../../../shared/ports/fact-bus.ts';
import type { NoticeTopics } from '../../../shared/ports/notices.ts';
import { memoryAgentStore } from './agent-store.ts';
import { memoryAuditLog } from './audit-log.ts';
import { memoryEventStore } from './event-store.ts';
import { memoryFactArchive } from './fact-archive.ts';
import { type CallHook, failing } from './failing.ts';
import { memoryIdempotencyStore } from './idempotency-store.ts';
import { memoryIntegrationStore } from './integration-store.ts';
import { memoryKeyVault } from './key-vault.ts';
import { memoryFactBus, memoryLog, memoryMeter } from './observers.ts';
import { memoryPolicyStore } from './policy-store.ts';
import { memoryNoticeStore, memoryPrivacyStore } from './privacy-store.ts';
import { Mailbox, memoryInspectionQueue, memoryPurgeQueue, memoryScanLane } from './queues.ts';
import { type MemorySchedule, memoryScanSchedule } from './scan-schedule.ts';
import { memoryScanStore } from './scan-store.ts';
import { type MemoryObject, memoryStagingArea } from './staging-area.ts';
import { memoryState } from './state.ts';
import { memoryTenantData } from './tenant-data.ts';
import { virtualClock } from './virtual-clock.ts';

export interface WorldOptions {
  /** Epoch ms at which the world's clock starts. */
  readonly now?: number;
  /** Around every call of every port; may throw. */
  readonly onCall?: CallHook;
}

export type MemoryWorld = ReturnType<typeof memoryWorld>;

/**
 * Every port on memory, with one shared state, as the real ones behave. Each port has `failNext`.
 * What left the process is beside its port: `lane.sent`, `facts.published`, `staging.objects`, `vault.secrets`, …
 */
export function memoryWorld({ now, onCall }: WorldOptions = {}) {
  const clock = virtualClock(now);
  const state = memoryState(clock);
  const steps = new Mailbox<ScanStep>();
  const inspections = new Mailbox<InspectionTask>();
  const refusals = { left: 0 };
  const purges = new Mailbox<PurgeQueueTask>();
  const published: Fact[] = [];
  const objects = new Map<string, MemoryObject>();
  const archived = new Map<string, string>();
  const told: { readonly topicArn: string; readonly notice: Notice }[] = [];
  const secrets = new Map<string, string>();
  const schedules = new Map<string, MemorySchedule>();
  const vault = memoryKeyVault(secrets);

  const outbox = <T>(mailbox: Mailbox<T>) => ({
    /** Everything ever accepted, oldest first. */
    sent: mailbox.sent,
    /** Accepted and not yet taken. */
    waiting: mailbox.waiting,
    /** Takes up to `limit` waiting messages, as their receiver would. */
    take: (limit?: number) => mailbox.take(limit),
  });

  return {
    clock,
    state,
    integrations: failing('integrations', memoryIntegrationStore(state), onCall),
    scans: failing('scans', memoryScanStore(state), onCall),
    agents: failing('agents', memoryAgentStore(state), onCall),
    events: failing('events', memoryEventStore(state), onCall),
    policies: failing('policies', memoryPolicyStore(state), onCall),
    audit: failing('audit', memoryAuditLog(state), onCall),
    idempotency: failing('idempotency', memoryIdempotencyStore(), onCall),
    tenantData: failing('tenantData', memoryTenantData(state), onCall),
    privacy: failing('privacy', memoryPrivacyStore(state), onCall),
    notices: failing('notices', memoryNoticeStore(state), onCall),
    topics: { ...failing('topics', memoryTopics(told), onCall), told },
    archive: { ...failing('archive', memoryFactArchive(archived), onCall), files: archived },
    vault: { ...failing('vault', vault, onCall), newId: vault.newId, secrets },
    schedule: { ...failing('schedule', memoryScanSchedule(schedules), onCall), schedules },
    staging: { ...failing('staging', memoryStagingArea(objects), onCall), objects },
    lane: { ...failing('lane', memoryScanLane(steps, clock), onCall), ...outbox(steps) },
    inspectionQueue: {
      ...failing('inspectionQueue', memoryInspectionQueue(inspections, refusals), onCall),
      ...outbox(inspections),
      /** The queue does not accept the next `count` tasks. */
      refuseNext: (count: number) => {
        refusals.left += count;
      },
    },
    purgeQueue: { ...failing('purgeQueue', memoryPurgeQueue(purges), onCall), ...outbox(purges) },
    facts: { ...failing('facts', memoryFactBus(published), onCall), published },
    log: memoryLog(),
    meter: memoryMeter(),
  };
}

const memoryTopics = (told: { readonly topicArn: string; readonly notice: Notice }[]): NoticeTopics => ({
  publish: async (topicArn, notice) => {
    told.push({ topicArn, notice });
    return 'sent';
  },
});
