import { useParams } from 'wouter';
import { useAgent } from '../../api/queries.ts';
import { Details } from '../../ui/Details.tsx';
import { Page } from '../../ui/Page.tsx';
import { AgentEvents } from './AgentEvents.tsx';
import { AgentSummary } from './AgentSummary.tsx';
import { Evidence } from './Evidence.tsx';
import { Models } from './Models.tsx';
import { UseByDay } from './UseByDay.tsx';

export default function AgentPage() {
  const { id = '' } = useParams();
  const answer = useAgent(id);
  return (
    <Details answer={answer} what="agent">
      {(agent) => (
        <Page title={agent.name} description={agent.owner.email ?? agent.owner.name ?? agent.owner.userId}>
          <AgentSummary agent={agent} />
          <UseByDay days={agent.days} />
          <Models models={agent.models} />
          <AgentEvents agent={agent} />
          <Evidence agent={agent} />
        </Page>
      )}
    </Details>
  );
}
