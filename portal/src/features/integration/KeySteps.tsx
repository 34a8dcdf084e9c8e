import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';

/** Compliance API, Scopes. */
export const SCOPES = [
  ['read:compliance_activities', 'the activity log'],
  ['read:compliance_user_data', 'users, chats and files'],
  ['read:compliance_org_data', 'organizations'],
] as const;

const PROVIDER_PAGE = 'https://platform.claude.com/docs/en/manage-claude/compliance-api-access';

/** How to get a key that works. */
export function KeySteps() {
  return (
    <>
      <ol>
        <li>
          Sign in to claude.ai as the <b>primary owner</b> of your Enterprise organization.
        </li>
        <li>
          In <b>Organization settings</b>, switch the <b>Compliance API</b> on. Activity is recorded from then
          on only.
        </li>
        <li>
          Under <b>API</b>, <b>Keys</b>, create a <b>Compliance Access Key</b> for the whole organization with
          these three scopes:
          <ul>
            {SCOPES.map(([scope, opens]) => (
              <li key={scope}>
                <Box variant="code">{scope}</Box>: {opens}
              </li>
            ))}
          </ul>
        </li>
        <li>
          Copy the key, which begins with{' '}
          <span className="one-line">
            <Box variant="code">sk-ant-api01-</Box>
          </span>
          . Anthropic shows it once.
        </li>
      </ol>
      <Link href={PROVIDER_PAGE} external externalIconAriaLabel="Opens in a new tab">
        Anthropic: get access to the Compliance API
      </Link>
    </>
  );
}
