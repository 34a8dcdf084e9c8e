import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ScanAnswer } from '../../api/types.ts';
import { ScanStatus } from '../../ui/Badges.tsx';
import { numberText } from '../../ui/numbers.ts';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { PageLink } from '../../ui/PageLink.tsx';
import { durationText, Time } from '../../ui/Time.tsx';
import { TRIGGER } from '../../ui/words.ts';

export function Result({ scan }: { scan: ScanAnswer }) {
  const { counts, window, startedAt, endedAt } = scan;
  return (
    <SpaceBetween size="m">
      {scan.error && (
        <Alert type="error" statusIconAriaLabel="Error" header="The scan ended early">
          {scan.error.message} What it had found until then stays.
        </Alert>
      )}
      <Container header={<Header variant="h2">Result</Header>}>
        <KeyValuePairs
          columns={4}
          items={[
            { label: 'Result', value: <ScanStatus status={scan.status} /> },
            { label: 'Started', value: <Time at={startedAt} /> },
            {
              label: 'Ended',
              value: endedAt ? (
                <>
                  <Time at={endedAt} /> ({durationText(Date.parse(endedAt) - Date.parse(startedAt))})
                </>
              ) : (
                '–'
              ),
            },
            {
              label: 'Trigger',
              value: (
                <>
                  {TRIGGER[scan.trigger]}
                  {scan.startedBy && (
                    <>
                      , <OutsideText>{scan.startedBy}</OutsideText>
                    </>
                  )}
                </>
              ),
            },
            {
              label: 'Activity from',
              value: <Time at={window.from} />,
            },
            { label: 'Activity to', value: <Time at={window.to} /> },
            { label: 'Activities read', value: numberText(counts.activities) },
            { label: 'Users', value: numberText(counts.users) },
            { label: 'Agents', value: numberText(counts.agents) },
            { label: 'Chats', value: numberText(counts.chats) },
            {
              label: 'Findings',
              value: (
                <PageLink to={`/events?status=flagged&scanId=${scan.scanId}`}>
                  {numberText(counts.findings)}
                </PageLink>
              ),
            },
            {
              label: 'Requests to Anthropic',
              value: `${numberText(counts.requests)}, ${durationText(counts.rateLimitWaitSeconds * 1_000)} of waits`,
            },
          ]}
        />
      </Container>
    </SpaceBetween>
  );
}
