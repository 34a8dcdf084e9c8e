import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import type { OverviewAnswer } from '../../api/types.ts';
import { numberText } from '../../ui/numbers.ts';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { PageLink } from '../../ui/PageLink.tsx';

const SHOWN = 8;

/** Which kinds of sensitive data were found most. */
export function DataTypes({ overview }: { overview: OverviewAnswer }) {
  const { byDataType } = overview.findings;
  return (
    <Container
      fitHeight
      header={
        <Header
          variant="h2"
          counter={byDataType.length > SHOWN ? `(${SHOWN} of ${byDataType.length})` : undefined}
        >
          Findings by data type
        </Header>
      }
    >
      <Table
        variant="borderless"
        wrapLines
        items={[...byDataType].sort((a, b) => b.events - a.events).slice(0, SHOWN)}
        trackBy="id"
        ariaLabels={{ tableLabel: 'Findings by data type' }}
        empty="No findings in this period."
        columnDefinitions={[
          {
            id: 'name',
            header: 'Data type',
            isRowHeader: true,
            cell: ({ id, name }) => (
              <PageLink to={`/events?${new URLSearchParams({ dataType: id, period: overview.period.name })}`}>
                <OutsideText>{name}</OutsideText>
              </PageLink>
            ),
          },
          { id: 'events', header: 'Events', cell: ({ events }) => numberText(events) },
          { id: 'values', header: 'Values', cell: ({ values }) => numberText(values) },
        ]}
      />
    </Container>
  );
}
