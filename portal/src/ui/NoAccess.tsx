import Alert from '@cloudscape-design/components/alert';
import { useUser } from '../sign-in/SessionContext.ts';
import { Page } from './Page.tsx';

/** Instead of a page that the user's role does not open. */
export function NoAccess({ role }: { role: string }) {
  const { name, tenant, roles } = useUser();
  return (
    <Page title="You have no access to this page">
      <Alert type="warning" statusIconAriaLabel="Warning" header={`It needs the role “${role}”`}>
        You are signed in as {name} of tenant {tenant || 'unknown'}, with{' '}
        {roles.length > 0 ? `the role ${roles.join(', ')}` : 'no role'}. Ask whoever manages the users of this
        portal for the role, then sign in again.
      </Alert>
    </Page>
  );
}
