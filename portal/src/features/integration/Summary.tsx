import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { IntegrationCard } from '../../api/types.ts';
import { ScanStatus } from '../../ui/Badges.tsx';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { PageLink } from '../../ui/PageLink.tsx';
import { Ago, Time } from '../../ui/Time.tsx';
import { useNow } from '../../ui/useNow.ts';
import { INTEGRATION_STATUS } from '../../ui/words.ts';

export function Summary({ card }: { card: IntegrationCard }) {
  const now = useNow();
  const { lastScan, organizations } = card;
  return (
    <Container header={<Header variant="h2">Connection</Header>}>
      <KeyValuePairs
        columns={4}
        items={[
          {
            label: 'Status',
            value: (
              <StatusIndicator type={card.status === 'active' ? 'success' : 'error'}>
                {INTEGRATION_STATUS[card.status]}
              </StatusIndicator>
            ),
          },
          { label: 'Compliance Access Key', value: <Box variant="code">{card.keyHint ?? '–'}</Box> },
          {
            label: 'Configured',
            value: (
              <>
                <Time at={card.configuredAt} />
                {card.configuredBy && (
                  <Box variant="small" display="block">
                    by <OutsideText>{card.configuredBy}</OutsideText>
                  </Box>
                )}
              </>
            ),
          },
          {
            label: 'Last scan',
            value: lastScan ? (
              <>
                <PageLink to={`/scans/${lastScan.scanId}`}>
                  <ScanStatus status={lastScan.status} />
                </PageLink>
                <Box variant="small" display="block">
                  <Ago at={lastScan.endedAt} now={now} />
                </Box>
                {lastScan.error}
              </>
            ) : (
              'None yet'
            ),
          },
          {
            label: `Organizations reached (${organizations.length})`,
            value:
              organizations.length === 0 ? (
                '–'
              ) : (
                <Organizations names={organizations.map(({ name }) => name)} />
              ),
          },
          { label: 'First scan looks back', value: `${card.lookbackDays} days` },
          { label: 'Share of the rate limit', value: `${Math.round(card.requestShare * 100)} %` },
        ]}
      />
    </Container>
  );
}

const SHOWN = 5;

const Organizations = ({ names }: { names: readonly string[] }) => (
  <>
    {names.slice(0, SHOWN).map((name) => (
      <div key={name}>
        <OutsideText>{name}</OutsideText>
      </div>
    ))}
    {names.length > SHOWN && <div>and {names.length - SHOWN} more</div>}
  </>
);
