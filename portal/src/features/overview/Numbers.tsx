import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { OverviewAnswer } from '../../api/types.ts';
import { numberText } from '../../ui/numbers.ts';
import { PageLink } from '../../ui/PageLink.tsx';
import { dateText, Time } from '../../ui/Time.tsx';

/** The period in numbers, each leading to what it counts. */
export function Numbers({ overview }: { overview: OverviewAnswer }) {
  const { users, agents, files, findings, period } = overview;
  const { name } = period;
  const unread =
    files.failed === 0 ? (
      'content that cannot be read'
    ) : (
      <PageLink to={`/events?status=failed&period=${name}`} fontSize="body-s">
        {numberText(files.failed)} more failed
      </PageLink>
    );
  const numbers = [
    [
      'People with use',
      users.withUse,
      '/inventory/agents?sort=usage&order=desc',
      `of ${numberText(users.active)}`,
    ],
    ['Agents', agents.total, '/inventory/agents', null],
    [
      'Events',
      files.clean + files.flagged + files.skipped + files.failed,
      `/events?period=${name}`,
      'conversations only where something was found',
    ],
    ['Events with findings', files.flagged, `/events?status=flagged&period=${name}`, null],
    [
      'New events',
      findings.byState.new,
      `/events?status=flagged&period=${name}`,
      `of ${numberText(findings.events)} with findings`,
    ],
    ['Events skipped', files.skipped, `/events?status=skipped&period=${name}`, unread],
  ] as const;
  return (
    <Container
      header={
        <Header variant="h2" description={<Counted overview={overview} />}>
          {dateText(period.from)} to {dateText(period.to)}
        </Header>
      }
    >
      <KeyValuePairs
        columns={3}
        items={numbers.map(([label, value, to, more]) => ({
          label,
          value: (
            <>
              <PageLink to={to} variant="awsui-value-large" ariaLabel={`${label}: ${numberText(value)}`}>
                {numberText(value)}
              </PageLink>
              {more && (
                <Box variant="small" display="block" padding={{ top: 'xxs' }}>
                  {more}
                </Box>
              )}
            </>
          ),
        }))}
      />
    </Container>
  );
}

/** Says where the numbers do not hold everything. */
function Counted({ overview: { truncated, counted } }: { overview: OverviewAnswer }) {
  if (!truncated) return 'Days of UTC.';
  return (
    <>
      There is more than can be counted at once: {numberText(counted.agents)} agents and{' '}
      {numberText(counted.events)} events are
      {counted.eventsFrom && (
        <>
          , from <Time at={counted.eventsFrom} /> on
        </>
      )}
      .
    </>
  );
}
