import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useUser } from '../../sign-in/SessionContext.ts';
import { PageButton } from '../../ui/PageButton.tsx';
import { KeySteps } from './KeySteps.tsx';

/** What this is, before there is anything: what it does, what it reads and how to begin. */
export function FirstRun() {
  const { mayAdminister } = useUser();
  return (
    <SpaceBetween size="l">
      <Container>
        <SpaceBetween size="m">
          <Box variant="h2">See who uses Claude, and what they share with it</Box>
          <Box variant="p">
            Connect your Anthropic organization with a Compliance Access Key. Scans then build an inventory of
            who uses Claude through which interface, and find sensitive data in what people share with it.
          </Box>
          <PageButton
            to="/integrations/claude-enterprise/configure"
            variant="primary"
            disabled={!mayAdminister}
            disabledReason="Configure Integration needs the role admin."
          >
            Configure Integration
          </PageButton>
        </SpaceBetween>
      </Container>
      <Grid gridDefinition={[{ colspan: { default: 12, s: 6 } }, { colspan: { default: 12, s: 6 } }]}>
        <Container fitHeight header={<Header variant="h2">What it reads</Header>}>
          <ul>
            <li>Organizations and their users: names and e-mail addresses</li>
            <li>The activity log: who started chats and uploaded files, when, and with which app</li>
            <li>Which models are used</li>
            <li>Files uploaded to chats and projects, and files that Claude makes</li>
            <li>Conversations: prompts, responses and artifacts</li>
            <li>Documents, descriptions and instructions of projects</li>
          </ul>
          <Box variant="p">
            It only reads; each of the last three can be switched off. Content is inspected and deleted again.
            What was found is kept as a data type, a count and a masked sample, never as the text itself.
          </Box>
        </Container>
        <Container fitHeight header={<Header variant="h2">How to create the key</Header>}>
          <KeySteps />
        </Container>
      </Grid>
    </SpaceBetween>
  );
}
