import Alert, { type AlertProps } from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { OverviewAnswer } from '../../api/types.ts';
import { PageLink } from '../../ui/PageLink.tsx';
import { Time } from '../../ui/Time.tsx';

type OpenProblem = OverviewAnswer['problems'][number];

const TYPES: Readonly<Record<OpenProblem['code'], AlertProps.Type>> = {
  NOT_CONFIGURED: 'warning',
  INVALID_API_KEY: 'error',
  NO_SCAN_YET: 'info',
  LAST_SCAN_FAILED: 'error',
  LAST_SCAN_WITH_GAPS: 'warning',
  STALE_SCAN: 'warning',
  SCHEDULE_OFF: 'info',
};

/** What needs somebody's attention, most urgent first. */
export function OpenProblems({ problems }: { problems: readonly OpenProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <SpaceBetween size="xs">
      {problems.map(({ code, message, since, scanId }) => (
        <Alert key={code} type={TYPES[code]} statusIconAriaLabel={TYPES[code]}>
          {message}{' '}
          {since && (
            <>
              Since <Time at={since} />.{' '}
            </>
          )}
          {scanId ? (
            <PageLink to={`/scans/${scanId}`}>Scan details</PageLink>
          ) : (
            <PageLink to="/integrations/claude-enterprise">Go to the integration</PageLink>
          )}
        </Alert>
      ))}
    </SpaceBetween>
  );
}
