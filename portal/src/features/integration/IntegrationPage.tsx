import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useCard } from '../../api/queries.ts';
import type { IntegrationCard } from '../../api/types.ts';
import { useUser } from '../../sign-in/SessionContext.ts';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemAlert, StaleAlert } from '../../ui/ProblemAlert.tsx';
import { Coverage } from './Coverage.tsx';
import { CoverageStatement } from './CoverageStatement.tsx';
import { DeleteDialog } from './DeleteDialog.tsx';
import { FirstRun } from './FirstRun.tsx';
import { InvalidKey } from './InvalidKey.tsx';
import { NextSteps } from './NextSteps.tsx';
import { PeriodicScans } from './PeriodicScans.tsx';
import { RunningScan } from './RunningScan.tsx';
import { ScanNowButton } from './ScanNowButton.tsx';
import { Summary } from './Summary.tsx';

/** The integration card. */
export default function IntegrationPage() {
  const { data: card, error, dataUpdatedAt, refetch } = useCard();
  if (!card) {
    return (
      <Page title="Claude Enterprise">
        {error ? (
          <ProblemAlert error={error} onRetry={() => void refetch()} />
        ) : (
          <Loading what="integration" />
        )}
      </Page>
    );
  }
  const stale = error && <StaleAlert since={dataUpdatedAt} onRetry={() => void refetch()} />;
  return card.status === 'not_configured' ? (
    <Page title="Claude Enterprise" description="Not connected yet">
      {stale}
      <FirstRun />
    </Page>
  ) : (
    <Configured card={card} stale={stale} />
  );
}

function Configured({ card, stale }: { card: IntegrationCard; stale: React.ReactNode }) {
  const { mayAdminister } = useUser();
  const [deleting, setDeleting] = useState(false);
  return (
    <Page
      title="Claude Enterprise"
      description="Who uses Claude in your organization, how, and which sensitive data they share with it."
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            disabled={!mayAdminister}
            disabledReason="Deleting needs the role admin."
            onClick={() => setDeleting(true)}
          >
            Delete
          </Button>
          <ScanNowButton card={card} />
        </SpaceBetween>
      }
    >
      {stale}
      {card.status === 'invalid_api_key' && <InvalidKey card={card} onDelete={() => setDeleting(true)} />}
      {card.currentScanId && <RunningScan scanId={card.currentScanId} />}
      <Summary card={card} />
      {card.lastScan ? <NextSteps /> : null}
      <PeriodicScans card={card} />
      <Coverage card={card} />
      <CoverageStatement card={card} />
      {deleting && <DeleteDialog card={card} onClose={() => setDeleting(false)} />}
    </Page>
  );
}
