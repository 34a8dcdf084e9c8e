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

/**
 * The truth in the words of a scan's result, so that the two can be compared to the last number.
 *
 * @param sessions whether scans look at them, too
 */
export function expectedResult(truth: Truth, { sessions }: { readonly sessions: boolean }): ScanResult {
  const people = new Map(truth.users.map((user) => [user.id, user]));
  const ofSessions = sessions ? truth.sessionAgents : [];
  const used = new Set(ofSessions.map(({ userId }) => userId));
  return {
    agents: truth.agents
      .filter(({ userId, firstSeenAt }) => firstSeenAt !== null || !used.has(userId))
      .map((agent): ScanResult['agents'][number] => ({
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
      .concat(ofSessions.map((agent) => sessionAgent(agent, people.get(agent.userId)?.active ?? false)))
      .sort(byKey((agent) => `${agent.userId}.${agent.interface}`)),
    events: truth.items
      .filter((item) => isInspected(item, { sessions }))
      .flatMap(eventsOf)
      .sort(byKey(eventKey)),
  };
}

/** The provider does not tell addresses of people who left in its lists of sessions. */
const sessionAgent = (
  { userId, email, type, messages, models, firstSeenAt, lastSeenAt }: Truth['sessionAgents'][number],
  active: boolean,
): ScanResult['agents'][number] => ({
  userId,
  interface: type,
  email: active ? email : null,
  active,
  days: withoutEmptyDays(
    Object.fromEntries(
      Object.entries(messages).map(([day, count]) => [day, { chats: 0, files: 0, messages: count }]),
    ),
  ),
  models,
  firstSeenAt: firstSeenAt && new Date(firstSeenAt).toISOString(),
  lastSeenAt: lastSeenAt && new Date(lastSeenAt).toISOString(),
  unattributed: 0,
});

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

const isSession = ({ kind }: TruthItem): boolean => kind === 'local_session' || kind === 'remote_session';

/** Whether scans look at it that leave at most sessions out. */
export const isInspected = (item: TruthItem, { sessions }: { readonly sessions: boolean }): boolean =>
  item.kind === 'chat' || isShownAsItself(item) || (sessions && isSession(item));

/** One event for what is shown as itself, and one for each part of a conversation that holds something. */
function eventsOf(item: TruthItem): ScanResult['events'][number][] {
  const type = item.product ?? item.interface ?? 'browser';
  const common = { itemId: item.id, interface: type, userId: item.userId ?? '' };
  if (item.kind === 'chat' || isSession(item)) {
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
