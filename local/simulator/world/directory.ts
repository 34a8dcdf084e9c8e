import { DAY } from './moments.ts';
import type { Person } from './people.ts';
import { random, seedOf } from './random.ts';

/** A custom role; independent of the role in an organization. */
export interface Role {
  readonly index: number;
  readonly name: string;
  readonly description: string;
  readonly createdAt: number;
  readonly actions: readonly string[];
}

export interface Group {
  readonly index: number;
  readonly name: string;
  readonly source: 'direct' | 'scim';
  readonly role: number;
  readonly createdAt: number;
  /** Positions of people. */
  readonly members: readonly number[];
}

export interface Directory {
  readonly roles: readonly Role[];
  readonly groups: readonly Group[];
}

const ROLE_NAMES = ['Compliance Reviewer', 'Connector Manager', 'Skill Author'];
const GROUP_NAMES = ['Logistics', 'Legal', 'Finance', 'Engineering', 'Works council'];

export function directory(seed: number, people: readonly Person[], endsAt: number): Directory {
  const draw = random(seedOf(seed, 'directory'));
  const roles = ROLE_NAMES.map((name, index) => ({
    index,
    name,
    description: `Members may act as ${name.toLowerCase()}`,
    createdAt: endsAt - (400 - index) * DAY,
    actions: index === 0 ? ['claude_code', 'chat'] : ['chat'],
  }));
  const groups = GROUP_NAMES.map((name, index) => ({
    index,
    name,
    source: index % 2 === 0 ? ('scim' as const) : ('direct' as const),
    role: index % roles.length,
    createdAt: endsAt - (390 - index) * DAY,
    members: people.filter(() => draw.chance(0.15)).map(({ index: position }) => position),
  }));
  return { roles, groups };
}
