import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import type { AgentDetail } from '../../api/types.ts';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { Time } from '../../ui/Time.tsx';

export function Models({ models }: { models: AgentDetail['models'] }) {
  return (
    <Container header={<Header variant="h2">Models used</Header>}>
      <Table
        variant="borderless"
        items={models}
        trackBy="id"
        ariaLabels={{ tableLabel: 'Models used' }}
        empty="No model is known."
        columnDefinitions={[
          {
            id: 'name',
            header: 'Model',
            isRowHeader: true,
            cell: ({ name }) => <OutsideText>{name}</OutsideText>,
          },
          {
            id: 'id',
            header: 'Model ID',
            cell: ({ id }) => (
              <Box variant="code">
                <OutsideText>{id}</OutsideText>
              </Box>
            ),
          },
          { id: 'lastUsedAt', header: 'Last used', cell: ({ lastUsedAt }) => <Time at={lastUsedAt} /> },
        ]}
      />
    </Container>
  );
}
