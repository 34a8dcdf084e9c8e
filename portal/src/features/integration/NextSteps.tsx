import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { PageLink } from '../../ui/PageLink.tsx';

/** After a scan: what to look at. */
export function NextSteps() {
  return (
    <Container header={<Header variant="h2">What to look at</Header>}>
      <ColumnLayout columns={3} variant="text-grid">
        <div>
          <PageLink to="/inventory/agents?sort=usage&order=desc">Who uses Claude most</PageLink>
          <Box variant="p">
            Inventory &gt; Agents, by Usage: who works with Claude, through which interface, with which
            models.
          </Box>
        </div>
        <div>
          <PageLink to="/events?status=flagged">What was found</PageLink>
          <Box variant="p">Events with sensitive data: where, whose, and what it is, masked.</Box>
        </div>
        <div>
          <PageLink to="/scans">Whether all was read</PageLink>
          <Box variant="p">
            Every scan says what it could not read, and proves that nothing else is missing.
          </Box>
        </div>
      </ColumnLayout>
    </Container>
  );
}
