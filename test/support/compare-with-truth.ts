import type { Truth, TruthItem } from '../../local/simulator/truth.ts';

/** What a scan came to, reduced to what the truth speaks of. */
export interface ScanResult {
  readonly agents: readonly {
    readonly userId: string;
    readonly interface: string;
    readonly email: string | null;
    readonly active: boolean;
    readonly days: Readonly<Record<string, { readonly chats: number; readonly files: number }>>;
    readonly models: readonly string[];
    readonly firstSeenAt: string | null;
    readonly lastSeenAt: string | null;
    readonly unattributed: number;
  }[];
  readonly events: readonly {
    readonly itemId: string;
    readonly eventType: string;
    readonly interface: string;
    readonly userId: string;
    readonly status: string;
    readonly reason: string | null;
    readonly dataTypes: Readonly<Record<string, number>>;
  }[];
}

/** The truth in the words of a scan's result, so that the two can be compared to the last number. */
export function expectedResult(truth: Truth): ScanResult {
  const people = new Map(truth.users.map((user) => [user.id, user]));
  return {
    agents: truth.agents
      .map((agent) => ({
        userId: agent.userId,
        interface: agent.interface,
        email: agent.email,
        active: people.get(agent.userId)?.active ?? false,
        days: withoutEmptyDays(
          Object.fromEntries(
            Object.entries(agent.days).map(([day, use]) => [
              day,
              { chats: use.chatsCreated, files: use.filesUploaded },
            ]),
          ),
        ),
        models: [...agent.models].sort(),
        firstSeenAt: agent.firstSeenAt && new Date(agent.firstSeenAt).toISOString(),
        lastSeenAt: agent.lastSeenAt && new Date(agent.lastSeenAt).toISOString(),
        unattributed: agent.unattributed,
      }))
      .sort(byKey((agent) => `${agent.userId}.${agent.interface}`)),
    events: truth.items
      .filter(isInspected)
      .map((item) => ({
        itemId: item.id,
        eventType: item.kind,
        interface: item.interface ?? 'browser',
        userId: item.userId ?? '',
        status: item.expected.outcome,
        reason: item.expected.outcome === 'clean' ? null : (item.expected.reason ?? null),
        dataTypes: item.expected.dataTypes,
      }))
      .sort(byKey((event) => event.itemId)),
  };
}

/** What has an event of its own: what was uploaded, and texts of projects where there are any. */
const isInspected = ({ kind, discoveredBy, expected }: TruthItem): boolean =>
  discoveredBy === 'activity' || (kind === 'project_instructions' && expected.outcome !== 'skipped');

/** A day on which an agent was seen but started nothing counts as no day in both. */
export const withoutEmptyDays = <T extends { chats: number; files: number }>(
  days: Readonly<Record<string, T>>,
) =>
  Object.fromEntries(
    Object.entries(days)
      .filter(([, { chats, files }]) => chats + files > 0)
      .map(([day, { chats, files }]) => [day, { chats, files }] as const)
      .sort(),
  );

export const byKey =
  <T>(key: (entry: T) => string) =>
  (a: T, b: T): number =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
