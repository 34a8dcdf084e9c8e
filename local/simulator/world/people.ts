import type { ClientKind } from './clients.ts';
import type { Ids } from './ids.ts';
import { DAY } from './moments.ts';
import { type Random, random, seedOf } from './random.ts';

/** What a person does with Claude over the world's ninety days. */
export type Habit = 'uses' | 'only-signs-in' | 'only-administers' | 'none';

export interface Person {
  readonly index: number;
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** Positions of the organizations, the home organization first. */
  readonly organizations: readonly number[];
  readonly role: string;
  readonly habit: Habit;
  /** How much this person does compared with others. */
  readonly weight: number;
  /** The clients of this person, each as often as it is used. */
  readonly clients: readonly ClientKind[];
  /** Account creation, epoch seconds. */
  readonly joinedAt: number;
  /** From then on absent from every list; epoch seconds, or null. */
  readonly leftAt: number | null;
}

/** Cycled through, so that even a small world has every kind of client and habit. */
const ARCHETYPES: readonly { readonly habit?: Habit; readonly clients: readonly ClientKind[] }[] = [
  { clients: ['browser'] },
  { clients: ['browser', 'browser', 'desktop'] },
  { clients: ['desktop'] },
  { clients: ['browser', 'android-app'] },
  { clients: ['browser', 'mobile-browser'] },
  { clients: ['desktop', 'desktop', 'ios-app'] },
  { clients: ['browser', 'desktop', 'android-app'] },
  { clients: ['browser'], habit: 'none' },
  { clients: ['browser'] },
  { clients: ['old-desktop', 'desktop'] },
  { clients: ['browser'], habit: 'only-signs-in' },
  { clients: ['browser', 'browser', 'unknown'] },
  { clients: ['android-app'] },
  { clients: ['browser'] },
  { clients: ['browser', 'desktop'] },
  { clients: ['missing', 'desktop'] },
  { clients: ['browser'], habit: 'none' },
  { clients: ['mobile-browser'] },
  { clients: ['browser', 'ios-app', 'desktop'] },
  { clients: ['browser'] },
  { clients: ['old-desktop'] },
  { clients: ['browser'], habit: 'only-administers' },
  { clients: ['unknown'] },
  { clients: ['desktop', 'browser'] },
];

const FIRST_NAMES =
  'Amara Anton Beatriz Bram Chiara Daan Dilan Elif Emeka Farid Greta Hanna Ines Ivo Jonas Kaito Katya Lars Leila Lin Lucia Mads Maja Mira Nadia Nils Noor Olga Oskar Pavel Priya Rafael Rhea Ruben Sana Selma Soren Tariq Tomas Ulla Viktor Wanda Yara Yusuf Zoe Zuzana'.split(
    ' ',
  );
const LAST_NAMES =
  'Abdi Acar Adler Almeida Arnold Bakker Banerjee Berg Bianchi Brandt Castro Chen Costa Demir Dubois Eriksen Fischer Fontaine Garcia Gruber Haas Hansen Hoffmann Ito Janssen Jensen Keller Khan Kovac Krause Larsen Lindqvist Lopes Maier Martin Moreau Nakamura Novak Okafor Olsen Papadakis Patel Petrov Ricci Rossi Schmidt Silva Solberg Suzuki Tanaka Varga Visser Weber Winkler Yilmaz Zeller Zhang'.split(
    ' ',
  );
const ROLES = [
  'user',
  'user',
  'user',
  'user',
  'user',
  'user',
  'developer',
  'claude_code_user',
  'managed',
  'billing',
];

/** Everyone who ever belonged to the tenant, in the order in which they joined. */
export function people(
  seed: number,
  ids: Ids,
  count: number,
  organizations: number,
  endsAt: number,
): Person[] {
  const draw = random(seedOf(seed, 'people'));
  const company = draw.pick(['halcyonfreight', 'northwindmaritime', 'kestrelfoods', 'auroraworks']);
  const joins = Array.from({ length: count }, () => endsAt - draw.integer(10 * DAY, 500 * DAY)).sort(
    (a, b) => a - b,
  );
  return joins.map((joinedAt, index) =>
    person(draw, ids, index, { joinedAt, company, organizations, endsAt }),
  );
}

interface Circumstances {
  readonly joinedAt: number;
  readonly company: string;
  readonly organizations: number;
  readonly endsAt: number;
}

function person(draw: Random, ids: Ids, index: number, at: Circumstances): Person {
  const first = FIRST_NAMES[(index * 7) % FIRST_NAMES.length]!;
  const last = LAST_NAMES[(index * 11 + Math.floor(index / 46)) % LAST_NAMES.length]!;
  const repeat = Math.floor(index / (FIRST_NAMES.length * LAST_NAMES.length));
  const archetype = ARCHETYPES[index % ARCHETYPES.length]!;
  const leaves = index % 17 === 5;
  const leftAt = leaves ? at.endsAt - draw.integer(2 * DAY, 60 * DAY) : null;
  return {
    index,
    id: ids.tagged('user', index),
    email: `${first}.${last}${repeat === 0 ? '' : repeat + 1}@${at.company}.example`.toLowerCase(),
    name: `${first} ${last}`,
    organizations: organizationsOf(draw, index, at.organizations),
    role:
      index === 0
        ? 'primary_owner'
        : index % 40 === 1
          ? 'owner'
          : index % 25 === 2
            ? 'admin'
            : draw.pick(ROLES),
    habit: archetype.habit ?? 'uses',
    weight: Math.exp(1.1 * (draw.next() + draw.next() + draw.next() + draw.next() - 2) * 1.7),
    clients: archetype.clients,
    joinedAt: leftAt === null ? at.joinedAt : Math.min(at.joinedAt, leftAt - 20 * DAY),
    leftAt,
  };
}

/** The last organization is a Console organization without chats: some people belong to it as well, a few only to it. */
function organizationsOf(draw: Random, index: number, count: number): number[] {
  if (count === 1) return [0];
  const chatOrganizations = count - 1;
  const home = draw.chance(0.6) ? 0 : draw.integer(0, chatOrganizations - 1);
  const more: number[] = [];
  if (index % 9 === 3 && chatOrganizations > 1) more.push((home + 1) % chatOrganizations);
  if (index % 6 === 4) more.push(count - 1);
  return [home, ...more];
}
