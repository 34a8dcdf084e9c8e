import Grid from '@cloudscape-design/components/grid';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { POLL, useCard } from '../../api/queries.ts';
import type { IntegrationCard, OverviewAnswer } from '../../api/types.ts';
import { useApi } from '../../sign-in/SessionContext.ts';
import { Details } from '../../ui/Details.tsx';
import { Page } from '../../ui/Page.tsx';
import { FirstRun } from '../integration/FirstRun.tsx';
import { RunningScan } from '../integration/RunningScan.tsx';
import { AgentsByLevel, AgentsByType, FindingsByDay, UseByDay } from './charts.tsx';
import { DataTypes } from './DataTypes.tsx';
import { Numbers } from './Numbers.tsx';
import { OpenProblems } from './OpenProblems.tsx';
import { RiskiestUsers } from './RiskiestUsers.tsx';

type Period = OverviewAnswer['period']['name'];

const PERIODS: Readonly<Record<Period, string>> = { '7d': '7 days', '28d': '28 days', '90d': '90 days' };

export default function OverviewPage() {
  const answer = useCard();
  return (
    <Details answer={answer} what="overview">
      {(card) =>
        card.status === 'not_configured' && !card.lastScan ? (
          <Page title="Overview">
            <FirstRun />
          </Page>
        ) : (
          <Overview card={card} />
        )
      }
    </Details>
  );
}

function Overview({ card }: { card: IntegrationCard }) {
  const api = useApi();
  const [parameters, setParameters] = useSearchParams();
  const period: Period = periodFrom(parameters.get('period')) ?? '28d';
  const answer = useQuery({
    queryKey: ['overview', period],
    queryFn: ({ signal }) => api.read<OverviewAnswer>('/overview', { period }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: card.scanning ? POLL.running * 3 : POLL.resting,
  });
  return (
    <Details answer={answer} what="overview">
      {(overview) => (
        <Page
          title="Overview"
          description="Who uses Claude, and what they share with it."
          actions={
            <SegmentedControl
              label="Period"
              selectedId={period}
              options={Object.entries(PERIODS).map(([id, text]) => ({ id, text }))}
              onChange={({ detail }) => setParameters({ period: detail.selectedId })}
            />
          }
        >
          <OpenProblems problems={overview.problems} />
          {card.currentScanId && <RunningScan scanId={card.currentScanId} />}
          <Numbers overview={overview} />
          <FindingsByDay overview={overview} />
          <Grid gridDefinition={[{ colspan: { default: 12, s: 6 } }, { colspan: { default: 12, s: 6 } }]}>
            <DataTypes overview={overview} />
            <RiskiestUsers overview={overview} />
          </Grid>
          <UseByDay overview={overview} />
          <Grid gridDefinition={[{ colspan: { default: 12, s: 6 } }, { colspan: { default: 12, s: 6 } }]}>
            <AgentsByType overview={overview} />
            <AgentsByLevel overview={overview} />
          </Grid>
        </Page>
      )}
    </Details>
  );
}

const periodFrom = (text: string | null): Period | undefined =>
  (Object.keys(PERIODS) as Period[]).find((period) => period === text);
