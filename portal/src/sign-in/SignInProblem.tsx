import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';

/** Shown instead of the portal where nobody could be signed in. */
export function SignInProblem({ reason }: { reason: string }) {
  return (
    <main className="narrow-page">
      <h1>Sign-in did not work</h1>
      <Alert
        type="error"
        statusIconAriaLabel="Error"
        action={<Button onClick={() => window.location.assign('/')}>Try again</Button>}
      >
        The portal could not sign you in. The reason given: {reason}
      </Alert>
    </main>
  );
}
