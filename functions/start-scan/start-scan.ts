import { staleSince } from '../../shared/domain/open-problems.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import { parseScheduledStart, type ScheduledStart } from '../../shared/messages.ts';
import type { AuditLog } from '../../shared/ports/audit-log.ts';
import type { Log, Meter } from '../../shared/ports/telemetry.ts';
import { tell } from '../../shared/runtime/tell.ts';
import { type ScanStarted, type StartScanDeps, startScan } from '../../shared/scans/start-scan.ts';
import { forTenant } from '../../shared/tenancy.ts';
import type { StartScanMetrics } from './metrics.ts';

export interface StartScheduledDeps extends StartScanDeps {
  readonly audit: AuditLog;
  readonly log: Log;
  readonly meter: Meter;
}

/**
 * A periodic scan is due. Two deliveries of one due time start one scan; a due time during a scan is skipped, which
 * loses nothing, since the next scan begins where the last one ended.
 */
export async function startScheduledScan(deps: StartScheduledDeps, event: unknown): Promise<ScanStarted> {
  const due = parseScheduledStart(event);
  return forTenant(due.tenant, () => startDue(deps, due));
}

async function startDue(
  deps: StartScheduledDeps,
  { tenant, generation, scheduledAt }: ScheduledStart,
): Promise<ScanStarted> {
  const delayMs = deps.clock.now() - Date.parse(scheduledAt);
  deps.meter({
    ScheduledStartDelaySeconds: Math.max(0, Math.round(delayMs / 1_000)),
  } satisfies StartScanMetrics);
  await tellStale(deps, tenant, generation);
  const started = await startScan(deps, {
    tenant,
    generation,
    scheduledAt,
    trigger: 'scheduled',
    startedBy: null,
  });
  const isStarted = started.outcome === 'started';
  deps.log.info(isStarted ? 'SCHEDULED_SCAN_STARTED' : 'SCHEDULED_SCAN_SKIPPED', {
    tenant,
    outcome: started.outcome,
    ...('scanId' in started && { scanId: started.scanId }),
  });
  if (isStarted || started.outcome === 'already-running') {
    await deps.audit.record(tenant, {
      at: new Date(deps.clock.now()).toISOString(),
      actor: 'schedule',
      action: 'scheduled-scan',
      outcome: isStarted ? 'done' : 'refused',
      details: { scheduledAt, scanId: started.scanId, ...(isStarted ? {} : { reason: 'already running' }) },
    });
  }
  return started;
}

/** Scans fail, or take so long, that what is shown gets old: told each time that another one is due. */
async function tellStale(deps: StartScheduledDeps, tenant: Tenant, generation: number): Promise<void> {
  const integration = await deps.integrations.find(tenant);
  if (integration?.status !== 'active' || integration.generation !== generation) return;
  const since = staleSince(integration, deps.clock.now());
  if (since === null) return;
  const { currentScanId, lastScan } = integration;
  await tell(deps, {
    type: 'ScanStale',
    detail: { tenant, readUpTo: since, scanId: currentScanId ?? lastScan?.scanId ?? null },
  });
}
