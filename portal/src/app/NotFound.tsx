import Box from '@cloudscape-design/components/box';
import { Page } from '../ui/Page.tsx';
import { PageLink } from '../ui/PageLink.tsx';

export function NotFound() {
  return (
    <Page title="This page does not exist">
      <Box variant="p">
        The address may be misspelt, or what it led to is gone. <PageLink to="/overview">Overview</PageLink>{' '}
        is a good place to start again.
      </Box>
    </Page>
  );
}
