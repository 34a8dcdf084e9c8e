import { agentId } from './agent.ts';
import type { AgentType } from './agent-type.ts';
import type { Day } from './day.ts';
import type { DayUse, UsageByDay } from './usage.ts';

/** What a person wrote in one transcript, by day: set from a complete reading, never added to. */
export interface MessageCount {
  readonly transcriptId: string;
  readonly userId: string;
  /** Null for chats: their origin says it. */
  readonly interface: AgentType | null;
  /** The provider's time of the transcript's last change when it was read, ISO. */
  readonly version: string;
  readonly days: Readonly<Record<Day, number>>;
  /** Of sessions: model id → ISO time of its last answer. Those of chats come with the list of chats. */
  readonly models?: Readonly<Record<string, string>>;
  /** Of sessions: ISO times of the first and last message; of chats, activities tell. */
  readonly firstAt?: string;
  readonly lastAt?: string;
}

/** Messages by agent and day. */
export type MessageUse = ReadonlyMap<string, Readonly<Record<Day, number>>>;

/**
 * Adds up what people wrote, by agent and day, from a day on.
 *
 * @param interfaceOf of a chat; undefined where no activity tells it, so that it counts as Browser
 */
export function messageUse(
  counts: Iterable<MessageCount>,
  interfaceOf: (transcriptId: string) => AgentType | undefined,
  from: Day,
): MessageUse {
  const use = new Map<string, Record<Day, number>>();
  for (const { transcriptId, userId, interface: told, days } of counts) {
    const agent = agentId(userId, told ?? interfaceOf(transcriptId) ?? 'browser');
    const sum = use.get(agent) ?? {};
    for (const [day, count] of Object.entries(days)) if (day >= from) sum[day] = (sum[day] ?? 0) + count;
    use.set(agent, sum);
  }
  return use;
}

/** When an agent of sessions was seen, and with which models. */
export interface Sighting {
  readonly models: Readonly<Record<string, string>>;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
}

/** What is seen of agents in sessions, by agent. */
export function sightingsIn(counts: Iterable<MessageCount>): ReadonlyMap<string, Sighting> {
  const sightings = new Map<string, Sighting>();
  for (const { userId, interface: type, models = {}, firstAt = null, lastAt = null } of counts) {
    if (type === null) continue;
    const agent = agentId(userId, type);
    const known = sightings.get(agent);
    const merged = { ...known?.models };
    for (const [model, at] of Object.entries(models)) if (at > (merged[model] ?? '')) merged[model] = at;
    const times = [known?.firstAt, known?.lastAt, firstAt, lastAt].flatMap((at) => at ?? []).sort();
    sightings.set(agent, { models: merged, firstAt: times[0] ?? null, lastAt: times.at(-1) ?? null });
  }
  return sightings;
}

/** Days with the messages that were counted anew from a day on; older days stay as they are. */
export function withMessages(
  days: UsageByDay,
  counted: Readonly<Record<Day, number>> | undefined,
  from: Day,
): UsageByDay {
  const merged: Record<Day, DayUse> = {};
  for (const [day, use] of Object.entries(days)) {
    const { messages, ...rest } = use;
    const now = day < from ? messages : counted?.[day];
    merged[day] = now === undefined ? rest : { ...rest, messages: now };
  }
  for (const [day, messages] of Object.entries(counted ?? {})) {
    if (day >= from) merged[day] ??= { chats: 0, files: 0, messages };
  }
  return merged;
}
