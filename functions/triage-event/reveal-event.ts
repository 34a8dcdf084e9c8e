import { type EventAnswer, revealedEventOf } from '../../shared/api/event.ts';
import { AppError } from '../../shared/errors.ts';
import type { AuditLog } from '../../shared/ports/audit-log.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EventStore } from '../../shared/ports/event-store.ts';
import type { Caller } from '../../shared/runtime/caller.ts';

export interface RevealEventDeps {
  readonly events: Pick<EventStore, 'find'>;
  readonly audit: AuditLog;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Shows the masked samples of an event's findings, after who asked was recorded: what cannot be recorded is not shown.
 * @throws AppError EVENT_NOT_FOUND, also for the event of another tenant.
 */
export async function revealEvent(
  { events, audit, clock }: RevealEventDeps,
  { tenant, actor }: Pick<Caller, 'tenant' | 'actor'>,
  eventId: string,
): Promise<EventAnswer> {
  const event = await events.find(tenant, eventId);
  if (!event) throw new AppError('not-found', 'EVENT_NOT_FOUND', 'There is no such event.');
  await audit.record(tenant, {
    at: new Date(clock.now()).toISOString(),
    actor,
    action: 'reveal-event',
    outcome: 'done',
    details: { eventId },
  });
  return revealedEventOf(event);
}
