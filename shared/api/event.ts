import * as z from 'zod/mini';
import { agentId } from '../domain/agent.ts';
import { EVENT_STATES, EVENT_TYPES, type SecurityEvent } from '../domain/event.ts';
import type { ItemStatus } from '../domain/item.ts';
import type { EventQuery } from '../ports/event-store.ts';
import { agentType, count, id, risk, text, time, timeFilter } from './fields.ts';
import { listOf, pageQuery } from './page.ts';

const eventType = z.enum(EVENT_TYPES);
const itemStatus = z.enum(['clean', 'flagged', 'skipped', 'failed'] as const satisfies readonly ItemStatus[]);
const state = z.enum(EVENT_STATES);
const confidence = z.enum(['low', 'medium', 'high']);

const eventFilters = {
  from: z.optional(timeFilter),
  to: z.optional(timeFilter),
  user: z.optional(id.check(z.describe('User id'))),
  type: z.optional(agentType),
  eventType: z.optional(eventType),
  risk: z.optional(risk),
  dataType: z.optional(id),
  status: z.optional(itemStatus),
  scanId: z.optional(id),
  q: z.optional(text),
};

export const eventExportQuery = z.strictObject(eventFilters);
export const eventListQuery = z.extend(pageQuery, eventFilters);

export const eventAnswer = z.object({
  eventId: z.string(),
  time,
  application: z.literal('Claude Enterprise'),
  type: agentType,
  eventType,
  user: z.object({ email: z.nullable(z.string()), userId: z.string() }),
  agentId: z.string(),
  action: z.literal('detect'),
  risk: z.nullable(risk),
  dataTypes: z.array(z.object({ id: z.string(), name: z.string(), count, confidence })),
  item: z.object({
    id: z.string(),
    name: z.string(),
    mimeType: z.nullable(z.string()),
    format: z.nullable(z.string()),
    sizeBytes: z.nullable(count),
    sha256: z.nullable(z.string()),
  }),
  inspection: z.object({
    status: itemStatus,
    reason: z.nullable(z.string()),
    partial: z.array(z.string()),
    engine: z.string(),
    engineVersion: z.string(),
    policyVersion: z.string(),
  }),
  findings: z.array(
    z.object({
      dataType: z.string(),
      name: z.string(),
      count,
      confidence,
      risk,
      places: z.array(z.string()),
      /** Masked. Null until they are revealed. */
      samples: z.nullable(z.array(z.string())),
    }),
  ),
  /** The address is known where the event comes from the chat's transcript. */
  chat: z.nullable(z.object({ id: z.string(), url: z.nullable(z.string()) })),
  projectId: z.nullable(z.string()),
  scanId: z.string(),
  state,
  /** Who moved it, oldest first. */
  history: z.array(z.object({ at: time, by: z.string(), state, note: z.nullable(z.string()) })),
});
export type EventAnswer = z.infer<typeof eventAnswer>;

export const triageBody = z.strictObject({ state, note: z.optional(z.string().check(z.maxLength(500))) });

export const eventList = listOf(eventAnswer);

/** The store's query behind a list or an export. */
export function eventQueryOf(query: z.infer<typeof eventExportQuery>): EventQuery {
  const { from, to, user, type, eventType, risk, dataType, status, scanId, q } = query;
  return {
    ...(from && { from }),
    ...(to && { to }),
    ...(user && { userId: user }),
    ...(type && { type }),
    ...(eventType && { eventType }),
    ...(risk && { risk }),
    ...(dataType && { dataType }),
    ...(status && { status }),
    ...(scanId && { scanId }),
    ...(q && { text: q }),
  };
}

/** The same with the masked samples of its findings: for whom that is recorded. */
export const revealedEventOf = (event: SecurityEvent): EventAnswer => ({
  ...eventOf(event),
  findings: event.findings.map((finding) => ({
    ...finding,
    places: [...finding.places],
    samples: [...finding.samples],
  })),
});

/** What the portal shows of an event: what was found and where, no sample of it. */
export function eventOf(event: SecurityEvent): EventAnswer {
  return {
    eventId: event.eventId,
    time: event.time,
    application: 'Claude Enterprise',
    type: event.interface,
    eventType: event.eventType,
    user: { email: event.user.email, userId: event.user.userId },
    agentId: agentId(event.user.userId, event.interface),
    action: 'detect',
    risk: event.risk,
    dataTypes: event.findings.map((finding) => ({
      id: finding.dataType,
      name: finding.name,
      count: finding.count,
      confidence: finding.confidence,
    })),
    item: { ...event.item },
    inspection: { ...event.inspection, partial: [...event.inspection.partial] },
    findings: event.findings.map((finding) => ({
      ...finding,
      places: [...finding.places],
      samples: null,
    })),
    chat: event.chatId === null ? null : { id: event.chatId, url: event.chatUrl },
    projectId: event.projectId,
    scanId: event.scanId,
    state: event.state,
    history: event.history.map((move) => ({ ...move })),
  };
}
