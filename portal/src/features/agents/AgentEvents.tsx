import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { AgentDetail } from '../../api/types.ts';
import { PageButton } from '../../ui/PageButton.tsx';
import { EventsTable } from '../events/EventsTable.tsx';

/** The latest events of an agent, and the way to all of them. */
export function AgentEvents({ agent }: { agent: AgentDetail }) {
  const filters = { user: agent.owner.userId, type: agent.type };
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <PageButton to={`/events?${new URLSearchParams(filters)}`}>All events of this agent</PageButton>
          }
        >
          Latest events
        </Header>
      }
    >
      <EventsTable ofOneUser filters={filters} label="Latest events" empty="No events of this agent." />
    </Container>
  );
}
