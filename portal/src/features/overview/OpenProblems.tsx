import Alert from '@cloudscape-design/components/alert';
import { PERIOD_HOURS } from '../../../../shared/domain/integration.ts';
import type { IntegrationCard } from '../../api/types.ts';
import { PageLink } from '../../ui/PageLink.tsx';
import { Ago } from '../../ui/Time.tsx';
import { useNow } from '../../ui/useNow.ts';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** What needs somebody's attention. */
export function OpenProblems({ card }: { card: IntegrationCard }) {
  const now = useNow();
  const { lastScan } = card;
  const integration = <PageLink to="/integrations/claude-enterprise">Go to the integration</PageLink>;
  if (card.status === 'invalid_api_key') {
    return (
      <Alert type="error" statusIconAriaLabel="Error" header="Invalid API Key">
        {card.statusReason} Nothing is scanned until another key is configured. {integration}
      </Alert>
    );
  }
  if (card.scanning) return null;
  if (!lastScan) {
    return (
      <Alert type="info" statusIconAriaLabel="Info" header="Nothing was scanned yet">
        Scan Now on the integration starts the first scan. {integration}
      </Alert>
    );
  }
  if (lastScan.status === 'failed') {
    return (
      <Alert type="error" statusIconAriaLabel="Error" header="The last scan failed">
        {lastScan.error} <PageLink to={`/scans/${lastScan.scanId}`}>Scan details</PageLink>
      </Alert>
    );
  }
  if (lastScan.status === 'completed_with_gaps') {
    return (
      <Alert type="warning" statusIconAriaLabel="Warning" header="The last scan could not read everything">
        <PageLink to={`/scans/${lastScan.scanId}`}>What is missing</PageLink>
      </Alert>
    );
  }
  const isStale = now - Date.parse(lastScan.endedAt) > staleAfterHours(card) * HOUR_MS;
  if (!isStale) return null;
  return (
    <Alert type="warning" statusIconAriaLabel="Warning" header="This is not up to date">
      The last scan ended <Ago at={lastScan.endedAt} now={now} />. {integration}
    </Alert>
  );
}

/** A periodic scan that is a day late, else a week without any. */
const staleAfterHours = ({ schedule: { frequency } }: IntegrationCard): number =>
  frequency === 'off' ? PERIOD_HOURS.weekly : PERIOD_HOURS[frequency] + DAY_HOURS;
