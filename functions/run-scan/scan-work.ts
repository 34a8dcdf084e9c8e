import type { ComplianceApi } from '../../shared/compliance-api/client.ts';
import type { AgentType } from '../../shared/domain/agent-type.ts';
import { isSpent } from '../../shared/domain/budget.ts';
import type { InterfaceVerdict } from '../../shared/domain/client-interface.ts';
import type { Integration } from '../../shared/domain/integration.ts';
import type { PhaseEvidence, Scan, ScanCounts } from '../../shared/domain/scan.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import type { InspectionTask } from '../../shared/messages.ts';
import type { AgentStore } from '../../shared/ports/agent-store.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EventStore } from '../../shared/ports/event-store.ts';
import type { FactBus } from '../../shared/ports/fact-bus.ts';
import type { IntegrationStore } from '../../shared/ports/integration-store.ts';
import type { KeyVault } from '../../shared/ports/key-vault.ts';
import type { PrivacyStore } from '../../shared/ports/privacy-store.ts';
import type { InspectionQueue, ScanLane } from '../../shared/ports/queues.ts';
import type { ScanSchedule } from '../../shared/ports/scan-schedule.ts';
import type { ScanStore } from '../../shared/ports/scan-store.ts';
import type { StagingArea } from '../../shared/ports/staging-area.ts';
import type { Log, Meter } from '../../shared/ports/telemetry.ts';
import type { Forgotten } from '../../shared/privacy/forgotten.ts';

/** What a scan asks of the Compliance API. */
export type ScanProvider = Pick<
  ComplianceApi,
  | 'organizations'
  | 'users'
  | 'activities'
  | 'chats'
  | 'chatMessages'
  | 'fileContent'
  | 'generatedFileContent'
  | 'artifactContent'
  | 'projectDocument'
  | 'projects'
  | 'project'
  | 'localSessions'
  | 'localSessionMessages'
  | 'remoteSessions'
  | 'remoteSessionMessages'
>;

export interface RunScanDeps {
  readonly integrations: IntegrationStore;
  readonly scans: ScanStore;
  readonly agents: AgentStore;
  readonly events: EventStore;
  readonly vault: KeyVault;
  readonly schedule: ScanSchedule;
  readonly staging: StagingArea;
  readonly lane: ScanLane;
  readonly inspectionQueue: InspectionQueue;
  readonly facts: FactBus;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  readonly privacy: Pick<PrivacyStore, 'retention'>;
  /** Whom the tenant has purged. */
  forgotten(tenant: Tenant): Promise<Forgotten>;
  provider(access: ProviderAccess): ScanProvider;
  classify(userAgent: string | null): InterfaceVerdict;
  readonly limits: RunLimits;
}

/** How the provider may be called for one lane message. */
export interface ProviderAccess {
  readonly apiKey: string;
  /** Share of the provider's rate limit that may be spent, above 0 up to 1. */
  readonly requestShare: number;
  /** Ends every call under way. */
  readonly signal: AbortSignal;
  /** Told of every call, with the milliseconds it waited for the rate limit, and its status; null without an answer. */
  readonly onCall: (waitedMs: number, status: number | null) => void;
  /** Told until when the provider wants no calls, epoch milliseconds, by each refusal that says so. */
  readonly onPause: (untilMs: number) => void;
}

export interface RunLimits {
  /** How long one lane message works before it hands over, milliseconds. */
  readonly sliceMs: number;
  /** Largest item that is fetched, bytes. */
  readonly maxItemBytes: number;
  /** Largest transcript that is inspected, bytes. */
  readonly maxTranscriptBytes: number;
  /** Calls to the provider in flight at once; its rate limit paces them further. */
  readonly concurrency: number;
}

/** One lane message at work on one scan. */
export interface ScanWork {
  readonly deps: RunScanDeps;
  readonly integration: Integration;
  readonly scan: Scan;
  readonly provider: ScanProvider;
  /** When to hand over to the next message, epoch milliseconds. */
  readonly deadline: number;
  /** The scan's counts so far; phases raise them as they go, and they are shown by each heartbeat. */
  readonly counts: Mutable<ScanCounts>;
  /** Days of use that agents keep. */
  readonly usageDays: number;
  /** What one lane message reads once, for all of its steps. */
  readonly memory: {
    /** Ids of the items that the scan has listed. */
    listed?: Set<string>;
  };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Whether the scan may begin nothing more, beyond what each scan does to get on. */
export const budgetIsSpent = ({ integration, scan, counts, deps }: ScanWork): boolean =>
  isSpent(integration.budget, scan, counts.requests, deps.clock.now());

export const timeIsUp = (work: ScanWork): boolean => work.deps.clock.now() >= work.deadline;

/** The phase's evidence so far, found again after a checkpoint or started. */
export const evidenceOf = (scan: Scan, phase: PhaseEvidence['phase']): PhaseEvidence =>
  scan.evidence.find((entry) => entry.phase === phase) ?? {
    phase,
    from: null,
    to: null,
    pages: 0,
    items: 0,
    firstId: null,
    lastId: null,
    requestId: null,
    gaps: [],
    missingFrom: null,
  };

export const withEvidence = (scan: Scan, entry: PhaseEvidence): PhaseEvidence[] => [
  ...scan.evidence.filter(({ phase }) => phase !== entry.phase),
  entry,
];

export const agentKey = (userId: string, client: AgentType): string => `${userId}.${client}`;

export const inspectionTask = (scan: Scan, chunkId: string, index: number): InspectionTask => ({
  v: 1,
  tenant: scan.tenant,
  scanId: scan.scanId,
  generation: scan.generation,
  chunkId,
  index,
  stagedKey: `staging/${scan.tenant}/${scan.scanId}/${chunkId}/${index}`,
});
