import { type AgentDetail, agentDetailOf } from '../../shared/api/agent.ts';
import { type EventAnswer, eventOf } from '../../shared/api/event.ts';
import { cardOf, type IntegrationCard } from '../../shared/api/integration.ts';
import { type ScanAnswer, scanOf } from '../../shared/api/scan.ts';
import { parseAgentId } from '../../shared/domain/agent.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import { AppError } from '../../shared/errors.ts';
import type { AgentStore } from '../../shared/ports/agent-store.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EventStore } from '../../shared/ports/event-store.ts';
import type { IntegrationStore } from '../../shared/ports/integration-store.ts';
import type { ScanStore } from '../../shared/ports/scan-store.ts';

export interface DetailDeps {
  readonly integrations: IntegrationStore;
  readonly scans: ScanStore;
  readonly agents: AgentStore;
  readonly events: EventStore;
  readonly clock: Pick<Clock, 'now'>;
}

export async function readCard(deps: DetailDeps, tenant: Tenant): Promise<IntegrationCard> {
  return cardOf(await deps.integrations.find(tenant), deps.clock.now());
}

/** @throws AppError SCAN_NOT_FOUND, also for the scan of another tenant. */
export async function readScan(deps: DetailDeps, tenant: Tenant, scanId: string): Promise<ScanAnswer> {
  const scan = await deps.scans.find(tenant, scanId);
  if (!scan) throw new AppError('not-found', 'SCAN_NOT_FOUND', 'There is no such scan.');
  return scanOf(scan, deps.clock.now());
}

/** @throws AppError AGENT_NOT_FOUND, also for the agent of another tenant. */
export async function readAgent(deps: DetailDeps, tenant: Tenant, agentId: string): Promise<AgentDetail> {
  const named = parseAgentId(agentId);
  const agent = named && (await deps.agents.find(tenant, named.userId, named.client));
  if (!agent) throw new AppError('not-found', 'AGENT_NOT_FOUND', 'There is no such agent.');
  return agentDetailOf(agent);
}

/** @throws AppError EVENT_NOT_FOUND, also for the event of another tenant. */
export async function readEvent(deps: DetailDeps, tenant: Tenant, eventId: string): Promise<EventAnswer> {
  const event = await deps.events.find(tenant, eventId);
  if (!event) throw new AppError('not-found', 'EVENT_NOT_FOUND', 'There is no such event.');
  return eventOf(event);
}
