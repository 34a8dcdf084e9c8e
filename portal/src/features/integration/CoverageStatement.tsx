import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import type { IntegrationCard } from '../../api/types.ts';
import { Time } from '../../ui/Time.tsx';
import { CONTENT, COVERAGE_STATUS } from '../../ui/words.ts';

type Row = IntegrationCard['coverageStatement'][number];

const INDICATORS: Readonly<Record<Row['status'], StatusIndicatorProps.Type>> = {
  covered: 'success',
  off: 'stopped',
  not_available: 'info',
};

/** Every kind of content: whether scans look at it, and how current that is. */
export const CoverageStatement = ({ card }: { card: IntegrationCard }) => (
  <Container
    header={
      <Header
        variant="h2"
        description="Every kind of content that Anthropic can show, and what scans read of it."
      >
        What is covered
      </Header>
    }
  >
    <Table
      variant="borderless"
      wrapLines
      items={card.coverageStatement}
      trackBy="kind"
      ariaLabels={{ tableLabel: 'What is covered' }}
      columnDefinitions={[
        {
          id: 'kind',
          header: 'Content',
          isRowHeader: true,
          minWidth: 200,
          cell: ({ kind }) => CONTENT[kind],
        },
        { id: 'status', header: 'Status', minWidth: 260, cell: (row) => <Status row={row} /> },
        {
          id: 'lastCompleteRead',
          header: 'Last complete read',
          minWidth: 160,
          cell: ({ lastCompleteRead }) => <Time at={lastCompleteRead} />,
        },
      ]}
    />
  </Container>
);

const Status = ({ row: { status, reason } }: { row: Row }) => (
  <StatusIndicator type={INDICATORS[status]}>
    {reason ? `${COVERAGE_STATUS[status]}: ${reason}` : COVERAGE_STATUS[status]}
  </StatusIndicator>
);
