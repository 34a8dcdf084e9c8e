import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import type { EventAnswer } from '../../api/types.ts';
import { RiskBadge } from '../../ui/Badges.tsx';
import { numberText } from '../../ui/numbers.ts';
import { OutsideText } from '../../ui/OutsideText.tsx';

const CONFIDENCE = { low: 'Low', medium: 'Medium', high: 'High' } as const;

/** What was found. Only masked samples exist, here and anywhere. */
export function Findings({ event }: { event: EventAnswer }) {
  return (
    <Container
      header={
        <Header variant="h2" description="Samples are masked. The text itself is not kept anywhere.">
          Findings
        </Header>
      }
    >
      <Table
        variant="borderless"
        wrapLines
        items={event.findings}
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
            cell: ({ samples }) => (
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
