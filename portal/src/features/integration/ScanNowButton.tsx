import Button from '@cloudscape-design/components/button';
import { problemOf } from '../../api/client.ts';
import { isProblem } from '../../api/problem.ts';
import { useIntegrationChange } from '../../api/queries.ts';
import type { IntegrationCard } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { useUser } from '../../sign-in/SessionContext.ts';

/** *Scan Now*, which is *Scanning…* and does nothing while a scan runs. */
export function ScanNowButton({ card }: { card: IntegrationCard }) {
  const { mayAdminister } = useUser();
  const { scanNow } = useIntegrationChange();
  const tell = useTell();
  if (card.scanning || scanNow.isPending) {
    return (
      <Button variant="primary" disabled>
        Scanning…
      </Button>
    );
  }
  const reason = mayAdminister ? whyNot(card) : 'Scan Now needs the role admin.';
  return (
    <Button
      variant="primary"
      disabled={reason !== null}
      {...(reason !== null && { disabledReason: reason })}
      onClick={() =>
        scanNow.mutate(undefined, {
          // The progress says so by itself.
          onSuccess: () => tell(null),
          onError: (error) =>
            tell(
              isProblem(error, 'SCAN_IN_PROGRESS')
                ? { type: 'info', text: 'A scan is running already.' }
                : { type: 'error', text: `The scan did not start: ${problemOf(error).message}` },
            ),
        })
      }
    >
      Scan Now
    </Button>
  );
}

const whyNot = ({ status }: IntegrationCard): string | null =>
  status === 'active' ? null : 'The API key is invalid: scans need one that works.';
