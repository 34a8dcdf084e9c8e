import '@cloudscape-design/global-styles/index.css';
import './app/portal.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyTheme, storedTheme } from './app/theme.ts';
import { returnTarget } from './sign-in/code-flow.ts';
import { openSession } from './sign-in/session.ts';

applyTheme(storedTheme());
const container = document.getElementById('portal');
if (!container) throw new Error('The page has no place for the portal.');
const root = createRoot(container);

// Whoever comes without a session leaves for the issuer at once, and needs no pages for that. Whoever comes back from it
// gets the pages while the tokens are fetched.
const target = returnTarget();
const app = target === undefined ? undefined : import('./app/App.tsx');
if (target !== undefined) void import('./app/routes.ts').then(({ pageAt }) => pageAt(target)?.load());
try {
  const session = await openSession();
  const { App } = await (app ?? import('./app/App.tsx'));
  root.render(
    <StrictMode>
      <App session={session} />
    </StrictMode>,
  );
} catch (error) {
  const { SignInProblem } = await import('./sign-in/SignInProblem.tsx');
  root.render(<SignInProblem reason={error instanceof Error ? error.message : 'Unknown'} />);
}
