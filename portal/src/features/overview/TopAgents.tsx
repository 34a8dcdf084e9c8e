import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import type { AgentAnswer, ListAnswer } from '../../api/types.ts';
import { useApi } from '../../sign-in/SessionContext.ts';
import { RiskBadge } from '../../ui/Badges.tsx';
import { PageButton } from '../../ui/PageButton.tsx';
import { PageLink } from '../../ui/PageLink.tsx';
import { INTERFACE } from '../../ui/words.ts';
import { OwnerName } from '../agents/OwnerName.tsx';
import { Usage } from '../agents/Usage.tsx';

const QUERY = { sort: 'usage', order: 'desc', limit: '5' };

/** Who uses Claude most. */
export function TopAgents() {
  const api = useApi();
  const { data, isPending } = useQuery({
    queryKey: ['list', '/agents', QUERY],
    queryFn: ({ signal }) => api.read<ListAnswer<AgentAnswer>>('/agents', QUERY, signal),
  });
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={<PageButton to="/inventory/agents?sort=usage&order=desc">All of them</PageButton>}
        >
          Most used agents
        </Header>
      }
    >
      <Table
        variant="borderless"
        items={data?.items ?? []}
        trackBy="agentId"
        loading={isPending}
        loadingText="Loading agents"
        ariaLabels={{ tableLabel: 'Most used agents' }}
        empty="No agents yet."
        columnDefinitions={[
          {
            id: 'owner',
            header: 'Owner',
            isRowHeader: true,
            cell: ({ agentId, owner }) => (
              <PageLink to={`/inventory/agents/${encodeURIComponent(agentId)}`}>
                <OwnerName owner={owner} />
              </PageLink>
            ),
          },
          { id: 'type', header: 'Type', cell: ({ type }) => INTERFACE[type] },
          { id: 'usage', header: 'Usage', cell: ({ usage }) => <Usage usage={usage} /> },
          { id: 'risk', header: 'Risk', cell: ({ risk }) => <RiskBadge risk={risk} /> },
        ]}
      />
    </Container>
  );
}
