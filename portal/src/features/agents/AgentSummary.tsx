import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { RISKS } from '../../../../shared/domain/agent.ts';
import type { AgentDetail } from '../../api/types.ts';
import { useUser } from '../../sign-in/SessionContext.ts';
import { RiskBadge } from '../../ui/Badges.tsx';
import { numberText } from '../../ui/numbers.ts';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { PageLink } from '../../ui/PageLink.tsx';
import { Time } from '../../ui/Time.tsx';
import { agentTypeText, RISK } from '../../ui/words.ts';
import { OwnerName } from './OwnerName.tsx';
import { basisText, Usage } from './Usage.tsx';

/** Whoever may erase a person begins here. */
function UserId({ id }: { id: string }) {
  const { mayAdminister } = useUser();
  return (
    <>
      <OutsideText>{id}</OutsideText>
      {mayAdminister && (
        <Box variant="small" display="block">
          <PageLink to={`/privacy?person=${encodeURIComponent(id)}`} fontSize="body-s">
            Erase this person
          </PageLink>
        </Box>
      )}
    </>
  );
}

export function AgentSummary({ agent }: { agent: AgentDetail }) {
  const { owner, usage, findings } = agent;
  const found = RISKS.filter((risk) => findings[risk] > 0);
  return (
    <Container header={<Header variant="h2">Agent</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'Owner', value: <OwnerName owner={owner} /> },
          { label: 'Owner name', value: owner.name ? <OutsideText>{owner.name}</OutsideText> : '–' },
          { label: 'User ID', value: <UserId id={owner.userId} /> },
          { label: 'Type', value: agentTypeText(agent.type) },
          { label: 'Vendor', value: agent.vendor },
          {
            label: 'Usage',
            value: (
              <>
                <Usage usage={usage} />
                <Box variant="small" display="block">
                  {basisText(usage)}
                </Box>
              </>
            ),
          },
          { label: 'Risk', value: <RiskBadge risk={agent.risk} /> },
          {
            label: 'Events with findings',
            value:
              found.length === 0
                ? 'None'
                : found.map((risk) => `${numberText(findings[risk])} ${RISK[risk].toLowerCase()}`).join(', '),
          },
          {
            label: 'Seen',
            value: (
              <>
                <Time at={agent.firstSeenAt} /> to <Time at={agent.lastSeenAt} />
              </>
            ),
          },
        ]}
      />
    </Container>
  );
}
