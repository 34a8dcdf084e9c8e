import Container from '@cloudscape-design/components/container';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useCard } from '../../api/queries.ts';
import type { IntegrationCard } from '../../api/types.ts';
import { Details } from '../../ui/Details.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageButton } from '../../ui/PageButton.tsx';
import { EventsTable } from '../events/EventsTable.tsx';
import { FirstRun } from '../integration/FirstRun.tsx';
import { RunningScan } from '../integration/RunningScan.tsx';
import { LastScanNumbers } from './LastScanNumbers.tsx';
import { OpenProblems } from './OpenProblems.tsx';
import { TopAgents } from './TopAgents.tsx';

export default function OverviewPage() {
  const answer = useCard();
  return (
    <Details answer={answer} what="overview">
      {(card) => (
        <Page title="Overview">
          {card.status === 'not_configured' ? <FirstRun /> : <Overview card={card} />}
        </Page>
      )}
    </Details>
  );
}

const Overview = ({ card }: { card: IntegrationCard }) => (
  <SpaceBetween size="l">
    <OpenProblems card={card} />
    {card.currentScanId && <RunningScan scanId={card.currentScanId} />}
    {card.lastScan && <LastScanNumbers scanId={card.lastScan.scanId} />}
    <Grid gridDefinition={[{ colspan: { default: 12, l: 5 } }, { colspan: { default: 12, l: 7 } }]}>
      <TopAgents />
      <RiskiestEvents />
    </Grid>
  </SpaceBetween>
);

const RiskiestEvents = () => (
  <Container
    header={
      <Header variant="h2" actions={<PageButton to="/events?risk=critical">All of them</PageButton>}>
        Latest critical events
      </Header>
    }
  >
    <EventsTable filters={{ risk: 'critical' }} label="Latest critical events" empty="No critical events." />
  </Container>
);
