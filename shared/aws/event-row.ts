import type { SecurityEvent } from '../domain/event.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { EventSummary } from '../ports/event-store.ts';
import { eventsOfRisk, eventsOfUser, itemKey, type RowKey } from './keys.ts';
import { expiresAt, RETENTION_DAYS } from './retention.ts';
import type { ItemMarker } from './settling.ts';
import type { Row } from './writes.ts';

/**
 * An event's attributes without its key and without state and history, which people move and inspections leave as they are.
 * `undefined` stands for: remove.
 */
export function eventAttributes(
  { state: _, history: __, ...event }: SecurityEvent,
  now: number,
  keptDays: number,
): Row {
  return {
    ...event,
    userKey: eventsOfUser(event.tenant, event.user.userId),
    riskKey: event.risk ? eventsOfRisk(event.tenant, event.risk) : undefined,
    dataTypes: event.findings.map(({ dataType }) => dataType),
    search: `${event.item.name} ${event.user.email ?? ''}`.toLowerCase(),
    writtenAt: new Date(now).toISOString(),
    ttl: expiresAt(now, keptDays),
  };
}

export function eventOf(row: Row): SecurityEvent {
  const stored = row as unknown as SecurityEvent;
  return {
    tenant: stored.tenant,
    eventId: stored.eventId,
    time: stored.time,
    eventType: stored.eventType,
    interface: stored.interface,
    user: stored.user,
    risk: stored.risk,
    findings: stored.findings,
    item: stored.item,
    inspection: stored.inspection,
    chatId: stored.chatId,
    chatUrl: stored.chatUrl ?? null,
    projectId: stored.projectId,
    scanId: stored.scanId,
    state: stored.state,
    history: stored.history ?? [],
  };
}

export function summaryOf(row: Row): EventSummary {
  const { time, user, risk, state, inspection, findings } = row as unknown as SecurityEvent;
  return {
    time,
    user,
    risk,
    state,
    status: inspection.status,
    findings: findings.map(({ dataType, name, count }) => ({ dataType, name, count })),
  };
}

/** @param settledBy names the one settling that wrote the marker, so that a change of it can be told. */
export function markerRow(tenant: Tenant, marker: ItemMarker, settledBy: string, now: number): Row & RowKey {
  const { id, ...rest } = marker;
  return {
    ...itemKey(tenant, id),
    ...rest,
    itemId: id,
    settledBy,
    writtenAt: new Date(now).toISOString(),
    ttl: expiresAt(now, RETENTION_DAYS.items),
  };
}

export function markerOfRow(row: Row): ItemMarker & { readonly settledBy: string } {
  const stored = row as unknown as Omit<ItemMarker, 'id'> & {
    readonly itemId: string;
    readonly settledBy: string;
  };
  return {
    id: stored.itemId,
    policyVersion: stored.policyVersion,
    status: stored.status,
    reason: stored.reason ?? null,
    risk: stored.risk,
    version: stored.version ?? null,
    events: stored.events ?? {},
    userId: stored.userId,
    interface: stored.interface,
    ...(stored.unsure && { unsure: true }),
    ...(stored.at !== undefined && { at: stored.at }),
    settledBy: stored.settledBy,
  };
}
