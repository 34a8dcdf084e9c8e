import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { isInterface } from '../../../../shared/domain/agent-type.ts';
import type { AgentDetail } from '../../api/types.ts';
import { counted } from '../../ui/numbers.ts';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { Time } from '../../ui/Time.tsx';
import { agentTypeText } from '../../ui/words.ts';

/** Why the agent is said to be of its type. */
export function Evidence({ agent }: { agent: AgentDetail }) {
  if (!isInterface(agent.type)) {
    return (
      <Container header={<Header variant="h2">Evidence of the product</Header>}>
        Anthropic names the product of each session.
      </Container>
    );
  }
  return (
    <Container
      header={
        <Header variant="h2" description={`The client strings that made this ${agentTypeText(agent.type)}.`}>
          Evidence of the interface
        </Header>
      }
    >
      <SpaceBetween size="s">
        <Table
          variant="borderless"
          wrapLines
          items={agent.evidence}
          trackBy="userAgent"
          ariaLabels={{ tableLabel: 'Evidence of the interface' }}
          empty="No client string was seen."
          columnDefinitions={[
            {
              id: 'userAgent',
              header: 'Client string',
              isRowHeader: true,
              minWidth: 240,
              cell: ({ userAgent }) => <OutsideText>{userAgent}</OutsideText>,
            },
            { id: 'rule', header: 'Rule', cell: ({ rule }) => rule },
            {
              id: 'lastSeenAt',
              header: 'Last seen',
              minWidth: 170,
              cell: ({ lastSeenAt }) => <Time at={lastSeenAt} />,
            },
          ]}
        />
        {agent.unattributed > 0 && (
          <Box variant="small">
            {counted(agent.unattributed, 'activity', 'activities')} came without a known client string and
            counted as Browser.
          </Box>
        )}
      </SpaceBetween>
    </Container>
  );
}
