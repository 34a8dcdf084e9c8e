import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import type { EventAnswer } from '../../api/types.ts';
import { RiskBadge } from '../../ui/Badges.tsx';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { PageLink } from '../../ui/PageLink.tsx';
import { Time } from '../../ui/Time.tsx';
import { agentTypeText, EVENT_STATE, EVENT_TYPE } from '../../ui/words.ts';

export function EventSummary({ event }: { event: EventAnswer }) {
  const { user, chat, projectId } = event;
  return (
    <Container header={<Header variant="h2">Event</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'Time', value: <Time at={event.time} /> },
          {
            label: 'User',
            value: (
              <PageLink to={`/events?user=${encodeURIComponent(user.userId)}`}>
                <OutsideText>{user.email ?? user.userId}</OutsideText>
              </PageLink>
            ),
          },
          { label: 'Application', value: event.application },
          {
            label: 'Agent',
            value: (
              <PageLink to={`/inventory/agents/${encodeURIComponent(event.agentId)}`}>
                {agentTypeText(event.type)}
              </PageLink>
            ),
          },
          { label: 'Event type', value: EVENT_TYPE[event.eventType] },
          { label: 'Risk', value: <RiskBadge risk={event.risk} /> },
          { label: 'Action', value: event.action === 'detect' ? 'Detect' : event.action },
          { label: 'State', value: EVENT_STATE[event.state] },
          {
            label: 'Chat',
            value: chat ? <Chat id={chat.id} url={chat.url} /> : '–',
          },
          { label: 'Project', value: projectId ? <OutsideText>{projectId}</OutsideText> : '–' },
          { label: 'Scan', value: <PageLink to={`/scans/${event.scanId}`}>{event.scanId}</PageLink> },
          { label: 'Event ID', value: <OutsideText>{event.eventId}</OutsideText> },
        ]}
      />
    </Container>
  );
}

/** Only addresses of claude.ai become links. */
const Chat = ({ id, url }: { id: string; url: string | null }) =>
  url?.startsWith('https://claude.ai/') ? (
    <Link href={url} external externalIconAriaLabel="Opens in a new tab">
      <OutsideText>{id}</OutsideText>
    </Link>
  ) : (
    <OutsideText>{id}</OutsideText>
  );
