import { itemsFor, type TruthItem } from './truth-items.ts';
import { sessionAgents, type TruthSessionAgent } from './truth-sessions.ts';
import { usageIn } from './truth-use.ts';
import type { ClientInterface } from './world/clients.ts';
import type { World } from './world/world.ts';

export type { Expected, TruthItem, TruthItemKind } from './truth-items.ts';

/**
 * What a correct scan of a window finds, known from how the world was made: the generator chose the client of every
 * activity and the content of every document, nothing here is classified or inspected.
 */
export interface Truth {
  readonly window: { readonly from: string; readonly to: string };
  readonly organizations: readonly { readonly uuid: string; readonly name: string }[];
  /** Everyone who ever belonged to the tenant; only the active ones are in its lists. */
  readonly users: readonly {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly active: boolean;
  }[];
  /** By user and interface; an active user without any use has one Browser agent without days. */
  readonly agents: readonly TruthAgent[];
  /** By user and product, of the sessions that changed since the window began. */
  readonly sessionAgents: readonly TruthSessionAgent[];
  readonly counts: TruthCounts;
  readonly items: readonly TruthItem[];
}

export interface TruthAgent {
  readonly userId: string;
  readonly email: string;
  readonly interface: ClientInterface;
  /** By UTC day, only those on which something was counted. */
  readonly days: Readonly<Record<string, TruthDay>>;
  /** Models of the chats that belong to this interface and changed since the window began. */
  readonly models: readonly string[];
  /** Of activities that use content, ISO; null without any. */
  readonly firstSeenAt: string | null;
  readonly lastSeenAt: string | null;
  /** Activities whose client string was missing or unknown. */
  readonly unattributed: number;
}

export interface TruthDay {
  readonly chatsCreated: number;
  /** Chat files and project files. */
  readonly filesUploaded: number;
  /** Project documents, which are not in `filesUploaded`. */
  readonly documentsUploaded: number;
  /** Messages that the user wrote in chats of this interface which are not deleted by now. */
  readonly messages: number;
}

/** Activities of the window, without `compliance_api_accessed`. */
export interface TruthCounts {
  readonly activities: number;
  /** People's use of content through a missing or unknown client string. */
  readonly unattributed: number;
  /** By actor type; `background` are `user_actor`s from address 0.0.0.0. */
  readonly nonHuman: Readonly<Record<string, number>>;
  /** Types outside the closed list, whoever did them. */
  readonly unknownTypes: Readonly<Record<string, number>>;
}

/**
 * @param from epoch milliseconds, the start of a UTC day: then every chat that is written in is also named in the window
 * @param to epoch milliseconds, exclusive
 * @param now epoch milliseconds: what is deleted by then, and what has not happened yet
 */
export function truthFor(world: World, from: number, to: number, now: number = world.endsAt * 1000): Truth {
  const window = {
    from: Math.ceil(from / 1000),
    to: Math.ceil(Math.min(to, now) / 1000),
    now: Math.floor(now / 1000),
  };
  const use = usageIn(world, window);
  const active = new Set(
    world.people.filter(
      (person) => person.joinedAt <= window.now && (person.leftAt === null || person.leftAt > window.now),
    ),
  );
  const used = new Set(use.agents.map(({ userId }) => userId));
  const unused = [...active]
    .filter(({ id }) => !used.has(id))
    .map(({ id, email }) => ({ userId: id, email, ...WITHOUT_USE }));
  return {
    window: { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
    organizations: world.organizations.map(({ uuid, name }) => ({ uuid, name })),
    users: world.people
      .filter(({ joinedAt }) => joinedAt <= window.now)
      .map((person) => ({
        id: person.id,
        email: person.email,
        name: person.name,
        active: active.has(person),
      })),
    agents: [...use.agents, ...unused],
    sessionAgents: sessionAgents(world, window),
    counts: use.counts,
    items: itemsFor(world, window, use.interfaceOfChat),
  };
}

const WITHOUT_USE = {
  interface: 'browser',
  days: {},
  models: [],
  firstSeenAt: null,
  lastSeenAt: null,
  unattributed: 0,
} as const satisfies Partial<TruthAgent>;
