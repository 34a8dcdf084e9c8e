import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { EVENT_STATES } from '../../../../shared/domain/event.ts';
import { problemOf } from '../../api/client.ts';
import { useTriage } from '../../api/queries.ts';
import type { EventAnswer } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { useUser } from '../../sign-in/SessionContext.ts';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { Time } from '../../ui/Time.tsx';
import { EVENT_STATE } from '../../ui/words.ts';

/** In which state an event is, how it came to be, and the way to another one. */
export function Triage({ event }: { event: EventAnswer }) {
  const { mayAdminister } = useUser();
  return (
    <Container header={<Header variant="h2">State: {EVENT_STATE[event.state]}</Header>}>
      <SpaceBetween size="m">
        {mayAdminister && <ChangeState event={event} />}
        <Table
          variant="borderless"
          wrapLines
          items={event.history.toReversed()}
          trackBy="at"
          ariaLabels={{ tableLabel: 'History of the state' }}
          empty="Nobody has changed the state yet."
          columnDefinitions={[
            { id: 'at', header: 'Time', minWidth: 150, cell: ({ at }) => <Time at={at} /> },
            { id: 'by', header: 'Who', minWidth: 140, cell: ({ by }) => <OutsideText>{by}</OutsideText> },
            { id: 'state', header: 'State', cell: ({ state }) => EVENT_STATE[state] },
            {
              id: 'note',
              header: 'Note',
              minWidth: 160,
              cell: ({ note }) => (note ? <OutsideText>{note}</OutsideText> : '–'),
            },
          ]}
        />
      </SpaceBetween>
    </Container>
  );
}

const OPTIONS = EVENT_STATES.map((value) => ({ value, label: EVENT_STATE[value] }));
const NOTE_CHARS = 500;

function ChangeState({ event }: { event: EventAnswer }) {
  const triage = useTriage(event.eventId);
  const tell = useTell();
  const [state, setState] = useState(event.state);
  const [note, setNote] = useState('');
  const save = () =>
    triage.mutate(
      { state, ...(note.trim() && { note: note.trim() }) },
      {
        onSuccess: () => {
          setNote('');
          tell({ type: 'success', text: `The event is now: ${EVENT_STATE[state]}.` });
        },
        onError: (error) => tell({ type: 'error', text: `Not changed: ${problemOf(error).message}` }),
      },
    );
  return (
    <SpaceBetween size="s">
      <FormField label="New state">
        <Select
          selectedOption={{ value: state, label: EVENT_STATE[state] }}
          options={OPTIONS}
          onChange={({ detail }) =>
            setState(EVENT_STATES.find((each) => each === detail.selectedOption.value) ?? 'new')
          }
        />
      </FormField>
      <FormField
        label="Note"
        description="For those who look at it later."
        errorText={note.length > NOTE_CHARS ? `At most ${NOTE_CHARS} characters.` : null}
      >
        <Textarea value={note} rows={2} onChange={({ detail }) => setNote(detail.value)} />
      </FormField>
      <Button
        disabled={note.length > NOTE_CHARS || (state === event.state && note.trim() === '')}
        loading={triage.isPending}
        onClick={save}
      >
        Change state
      </Button>
    </SpaceBetween>
  );
}
