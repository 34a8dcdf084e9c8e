import type { AgentAnswer } from '../../api/types.ts';
import { perWeekText } from '../../ui/numbers.ts';

/** The level with the number behind it. */
export function Usage({ usage }: { usage: AgentAnswer['usage'] }) {
  if (usage.perWeek === 0) return usage.level;
  return (
    <>
      {usage.level} ({perWeekText(usage.perWeek)} per week)
    </>
  );
}

/** What the number counts. */
export const basisText = ({ basis, days }: AgentAnswer['usage']): string =>
  `${basis === 'messages' ? 'Messages written' : 'Estimated from chats started and files uploaded'}, based on ${days} days`;
