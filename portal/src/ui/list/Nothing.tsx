import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { PageButton } from '../PageButton.tsx';

/** A list before there is anything in it: why, and what to do. */
export function Nothing({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box textAlign="center" color="inherit" margin={{ vertical: 'xs' }}>
      <SpaceBetween size="xs">
        <b>{title}</b>
        <Box variant="p" color="inherit">
          {children}
        </Box>
        <PageButton to="/integrations/claude-enterprise">Go to the integration</PageButton>
      </SpaceBetween>
    </Box>
  );
}
