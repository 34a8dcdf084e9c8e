import Box from '@cloudscape-design/components/box';
import type { AgentAnswer } from '../../api/types.ts';
import { OutsideText } from '../../ui/OutsideText.tsx';

export const OwnerName = ({ owner }: { owner: AgentAnswer['owner'] }) => (
  <>
    <OutsideText>{owner.email ?? owner.name ?? owner.userId}</OutsideText>
    {!owner.active && (
      <Box variant="span" color="text-body-secondary">
        {' '}
        (left)
      </Box>
    )}
  </>
);
