import type { AgentType } from '../domain/agent-type.ts';
import type { EventFinding, EventMove, SecurityEvent } from '../domain/event.ts';
import type { KnownItem } from '../domain/item.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { Page, PageRequest } from './page.ts';

export interface EventQuery {
  /** ISO times, `[from, to)`. */
  readonly from?: string;
  readonly to?: string;
  readonly userId?: string;
  readonly type?: AgentType;
  readonly eventType?: string;
  readonly risk?: string;
  readonly dataType?: string;
  readonly status?: string;
  readonly scanId?: string;
  /** Part of item name or e-mail, any case. */
  readonly text?: string;
}

/** What counting needs of an event. */
export interface EventSummary extends Pick<SecurityEvent, 'time' | 'user' | 'risk' | 'state'> {
  readonly status: SecurityEvent['inspection']['status'];
  readonly findings: readonly Pick<EventFinding, 'dataType' | 'name' | 'count'>[];
}

export interface EventStore {
  /** Newest first. */
  list(tenant: Tenant, query: EventQuery, page: PageRequest): Promise<Page<SecurityEvent>>;
  /** Events since `from` (ISO), newest first, as far as the reader goes. */
  summaries(tenant: Tenant, from: string): AsyncIterable<EventSummary>;
  find(tenant: Tenant, eventId: string): Promise<SecurityEvent | undefined>;
  /** Sets the state and adds the move to the history. `full`: the history holds no more. */
  move(tenant: Tenant, eventId: string, move: EventMove): Promise<SecurityEvent | 'missing' | 'full'>;
  known(tenant: Tenant, itemIds: readonly string[]): Promise<Map<string, KnownItem>>;
  /** By SHA-256, the event of an item with these bytes that was inspected last, where one was read to its end. */
  withBytes(tenant: Tenant, sha256s: readonly string[]): Promise<Map<string, SecurityEvent>>;
}
