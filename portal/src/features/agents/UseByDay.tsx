import type { AgentDetail } from '../../api/types.ts';
import { ChartWithTable } from '../../ui/ChartWithTable.tsx';
import { dayText } from '../../ui/Time.tsx';

const SERIES = [
  ['messages', 'Messages written'],
  ['chats', 'Chats started'],
  ['files', 'Files uploaded'],
] as const;

/** Days without use count as none. */
export function UseByDay({ days }: { days: AgentDetail['days'] }) {
  const every = everyDay(days);
  const series = SERIES.filter(
    ([key]) => key !== 'messages' || days.some(({ messages }) => messages !== null),
  );
  return (
    <ChartWithTable
      title="Use by day"
      description="Days are days of UTC. The last 35 are kept. All messages of a conversation count for the interface that created it, whichever they were written through."
      categoryTitle="Day"
      valueTitle="Count"
      categories={every.map(({ date }) => date)}
      categoryText={dayText}
      series={series.map(([key, title]) => ({ title, values: every.map((day) => day[key] ?? 0) }))}
      empty="No use in the last 35 days."
    />
  );
}

const DAY_MS = 86_400_000;

function everyDay(days: AgentDetail['days']): AgentDetail['days'] {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const known = new Map(days.map((day) => [day.date, day]));
  const count = (Date.parse(last.date) - Date.parse(first.date)) / DAY_MS + 1;
  return Array.from({ length: count }, (_, index) => {
    const date = new Date(Date.parse(first.date) + index * DAY_MS).toISOString().slice(0, 10);
    return known.get(date) ?? { date, chats: 0, files: 0, messages: null };
  });
}
