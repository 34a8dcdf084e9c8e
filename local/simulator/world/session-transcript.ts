import { talkHoldings } from './documents/plan.ts';
import { type Holding, valuesOf } from './documents/prose.ts';
import { mix, random, seedOf } from './random.ts';
import type { LocalSession, RemoteSession } from './sessions.ts';
import { answer, type Piece, question } from './transcript.ts';

export interface SessionMessage {
  readonly position: number;
  readonly role: 'user' | 'assistant';
  readonly at: number;
  readonly pieces: readonly Piece[];
  /** Why there is nothing to read, or what stands in for it. Null for an ordinary message. */
  readonly provenance: null | { readonly type: string; readonly reason?: string };
}

/** Share of sessions whose text holds something sensitive. */
const SENSITIVE_SHARE = 0.25;
/** A session has at most this many messages: room for their identifiers. */
export const MESSAGES_PER_SESSION = 128;

/** When the last inference call of a session happened, as far as the clock has come. */
export function lastCallAt({ createdAt, calls, pace }: LocalSession | RemoteSession, now: number): number {
  return createdAt + (callsAsOf({ createdAt, calls, pace }, now) - 1) * pace;
}

/** Distinct values in a session's text, by then. */
export function sessionValues(
  worldSeed: number,
  kind: 'local' | 'remote',
  session: LocalSession | RemoteSession,
  now: number,
): Holding[] {
  return allValues(worldSeed, kind, session).filter((_, i) => i % session.calls < callsAsOf(session, now));
}

/** The transcript by then, in the order of the calls; all messages of one call share its time. */
export function sessionMessages(
  worldSeed: number,
  kind: 'local' | 'remote',
  session: LocalSession | RemoteSession,
  now: number,
): SessionMessage[] {
  const seed = sessionSeed(worldSeed, kind, session.index);
  const values = allValues(worldSeed, kind, session);
  const messages: Omit<SessionMessage, 'position'>[] = [];
  const { createdAt } = session;
  if (kind === 'local' && session.index % 6 === 5) {
    const provenance = { type: 'content_unavailable', reason: 'retention_elapsed' };
    messages.push({ role: 'user', at: createdAt, pieces: [], provenance });
  }
  if (kind === 'local')
    messages.push({
      role: 'user',
      at: createdAt,
      pieces: [systemPrompt],
      provenance: { type: 'synthetic_marker' },
    });
  for (let call = 0; call < callsAsOf(session, now); call++) {
    const draw = random(mix(seed, call));
    const said = values.filter((_, i) => i % session.calls === call);
    const at = createdAt + call * session.pace;
    messages.push({
      role: 'user',
      at,
      pieces: [{ type: 'text', text: question(draw, said) }],
      provenance: null,
    });
    const aborted = draw.chance(0.04);
    messages.push({
      role: 'assistant',
      at,
      pieces: aborted ? [] : answer(draw, said, session.index * MESSAGES_PER_SESSION + call),
      provenance: aborted ? { type: 'content_unavailable', reason: 'client_aborted' } : null,
    });
  }
  return messages.map((message, position) => ({ ...message, position }));
}

export const SYSTEM_PROMPT_MARKER = '[system prompt content not shown]';
const systemPrompt: Piece = { type: 'text', text: SYSTEM_PROMPT_MARKER };

function callsAsOf(
  { createdAt, calls, pace }: Pick<LocalSession, 'createdAt' | 'calls' | 'pace'>,
  now: number,
): number {
  return now < createdAt ? 0 : Math.min(calls, Math.floor((now - createdAt) / pace) + 1);
}

function allValues(
  worldSeed: number,
  kind: 'local' | 'remote',
  session: LocalSession | RemoteSession,
): Holding[] {
  const seed = sessionSeed(worldSeed, kind, session.index);
  return valuesOf(talkHoldings(seed, SENSITIVE_SHARE), seed);
}

function sessionSeed(worldSeed: number, kind: 'local' | 'remote', index: number): number {
  return mix(seedOf(worldSeed, `${kind} session`), index);
}
