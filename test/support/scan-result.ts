import { everyItem, type PortalClient } from '../../local/portal-client.ts';
import type { AgentAnswer, AgentDetail } from '../../shared/api/agent.ts';
import type { EventAnswer } from '../../shared/api/event.ts';
import { byKey, eventKey, type ScanResult, withoutEmptyDays } from './compare-with-truth.ts';

/** What a tenant's scans have come to, as the API shows it. */
export async function readResult(client: Pick<PortalClient, 'call'>): Promise<ScanResult> {
  const agents = await Array.fromAsync(everyItem<AgentAnswer>(client, '/v1/agents'));
  const events = await Array.fromAsync(everyItem<EventAnswer>(client, '/v1/events'));
  const details = await Promise.all(
    agents.map(({ agentId }) => client.call<AgentDetail>('GET', `/v1/agents/${agentId}`)),
  );
  return {
    agents: details
      .map((agent) => ({
        userId: agent.owner.userId,
        interface: agent.type,
        email: agent.owner.email,
        active: agent.owner.active,
        days: withoutEmptyDays(
          Object.fromEntries(
            agent.days.map(({ date, chats, files, messages }) => [
              date,
              { chats, files, messages: messages ?? 0 },
            ]),
          ),
        ),
        models: agent.models.map(({ id }) => id).sort(),
        firstSeenAt: agent.firstSeenAt,
        lastSeenAt: agent.lastSeenAt,
        unattributed: agent.unattributed,
      }))
      .sort(byKey((agent) => `${agent.userId}.${agent.interface}`)),
    events: events
      .map((event) => ({
        itemId: event.item.id,
        eventType: event.eventType,
        day: event.time.slice(0, 10),
        interface: event.type,
        userId: event.user.userId,
        status: event.inspection.status,
        reason: event.inspection.status === 'clean' ? null : event.inspection.reason,
        dataTypes: Object.fromEntries(event.dataTypes.map(({ id, count }) => [id, count])),
      }))
      .sort(byKey(eventKey)),
  };
}
