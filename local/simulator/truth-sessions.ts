import type { Window } from './truth-use.ts';
import type { Holding } from './world/documents/prose.ts';
import { dayOf, zulu } from './world/moments.ts';
import {
  lastCallAt,
  type SessionMessage,
  sessionMessages,
  sessionValues,
} from './world/session-transcript.ts';
import type { LocalSession, RemoteSession } from './world/sessions.ts';
import type { World } from './world/world.ts';

/** What people did in sessions of one product. */
export interface TruthSessionAgent {
  readonly userId: string;
  readonly email: string;
  /** As the product calls it. */
  readonly type: string;
  /** Messages that the person wrote since the window began, by UTC day. */
  readonly messages: Readonly<Record<string, number>>;
  readonly models: readonly string[];
  /** Of the messages that the person wrote, ISO. */
  readonly firstSeenAt: string | null;
  readonly lastSeenAt: string | null;
}

/** A session that has changed since a window began, and whose it is. */
export interface ReadableSession {
  readonly session: LocalSession | RemoteSession;
  readonly family: 'local' | 'remote';
  readonly owner: number;
}

export const TYPE_OF_SURFACE: Readonly<Record<string, string>> = {
  cowork: 'cowork',
  claude_code: 'claude_code',
  'office_agents/excel': 'office',
  'office_agents/word': 'office',
  'office_agents/powerpoint': 'office',
  'office_agents/outlook': 'office',
  claude_in_chrome: 'chrome',
  claude_science: 'science',
};

/** What an agent does belongs to who started it; pending sessions cannot be read. */
export function readableSessions(world: World, { from, now }: Window): ReadableSession[] {
  const local = world.localSessions.map(
    (session): ReadableSession => ({ session, family: 'local', owner: session.user }),
  );
  const remote = world.remoteSessions
    .filter(({ status }) => status !== 'pending')
    .map(
      (session): ReadableSession => ({
        session,
        family: 'remote',
        owner: session.user >= 0 ? session.user : session.startedBy,
      }),
    );
  return [...local, ...remote].filter(
    ({ session }) => session.createdAt <= now && lastCallAt(session, now) >= from,
  );
}

export const typeOfSession = ({ session }: ReadableSession): string =>
  'surface' in session ? TYPE_OF_SURFACE[session.surface]! : 'cowork';

export function sessionAgents(world: World, window: Window): TruthSessionAgent[] {
  const agents = new Map<string, { messages: SessionMessage[]; models: Set<string>; of: ReadableSession }>();
  for (const of of readableSessions(world, window)) {
    const key = `${of.owner}.${typeOfSession(of)}`;
    const agent = agents.get(key) ?? { messages: [], models: new Set(), of };
    agents.set(key, agent);
    const messages = sessionMessages(world.seed, of.family, of.session, window.now);
    agent.messages.push(...messages.filter(({ role, provenance }) => role === 'user' && !provenance));
    const answered = messages.some(({ role, provenance }) => role === 'assistant' && !provenance);
    if ('model' in of.session && answered) agent.models.add(of.session.model);
  }
  return [...agents.values()].map(({ messages, models, of }) => {
    const times = messages.map(({ at }) => at).sort((a, b) => a - b);
    const byDay: Record<string, number> = {};
    for (const at of times) if (at >= window.from) byDay[dayOf(at)] = (byDay[dayOf(at)] ?? 0) + 1;
    const { id, email } = world.people[of.owner]!;
    return {
      userId: id,
      email,
      type: typeOfSession(of),
      messages: byDay,
      models: [...models].sort(),
      firstSeenAt: times.length === 0 ? null : zulu(times[0]!),
      lastSeenAt: times.length === 0 ? null : zulu(times.at(-1)!),
    };
  });
}

/** What one side of a session said on one day. */
export interface SessionPart {
  readonly side: 'prompt' | 'response';
  readonly at: string;
  readonly values: readonly Holding[];
}

/** The parts that hold something. Prompts say it, and tools find it again; answers say nothing of it. */
export function sessionParts(
  world: World,
  { session, family }: ReadableSession,
  { from, now }: Window,
): SessionPart[] {
  const values = sessionValues(world.seed, family, session, now);
  const parts = new Map<string, { side: SessionPart['side']; at: string; values: Holding[] }>();
  for (const { role, at, pieces, provenance } of sessionMessages(world.seed, family, session, now)) {
    if (provenance || at < from) continue;
    const side = role === 'user' ? 'prompt' : 'response';
    const key = `${dayOf(at)} ${side}`;
    const part = parts.get(key) ?? { side, at: zulu(at), values: [] };
    parts.set(key, part);
    const call = (at - session.createdAt) / session.pace;
    if (side === 'prompt' || pieces.some(({ type }) => type === 'tool_result'))
      part.values.push(...values.filter((_, i) => i % session.calls === call));
  }
  return [...parts.values()].filter((part) => part.values.length > 0);
}
