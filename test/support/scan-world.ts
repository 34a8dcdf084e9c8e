import { inspectContent } from '../../functions/inspect-content/inspect-content.ts';
import { type InspectedCopy, inspectionInput } from '../../functions/inspect-content/inspected-copy.ts';
import { runScan, type StepOutcome } from '../../functions/run-scan/run-scan.ts';
import type { RunLimits, RunScanDeps } from '../../functions/run-scan/scan-work.ts';
import { sweepScans } from '../../functions/sweep-scans/sweep-scans.ts';
import type { Agent } from '../../shared/domain/agent.ts';
import { createInterfaceClassifier } from '../../shared/domain/client-interface.ts';
import type { SecurityEvent } from '../../shared/domain/event.ts';
import type { Integration } from '../../shared/domain/integration.ts';
import type { Scan } from '../../shared/domain/scan.ts';
import { inspect } from '../../shared/inspection/inspect.ts';
import { DEFAULT_LIMITS } from '../../shared/inspection/limits.ts';
import { inspectionPolicies } from '../../shared/policies/inspection-policies.ts';
import { forgottenPeople } from '../../shared/privacy/forgotten.ts';
import { type ScanStarted, startScan } from '../../shared/scans/start-scan.ts';
import { memoryWorld } from './memory/world.ts';
import { type FakeProvider, fakeProvider } from './provider.ts';

export const TENANT = 'acme';
export const START = Date.parse('2026-10-20T12:00:00Z');

export type ScanWorld = Awaited<ReturnType<typeof scanWorld>>;

/** A configured tenant with its provider, and the pipeline's real functions on ports in memory. */
export async function scanWorld(
  given: { limits?: Partial<RunLimits>; integration?: Partial<Integration> } = {},
) {
  const world = memoryWorld({ now: START });
  const provider: FakeProvider = fakeProvider(world.clock.now);
  const secretId = await world.vault.put(TENANT, 'a-key');
  const integration: Integration = {
    tenant: TENANT,
    status: 'active',
    statusReason: null,
    generation: 1,
    keyHint: 'x7Qa',
    secretId,
    configuredAt: world.clock.iso(),
    configuredBy: 'admin@example.com',
    organizations: [],
    frequency: 'off',
    scheduledFrom: null,
    coverage: { files: true, text: false, projects: false, sessions: false },
    lookbackDays: 30,
    requestShare: 1,
    budget: null,
    currentScanId: null,
    lastScan: null,
    position: null,
    erasing: false,
    ...given.integration,
  };
  await world.integrations.configure(integration, 0);

  const policyOf = inspectionPolicies(world.policies, async () => 'a-secret');
  const runDeps: RunScanDeps = {
    ...world,
    forgotten: forgottenPeople(world.privacy, async () => 'a-secret'),
    provider: ({ signal, onCall }) => {
      provider.onCall = async () => {
        signal.throwIfAborted();
        onCall(0, 200);
        await self.beforeCall();
      };
      return provider;
    },
    classify: createInterfaceClassifier(),
    limits: {
      sliceMs: 3_600_000,
      maxItemBytes: 1_000_000,
      maxTranscriptBytes: 1_000_000,
      concurrency: 4,
      ...given.limits,
    },
  };
  const inspectDeps = {
    ...world,
    inspect: async (
      { tenant, policyVersion }: Pick<Scan, 'tenant' | 'policyVersion'>,
      copy: InspectedCopy,
    ) => {
      const policy = await policyOf(tenant, policyVersion);
      return inspect(inspectionInput(copy), policy, DEFAULT_LIMITS, new AbortController().signal);
    },
  };

  const self = {
    ...world,
    provider,
    runDeps,
    inspectDeps,
    outcomes: [] as StepOutcome[],
    /** Runs before each call to the provider is answered. */
    beforeCall: async (): Promise<void> => undefined,

    start: (scheduledAt?: string): Promise<ScanStarted> =>
      startScan(
        world,
        scheduledAt
          ? { tenant: TENANT, trigger: 'scheduled', startedBy: null, scheduledAt }
          : { tenant: TENANT, trigger: 'manual', startedBy: 'admin@example.com' },
      ),

    /** Delivers messages as the queues would, until none is left. A message whose handler throws comes back, at most five times. */
    async drain(): Promise<void> {
      for (;;) {
        const [step] = world.lane.take(1);
        if (step) {
          await redelivered(async () => void self.outcomes.push(await runScan(runDeps, step)));
          continue;
        }
        const tasks = world.inspectionQueue.take(10);
        if (tasks.length === 0) return;
        await redelivered(async () => {
          const failed = await inspectContent(inspectDeps, tasks);
          if (failed.length > 0) throw new Error('The batch comes back.');
        });
      }
    },

    /** Starts a scan and lets it end. */
    async scan(): Promise<Scan> {
      const started = await self.start();
      if (started.outcome !== 'started') throw new Error(`Not started: ${started.outcome}`);
      await self.drain();
      return self.scanOf(started.scanId);
    },

    sweep: () => sweepScans(world),

    async scanOf(scanId: string): Promise<Scan> {
      const scan = await world.scans.find(TENANT, scanId);
      if (!scan) throw new Error(`No scan ${scanId}`);
      return scan;
    },

    async integrationNow(): Promise<Integration> {
      const found = await world.integrations.find(TENANT);
      if (!found) throw new Error('No integration');
      return found;
    },

    async agentsNow(): Promise<Record<string, Agent>> {
      const agents: Record<string, Agent> = {};
      for await (const agent of world.agents.all(TENANT))
        agents[`${agent.owner.userId}.${agent.interface}`] = agent;
      return agents;
    },

    async eventsNow(): Promise<SecurityEvent[]> {
      const { items } = await world.events.list(TENANT, {}, { limit: 200, after: null });
      return [...items].sort((a, b) => (a.item.id < b.item.id ? -1 : 1));
    },
  };
  return self;
}

async function redelivered(handle: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await handle();
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}
