import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { problemOf } from '../api/client.ts';

/** What went wrong, in the API's own words, with its request id for whoever looks into it. */
export function ProblemAlert({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const problem = problemOf(error);
  return (
    <Alert
      type="error"
      statusIconAriaLabel="Error"
      header={problem.title}
      action={onRetry && <Button onClick={onRetry}>Try again</Button>}
    >
      {problem.message}
      {problem.requestId && (
        <Box variant="small" display="block">
          Request {problem.requestId}
        </Box>
      )}
    </Alert>
  );
}

/** Above data that could not be brought up to date. */
export function StaleAlert({ since, onRetry }: { since: number; onRetry: () => void }) {
  return (
    <Alert type="warning" statusIconAriaLabel="Warning" action={<Button onClick={onRetry}>Try again</Button>}>
      This could not be refreshed. You see it as of {new Date(since).toLocaleTimeString()}.
    </Alert>
  );
}
