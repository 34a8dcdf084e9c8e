import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { Component, type ReactNode } from 'react';

/** A page that breaks leaves the others usable. React knows error boundaries as classes only. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <Alert
        type="error"
        statusIconAriaLabel="Error"
        header="This page could not be shown"
        action={<Button onClick={() => window.location.reload()}>Load again</Button>}
      >
        The portal may have been updated meanwhile. Loading the page again usually helps.
      </Alert>
    );
  }
}
