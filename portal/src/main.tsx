import '@cloudscape-design/global-styles/index.css';
import './app/portal.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyTheme, storedTheme } from './app/theme.ts';
import { openSession } from './sign-in/session.ts';

applyTheme(storedTheme());
const container = document.getElementById('portal');
if (!container) throw new Error('The page has no place for the portal.');
const root = createRoot(container);

// Both at once: whoever is signed in sees the pages sooner.
const app = import('./app/App.tsx');
try {
  const session = await openSession();
  const { App } = await app;
  root.render(
    <StrictMode>
      <App session={session} />
    </StrictMode>,
  );
} catch (error) {
  const { SignInProblem } = await import('./sign-in/SignInProblem.tsx');
  root.render(<SignInProblem reason={error instanceof Error ? error.message : 'Unknown'} />);
}
