import type { Truth, TruthItem } from '../../local/simulator/truth.ts';

/** What a scan came to, reduced to what the truth speaks of. */
export interface ScanResult {
  readonly agents: readonly {
    readonly userId: string;
    readonly interface: string;
    readonly email: string | null;
    readonly active: boolean;
    readonly days: Readonly<
      Record<string, { readonly chats: number; readonly files: number; readonly messages: number }>
    >;
    readonly models: readonly string[];
    readonly firstSeenAt: string | null;
    readonly lastSeenAt: string | null;
    readonly unattributed: number;
  }[];
  readonly events: readonly {
    readonly itemId: string;
    readonly eventType: string;
    readonly day: string;
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
              { chats: use.chatsCreated, files: use.filesUploaded, messages: use.messages },
            ]),
          ),
        ),
        models: [...agent.models].sort(),
        firstSeenAt: agent.firstSeenAt && new Date(agent.firstSeenAt).toISOString(),
        lastSeenAt: agent.lastSeenAt && new Date(agent.lastSeenAt).toISOString(),
        unattributed: agent.unattributed,
      }))
      .sort(byKey((agent) => `${agent.userId}.${agent.interface}`)),
    events: truth.items.flatMap(eventsOf).sort(byKey(eventKey)),
  };
}

const EVENT_TYPES = {
  file_upload: 'file_upload',
  project_file: 'project_file',
  generated_file: 'file_generated',
  artifact: 'artifact',
  project_document: 'project_document',
  project_instructions: 'project_instructions',
} as const satisfies Partial<Record<TruthItem['kind'], string>>;

type ShownAsItself = TruthItem & { readonly kind: keyof typeof EVENT_TYPES };

const isShownAsItself = (item: TruthItem): item is ShownAsItself => item.kind in EVENT_TYPES;

/** Whether scans with everything but sessions look at it. */
export const isInspected = (item: TruthItem): boolean => item.kind === 'chat' || isShownAsItself(item);

/** One event for what is shown as itself, and one for each part of a conversation that holds something. */
function eventsOf(item: TruthItem): ScanResult['events'][number][] {
  const common = { itemId: item.id, interface: item.interface ?? 'browser', userId: item.userId ?? '' };
  if (item.kind === 'chat') {
    return (item.parts ?? []).map(({ side, at, dataTypes }) => ({
      ...common,
      eventType: side,
      day: at.slice(0, 10),
      status: 'flagged',
      reason: null,
      dataTypes,
    }));
  }
  if (!isShownAsItself(item)) return [];
  // Texts of projects that cannot be had are no event.
  if (item.kind === 'project_instructions' && item.expected.outcome === 'skipped') return [];
  const { outcome, reason = null, dataTypes } = item.expected;
  return [
    {
      ...common,
      eventType: EVENT_TYPES[item.kind],
      day: item.at.slice(0, 10),
      status: outcome,
      reason: outcome === 'clean' ? null : reason,
      dataTypes,
    },
  ];
}

export const eventKey = ({ itemId, day, eventType }: ScanResult['events'][number]): string =>
  [itemId, day, eventType].join();

/** A day on which an agent was seen but started nothing counts as no day in both. */
export const withoutEmptyDays = <T extends { chats: number; files: number; messages: number }>(
  days: Readonly<Record<string, T>>,
) =>
  Object.fromEntries(
    Object.entries(days)
      .filter(([, { chats, files, messages }]) => chats + files + messages > 0)
      .map(([day, { chats, files, messages }]) => [day, { chats, files, messages }] as const)
      .sort(),
  );

export const byKey =
  <T>(key: (entry: T) => string) =>
  (a: T, b: T): number =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
