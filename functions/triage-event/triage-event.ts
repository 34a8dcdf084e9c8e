import type * as z from 'zod/mini';
import { type EventAnswer, eventOf, type triageBody } from '../../shared/api/event.ts';
import { MAX_HISTORY, type SecurityEvent } from '../../shared/domain/event.ts';
import { cleanText } from '../../shared/domain/file-name.ts';
import { AppError } from '../../shared/errors.ts';
import type { EventStore } from '../../shared/ports/event-store.ts';
import { type AuditDeps, audited } from '../../shared/runtime/audited.ts';
import type { Caller } from '../../shared/runtime/caller.ts';

export interface TriageEventDeps extends AuditDeps {
  readonly events: Pick<EventStore, 'move'>;
}

/**
 * Moves an event to another state, with who did it, when and why in its history. Later inspections leave both alone.
 * @throws AppError EVENT_NOT_FOUND, also for the event of another tenant; EVENT_HISTORY_FULL.
 */
export async function triageEvent(
  deps: TriageEventDeps,
  caller: Pick<Caller, 'tenant' | 'actor'>,
  eventId: string,
  { state, note }: z.output<typeof triageBody>,
): Promise<EventAnswer> {
  const moved = await audited(
    deps,
    caller,
    'triage-event',
    () => move(deps, caller, eventId, state, cleanText(note ?? '') || null),
    (event) => ({ eventId: event.eventId, state }),
  );
  return eventOf(moved);
}

async function move(
  { events, clock }: TriageEventDeps,
  { tenant, actor }: Pick<Caller, 'tenant' | 'actor'>,
  eventId: string,
  state: SecurityEvent['state'],
  note: string | null,
): Promise<SecurityEvent> {
  const at = new Date(clock.now()).toISOString();
  const moved = await events.move(tenant, eventId, { at, by: actor, state, note });
  if (moved === 'missing') throw new AppError('not-found', 'EVENT_NOT_FOUND', 'There is no such event.');
  if (moved === 'full') {
    throw new AppError('conflict', 'EVENT_HISTORY_FULL', `An event can be moved ${MAX_HISTORY} times.`);
  }
  return moved;
}
