import type { OverviewAnswer } from '../../shared/api/overview.ts';
import type { Agent } from '../../shared/domain/agent.ts';
import { addDays, type Day } from '../../shared/domain/day.ts';
import { levelOf, USAGE_LEVELS, type UsageLevel } from '../../shared/domain/usage.ts';

type UsageDay = OverviewAnswer['usage'][number];

/** Adds up agents for the overview. */
export interface AgentCount {
  add(agent: Agent): void;
  result(): Pick<OverviewAnswer, 'agents' | 'usage'> & { readonly withUse: number };
}

/** @param from first day of the period; `to` the last */
export function countAgents(from: Day, to: Day): AgentCount {
  const byType: Record<string, number> = { browser: 0, desktop: 0, mobile: 0 };
  const byLevel = Object.fromEntries(USAGE_LEVELS.map((level) => [level, 0])) as Record<UsageLevel, number>;
  const days = new Map<Day, UsageDay>();
  const users = new Set<string>();
  let total = 0;

  return {
    add(agent) {
      total += 1;
      byType[agent.interface] = (byType[agent.interface] ?? 0) + 1;
      byLevel[levelOf(agent.perWeek)] += 1;
      for (const [date, use] of Object.entries(agent.days)) {
        if (date < from || date > to) continue;
        if (use.chats + use.files + (use.messages ?? 0) > 0) users.add(agent.owner.userId);
        const sum = days.get(date) ?? { date, chats: 0, files: 0, messages: null };
        days.set(date, {
          date,
          chats: sum.chats + use.chats,
          files: sum.files + use.files,
          messages: use.messages === undefined ? sum.messages : (sum.messages ?? 0) + use.messages,
        });
      }
    },

    result: () => ({
      agents: { total, byType, byLevel },
      usage: withQuietDays(days, to),
      withUse: users.size,
    }),
  };
}

/** Every day from the first that anything is known of. */
function withQuietDays(days: ReadonlyMap<Day, UsageDay>, to: Day): UsageDay[] {
  const [first] = [...days.keys()].sort();
  const usage: UsageDay[] = [];
  for (let date = first; date !== undefined && date <= to; date = addDays(date, 1)) {
    usage.push(days.get(date) ?? { date, chats: 0, files: 0, messages: null });
  }
  return usage;
}
