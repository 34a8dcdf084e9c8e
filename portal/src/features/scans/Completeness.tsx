import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { PHASE } from '../../../../shared/api/words.ts';
import type { ScanAnswer } from '../../api/types.ts';
import { save } from '../../ui/list/ExportButton.tsx';
import { numberText } from '../../ui/numbers.ts';
import { Time } from '../../ui/Time.tsx';

type CompletenessRecord = NonNullable<ScanAnswer['completeness']>;

/** The proof that a scan read everything, or the list of what it could not read. */
export function Completeness({ record }: { record: CompletenessRecord }) {
  const json = () => new Blob([JSON.stringify(record, null, 2)], { type: 'application/json' });
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="What was asked for and what came back, chained to the previous scan's record."
          actions={
            <Button iconName="download" onClick={() => save(json(), `${record.scanId}-completeness.json`)}>
              Download JSON
            </Button>
          }
        >
          Completeness record
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Gaps record={record} />
        <Table
          variant="borderless"
          items={record.phases}
          trackBy={({ phase }) => phase}
          wrapLines
          ariaLabels={{ tableLabel: 'Evidence by phase' }}
          columnDefinitions={[
            { id: 'phase', header: 'Phase', minWidth: 180, cell: ({ phase }) => PHASE[phase] },
            { id: 'from', header: 'From', minWidth: 160, cell: ({ from }) => <Bound text={from} /> },
            { id: 'to', header: 'To', minWidth: 160, cell: ({ to }) => <Bound text={to} /> },
            { id: 'pages', header: 'Pages', cell: ({ pages }) => numberText(pages) },
            { id: 'items', header: 'Entries', cell: ({ items }) => numberText(items) },
            { id: 'requestId', header: 'Last request ID', cell: ({ requestId }) => requestId ?? '–' },
          ]}
        />
        <KeyValuePairs
          columns={2}
          items={[
            { label: 'SHA-256 of this record', value: <Hash text={record.hash} /> },
            { label: 'SHA-256 of the previous record', value: <Hash text={record.previousHash} /> },
          ]}
        />
      </SpaceBetween>
    </Container>
  );
}

function Gaps({ record }: { record: CompletenessRecord }) {
  if (record.gaps.length === 0 && record.reconciled) {
    return (
      <Alert type="success" statusIconAriaLabel="Success">
        Everything was read, and every listed item is accounted for.
      </Alert>
    );
  }
  return (
    <Alert type="warning" statusIconAriaLabel="Warning" header="Something is missing">
      <ul>
        {!record.reconciled && <li>The counts of items do not add up.</li>}
        {record.gaps.map((gap) => (
          <li key={gap}>{gap}</li>
        ))}
      </ul>
    </Alert>
  );
}

/** A time mostly; other bounds as they are. */
const Bound = ({ text }: { text: string | null }) => {
  const isTime = text !== null && /^\d{4}-\d{2}-\d{2}T/.test(text);
  return isTime ? <Time at={text} /> : (text ?? '–');
};

const Hash = ({ text }: { text: string | null }) => (
  <Box variant="code">
    <span className="outside-text">{text ?? 'none, this is the first'}</span>
  </Box>
);
