import { useParams } from 'wouter';
import { useEvent } from '../../api/queries.ts';
import { Details } from '../../ui/Details.tsx';
import { Page } from '../../ui/Page.tsx';
import { EventSummary } from './EventSummary.tsx';
import { Findings } from './Findings.tsx';
import { Inspection } from './Inspection.tsx';
import { Triage } from './Triage.tsx';

export default function EventPage() {
  const { id = '' } = useParams();
  const answer = useEvent(id);
  return (
    <Details answer={answer} what="event">
      {(event) => (
        <Page title={event.item.name}>
          <EventSummary event={event} />
          <Findings event={event} />
          <Triage event={event} />
          <Inspection event={event} />
        </Page>
      )}
    </Details>
  );
}
