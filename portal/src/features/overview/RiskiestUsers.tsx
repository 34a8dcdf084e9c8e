import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import { RISKS } from '../../../../shared/domain/agent.ts';
import type { OverviewAnswer } from '../../api/types.ts';
import { RiskBadge } from '../../ui/Badges.tsx';
import { numberText } from '../../ui/numbers.ts';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { PageLink } from '../../ui/PageLink.tsx';

const SHOWN = 8;

/** Whose files held the most sensitive data. */
export function RiskiestUsers({ overview }: { overview: OverviewAnswer }) {
  return (
    <Container fitHeight header={<Header variant="h2">Riskiest users</Header>}>
      <Table
        variant="borderless"
        wrapLines
        items={overview.riskiestUsers.slice(0, SHOWN)}
        trackBy="userId"
        ariaLabels={{ tableLabel: 'Riskiest users' }}
        empty="No findings in this period."
        columnDefinitions={[
          {
            id: 'user',
            header: 'User',
            isRowHeader: true,
            cell: ({ userId, email, name }) => (
              <PageLink to={`/events?${new URLSearchParams({ user: userId, period: overview.period.name })}`}>
                <OutsideText>{email ?? name ?? userId}</OutsideText>
              </PageLink>
            ),
          },
          { id: 'risk', header: 'Risk', cell: ({ risk }) => <RiskBadge risk={risk} /> },
          {
            id: 'events',
            header: 'Events',
            cell: ({ findings }) => numberText(RISKS.reduce((sum, risk) => sum + findings[risk], 0)),
          },
        ]}
      />
    </Container>
  );
}
