import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';

export const Loading = ({ what }: { what: string }) => (
  <Box padding="l" textAlign="center">
    <StatusIndicator type="loading">Loading {what}</StatusIndicator>
  </Box>
);
