import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import { problemOf } from '../../api/client.ts';
import { useReveal } from '../../api/queries.ts';
import type { EventAnswer } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { useUser } from '../../sign-in/SessionContext.ts';
import { RiskBadge } from '../../ui/Badges.tsx';
import { numberText } from '../../ui/numbers.ts';
import { OutsideText } from '../../ui/OutsideText.tsx';

const CONFIDENCE = { low: 'Low', medium: 'Medium', high: 'High' } as const;

/** What was found. Only masked samples exist, here and anywhere, and they are shown to who asks for them and may. */
export function Findings({ event }: { event: EventAnswer }) {
  const { mayReveal } = useUser();
  const reveal = useReveal(event.eventId);
  const tell = useTell();
  const show = () =>
    reveal.mutate(undefined, {
      onError: (error) => tell({ type: 'error', text: `Not revealed: ${problemOf(error).message}` }),
    });
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Samples are masked, and who looks at them is recorded. The text itself is not kept anywhere."
          actions={
            mayReveal &&
            event.findings.length > 0 && (
              <Button disabled={reveal.isSuccess} loading={reveal.isPending} onClick={show}>
                Reveal samples
              </Button>
            )
          }
        >
          Findings
        </Header>
      }
    >
      <Table
        variant="borderless"
        wrapLines
        items={(reveal.data ?? event).findings}
        trackBy="dataType"
        ariaLabels={{ tableLabel: 'Findings' }}
        empty={
          event.inspection.status === 'clean' ? 'Nothing sensitive was found.' : 'There are no findings.'
        }
        columnDefinitions={[
          {
            id: 'name',
            header: 'Data type',
            isRowHeader: true,
            cell: ({ name }) => <OutsideText>{name}</OutsideText>,
          },
          { id: 'count', header: 'Count', cell: ({ count }) => numberText(count) },
          { id: 'risk', header: 'Risk', cell: ({ risk }) => <RiskBadge risk={risk} /> },
          { id: 'confidence', header: 'Confidence', cell: ({ confidence }) => CONFIDENCE[confidence] },
          { id: 'places', header: 'Places', minWidth: 160, cell: ({ places }) => <Lines texts={places} /> },
          {
            id: 'samples',
            header: 'Masked samples',
            minWidth: 180,
            cell: ({ samples }) =>
              samples === null ? (
                <Box color="text-status-inactive">Hidden</Box>
              ) : (
                <Box variant="code">
                  <Lines texts={samples} />
                </Box>
              ),
          },
        ]}
      />
    </Container>
  );
}

const Lines = ({ texts }: { texts: readonly string[] }) =>
  texts.length === 0
    ? '–'
    : [...new Set(texts)].map((text) => (
        <div key={text}>
          <OutsideText>{text}</OutsideText>
        </div>
      ));
