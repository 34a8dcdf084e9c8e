import { NONE } from './activities.ts';
import { MODELS } from './chats.ts';
import { HOUR } from './moments.ts';
import { random, seedOf } from './random.ts';
import { isChatOrganization, presentUntil, type Timeline } from './timeline.ts';

/** A session on a person's machine. Times are epoch seconds. */
export interface LocalSession {
  readonly index: number;
  readonly user: number;
  readonly organization: number;
  readonly surface: string;
  readonly createdAt: number;
  /** Inference calls, one every `pace` seconds. */
  readonly calls: number;
  readonly pace: number;
  readonly model: string;
}

/** A session in Anthropic's cloud, of a person or of an agent that a person started. */
export interface RemoteSession {
  readonly index: number;
  /** `NONE` when an agent owns it. */
  readonly user: number;
  readonly startedBy: number;
  readonly organization: number;
  readonly status: 'pending' | 'active' | 'paused' | 'archived' | 'failed';
  readonly createdAt: number;
  readonly calls: number;
  readonly pace: number;
  readonly project: number;
}

/** Something published from Claude Code. */
export interface CodeArtifact {
  readonly index: number;
  readonly owner: number;
  readonly organization: number;
  readonly createdAt: number;
  readonly versions: number;
  readonly name: string;
  readonly readMode: 'org' | 'owner' | 'public' | 'users';
}

const SURFACES = [
  'cowork',
  'claude_code',
  'claude_code',
  'office_agents/excel',
  'office_agents/word',
  'office_agents/powerpoint',
  'office_agents/outlook',
  'claude_in_chrome',
  'claude_science',
];

export function localSessions(line: Timeline): LocalSession[] {
  const draw = random(seedOf(line.seed, 'local sessions'));
  const users = line.people.filter(
    ({ habit, clients }) => habit === 'uses' && clients.some((c) => c.includes('desktop')),
  );
  return Array.from({ length: line.size.localSessions }, (_, index) => {
    const person = draw.pick(users);
    return {
      index,
      user: person.index,
      organization: person.organizations[0]!,
      surface: SURFACES[index % SURFACES.length]!,
      createdAt: Math.min(line.calendar.visit(draw), presentUntil(person, line.calendar) - 3 * HOUR),
      calls: draw.integer(1, 12),
      pace: draw.integer(20, 200),
      model: draw.pick(MODELS),
    };
  });
}

export function remoteSessions(line: Timeline): RemoteSession[] {
  const draw = random(seedOf(line.seed, 'remote sessions'));
  const users = line.people.filter(({ habit, leftAt }) => habit === 'uses' && leftAt === null);
  return Array.from({ length: line.size.remoteSessions }, (_, index) => {
    const person = draw.pick(users);
    const byAgent = index % 5 === 3;
    return {
      index,
      user: byAgent ? NONE : person.index,
      startedBy: byAgent ? person.index : NONE,
      organization: person.organizations[0]!,
      status: index % 10 === 7 ? 'pending' : draw.pick(['active', 'paused', 'archived', 'failed'] as const),
      createdAt: line.calendar.visit(draw),
      calls: draw.integer(1, 8),
      pace: draw.integer(20, 200),
      project: draw.chance(0.2) ? draw.integer(0, line.projects.length - 1) : NONE,
    };
  });
}

export function codeArtifacts(line: Timeline): CodeArtifact[] {
  const draw = random(seedOf(line.seed, 'code artifacts'));
  const users = line.people.filter(
    ({ habit, organizations }) => habit === 'uses' && isChatOrganization(line, organizations[0]!),
  );
  return Array.from({ length: line.size.codeArtifacts }, (_, index) => {
    const person = draw.pick(users);
    return {
      index,
      owner: index % 6 === 5 ? NONE : person.index,
      organization: person.organizations[0]!,
      createdAt: line.calendar.visit(draw) - HOUR,
      versions: draw.integer(1, 4),
      name: draw.pick(['Fleet dashboard', 'Rate explorer', 'On-call handbook', 'Capacity planner']),
      readMode: draw.pick(['org', 'owner', 'public', 'users'] as const),
    };
  });
}
