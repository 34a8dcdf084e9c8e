import { addDays } from '../domain/day.ts';
import type { Integration, IntegrationStatus } from '../domain/integration.ts';
import { NO_COUNTS, NOTHING_SETTLED, type Scan, type ScanTrigger, scanId } from '../domain/scan.ts';
import type { Tenant } from '../domain/tenant.ts';
import { digest } from '../hash.ts';
import { DEFAULT_POLICY_VERSION } from '../inspection/policy.ts';
import type { Clock } from '../ports/clock.ts';
import type { FactBus } from '../ports/fact-bus.ts';
import type { IntegrationStore } from '../ports/integration-store.ts';
import type { PolicyInForce, PolicyStore } from '../ports/policy-store.ts';
import type { ScanLane } from '../ports/queues.ts';
import type { ScanStore } from '../ports/scan-store.ts';

export interface StartScanDeps {
  readonly integrations: IntegrationStore;
  readonly scans: ScanStore;
  readonly lane: ScanLane;
  readonly facts: FactBus;
  readonly clock: Clock;
  readonly policies: Pick<PolicyStore, 'inForce'>;
}

export interface ScanStart {
  readonly tenant: Tenant;
  readonly trigger: ScanTrigger;
  /** Who pressed the button; null for a schedule. */
  readonly startedBy: string | null;
  /** The schedule's own time, ISO: a repeated delivery names the same and starts nothing new. */
  readonly scheduledAt?: string;
  /** Only for this generation of the integration (a schedule of a deleted one may still fire). */
  readonly generation?: number;
}

export type ScanStarted =
  | { readonly outcome: 'started'; readonly scanId: string }
  | { readonly outcome: 'already-running'; readonly scanId: string }
  | { readonly outcome: 'repeated' }
  | { readonly outcome: 'not-active'; readonly status: IntegrationStatus };

/**
 * Takes the tenant's scan lock, writes the scan record and sends its first step.
 * If the step is lost between the two, the sweeper sends it again.
 */
export async function startScan(deps: StartScanDeps, start: ScanStart): Promise<ScanStarted> {
  const integration = await deps.integrations.find(start.tenant);
  if (integration?.status !== 'active') {
    return { outcome: 'not-active', status: integration?.status ?? 'not_configured' };
  }
  if (start.generation !== undefined && start.generation !== integration.generation) {
    return { outcome: 'not-active', status: integration.status };
  }

  const policy = await deps.policies.inForce(start.tenant);
  const now = deps.clock.now();
  const startedAt = new Date(now).toISOString();
  const identity = start.scheduledAt ?? startedAt;
  const scan: Scan = {
    tenant: start.tenant,
    scanId: scanId(Date.parse(identity), digest(start.tenant, start.trigger, identity)),
    trigger: start.trigger,
    startedBy: start.startedBy,
    generation: integration.generation,
    status: 'scanning',
    step: 1,
    attempt: 0,
    phase: 'directory',
    phasePosition: {},
    window: { from: readAgainFrom(integration, policy), to: null },
    policyVersion: policy?.version ?? DEFAULT_POLICY_VERSION,
    coverage: integration.coverage,
    counts: NO_COUNTS,
    liveCounts: NO_COUNTS,
    settled: NOTHING_SETTLED,
    startedAt,
    endedAt: null,
    heartbeatAt: startedAt,
    resumeAt: await pauseOf(deps, integration, now),
    error: null,
    evidence: [],
    completeness: null,
  };

  const result = await deps.scans.start(scan);
  if (result.outcome === 'not-active') return { outcome: 'not-active', status: integration.status };
  // Two presses of the button within a millisecond are one start.
  if (result.outcome === 'repeated' && start.trigger === 'manual') {
    return { outcome: 'already-running', scanId: scan.scanId };
  }
  if (result.outcome !== 'started') return result;

  await deps.lane.send({
    v: 1,
    tenant: scan.tenant,
    scanId: scan.scanId,
    generation: scan.generation,
    step: scan.step,
  });
  await deps.facts.publish([
    {
      type: 'ScanStarted',
      detail: { tenant: scan.tenant, scanId: scan.scanId, trigger: scan.trigger, startedAt },
    },
  ]);
  return { outcome: 'started', scanId: scan.scanId };
}

/** The pause that the provider asked the scan before for, where it is not over: a cancelled scan leaves it behind. */
async function pauseOf(
  { scans }: StartScanDeps,
  { tenant, lastScan }: Integration,
  now: number,
): Promise<string | null> {
  const { resumeAt = null } = (lastScan && (await scans.find(tenant, lastScan.scanId))) ?? {};
  return resumeAt && Date.parse(resumeAt) > now ? resumeAt : null;
}

/** How far back a scan looks again at items that were inspected with another policy. */
const REINSPECTION_DAYS = 30;

/**
 * The time from which activity is read again, where that was asked for since the last completed scan began; never before
 * the first day that was ever read. Nothing has to be cleared: the next completed scan began later than the wish.
 */
function readAgainFrom({ position }: Integration, policy: PolicyInForce | undefined): string | null {
  const askedAt = policy?.reinspectAskedAt;
  if (!position || !askedAt || askedAt <= position.scanStartedAt) return null;
  const day = addDays(askedAt.slice(0, 10), -REINSPECTION_DAYS);
  return `${day > position.collectedFrom ? day : position.collectedFrom}T00:00:00.000Z`;
}
