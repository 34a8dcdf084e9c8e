import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import { problemOf } from '../../api/client.ts';
import { SCOPES } from './KeySteps.tsx';

const ADVICE: Readonly<Record<string, string>> = {
  INVALID_KEY_FORMAT: 'Copy the whole key from claude.ai again.',
  WRONG_KEY_TYPE: 'Create a Compliance Access Key in claude.ai, Organization settings.',
  KEY_REJECTED: 'Check in claude.ai that the key still exists and is active, or create another one.',
  MISSING_SCOPES: 'Scopes of a key cannot be changed: create another key with all three.',
  COMPLIANCE_API_DISABLED:
    'Switch the Compliance API on in claude.ai, Organization settings, then Save again.',
  PROVIDER_UNAVAILABLE: 'The key is still in the field: Save again in a few minutes.',
  STILL_ERASING: 'The key is still in the field: Save again in a minute.',
  ALREADY_CONFIGURED: 'To use another key, delete the integration first.',
};

/** Why the integration was not configured, and what to do about it. */
export function ConfigureProblem({ error }: { error: unknown }) {
  const problem = problemOf(error);
  const { missingScopes } = problem.extra;
  return (
    <Alert type="error" statusIconAriaLabel="Error" header={problem.title} data-portal="problem">
      {Array.isArray(missingScopes) ? (
        <ul>
          {missingScopes.map((scope) => (
            <li key={String(scope)}>
              <Box variant="code">{String(scope)}</Box>
              {SCOPES.filter(([name]) => name === scope).map(([name, opens]) => (
                <span key={name}>: {opens}</span>
              ))}
            </li>
          ))}
        </ul>
      ) : (
        <Box variant="p">{problem.message}</Box>
      )}
      <Box variant="p">{ADVICE[problem.code]} Nothing was stored.</Box>
    </Alert>
  );
}
