import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import type { IntegrationCard } from '../../api/types.ts';
import { useUser } from '../../sign-in/SessionContext.ts';

export function InvalidKey({ card, onDelete }: { card: IntegrationCard; onDelete: () => void }) {
  const { mayAdminister } = useUser();
  return (
    <Alert
      type="error"
      statusIconAriaLabel="Error"
      header="Invalid API Key"
      action={mayAdminister && <Button onClick={onDelete}>Delete and configure anew</Button>}
    >
      {card.statusReason ?? 'Anthropic no longer accepts the key.'} Scans are paused. Create a new Compliance
      Access Key in claude.ai, delete this integration and configure it with the new key: inventory and events
      stay, and scans go on where the last one ended.
    </Alert>
  );
}
