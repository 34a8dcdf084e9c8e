import { RISKS } from '../../../../shared/domain/agent.ts';
import { USAGE_LEVELS } from '../../../../shared/domain/usage.ts';
import type { OverviewAnswer } from '../../api/types.ts';
import { ChartWithTable } from '../../ui/ChartWithTable.tsx';
import { dayText } from '../../ui/Time.tsx';
import { agentTypeText, RISK } from '../../ui/words.ts';

interface ChartProps {
  readonly overview: OverviewAnswer;
}

/** The colours of the risk badges, from the design system's own palette. */
const RISK_COLOURS = {
  critical: 'var(--portal-risk-critical)',
  high: 'var(--portal-risk-high)',
  medium: 'var(--portal-risk-medium)',
  low: 'var(--portal-risk-low)',
  info: 'var(--portal-risk-info)',
} as const;

export function FindingsByDay({ overview: { findings } }: ChartProps) {
  const { days } = findings;
  return (
    <ChartWithTable
      title="Events with findings by day"
      description="By their worst risk. Suppressed ones are left out."
      categoryTitle="Day"
      valueTitle="Events"
      categories={days.map(({ date }) => date)}
      categoryText={dayText}
      series={RISKS.map((risk) => ({
        title: RISK[risk],
        color: RISK_COLOURS[risk],
        values: days.map(({ byRisk }) => byRisk[risk]),
      })).filter(({ values }) => values.some((value) => value > 0))}
      empty="No findings in this period."
    />
  );
}

export function UseByDay({ overview: { usage } }: ChartProps) {
  const hasMessages = usage.some(({ messages }) => messages !== null);
  return (
    <ChartWithTable
      title="Use by day"
      description="Days are days of UTC. The last 35 are kept."
      categoryTitle="Day"
      valueTitle="Count"
      categories={usage.map(({ date }) => date)}
      categoryText={dayText}
      series={[
        ...(hasMessages
          ? [{ title: 'Messages written', values: usage.map(({ messages }) => messages ?? 0) }]
          : []),
        { title: 'Chats started', values: usage.map(({ chats }) => chats) },
        { title: 'Files uploaded', values: usage.map(({ files }) => files) },
      ]}
      empty="No use in this period."
    />
  );
}

export const AgentsByType = ({ overview: { agents } }: ChartProps) => (
  <ChartWithTable
    title="Agents by type"
    categoryTitle="Type"
    valueTitle="Agents"
    categories={Object.keys(agents.byType).map(agentTypeText)}
    series={[{ title: 'Agents', values: Object.values(agents.byType) }]}
    empty="No agents yet."
  />
);

export const AgentsByLevel = ({ overview: { agents } }: ChartProps) => (
  <ChartWithTable
    title="Agents by usage"
    categoryTitle="Usage"
    valueTitle="Agents"
    categories={USAGE_LEVELS}
    series={[{ title: 'Agents', values: USAGE_LEVELS.map((level) => agents.byLevel[level]) }]}
    empty="No agents yet."
  />
);
