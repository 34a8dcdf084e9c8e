import { type Integration, PERIOD_HOURS } from './integration.ts';

/** What keeps a tenant's picture from being complete or current, most urgent first. */
export interface OpenProblem {
  readonly code: OpenProblemCode;
  /** For people. */
  readonly message: string;
  /** Since when, ISO time, where that is known. */
  readonly since: string | null;
  /** The scan that it is about. */
  readonly scanId: string | null;
}

export const OPEN_PROBLEM_CODES = [
  'NOT_CONFIGURED',
  'INVALID_API_KEY',
  'NO_SCAN_YET',
  'LAST_SCAN_FAILED',
  'LAST_SCAN_WITH_GAPS',
  'STALE_SCAN',
  'SCHEDULE_OFF',
] as const;
export type OpenProblemCode = (typeof OPEN_PROBLEM_CODES)[number];

/** Hours after which what was read is old, by how often it should be read: two missed rounds. */
const STALE_HOURS = { off: 168, daily: 2 * PERIOD_HOURS.daily, weekly: 2 * PERIOD_HOURS.weekly } as const;

/** The open problems of an integration (undefined: never configured) at `now`, epoch milliseconds. */
export function openProblems(integration: Integration | undefined, now: number): OpenProblem[] {
  if (!integration || integration.status === 'not_configured') {
    return [problem('NOT_CONFIGURED', 'There is no Compliance Access Key: nothing is scanned.')];
  }
  return [
    ...keyProblems(integration),
    ...lastScanProblems(integration),
    ...ageProblems(integration, now),
    ...(integration.frequency === 'off'
      ? [problem('SCHEDULE_OFF', 'Periodic scans are off: new activity is seen only when somebody scans.')]
      : []),
  ];
}

function keyProblems({ status, statusReason }: Integration): OpenProblem[] {
  if (status !== 'invalid_api_key') return [];
  const reason = statusReason ? ` ${statusReason}` : '';
  return [problem('INVALID_API_KEY', `The Compliance Access Key is not accepted any more.${reason}`)];
}

function lastScanProblems({ lastScan, position, configuredAt }: Integration): OpenProblem[] {
  const problems: OpenProblem[] = [];
  if (!position) problems.push(problem('NO_SCAN_YET', 'No scan has completed yet.', configuredAt));
  if (lastScan?.status === 'failed') {
    const reason = lastScan.error ? ` (${lastScan.error})` : '';
    const message = `The last scan failed${reason}.`;
    problems.push(problem('LAST_SCAN_FAILED', message, lastScan.endedAt, lastScan.scanId));
  }
  if (lastScan?.status === 'completed_with_gaps') {
    const message = 'The last scan could not read everything; its record says what is missing.';
    problems.push(problem('LAST_SCAN_WITH_GAPS', message, lastScan.endedAt, lastScan.scanId));
  }
  return problems;
}

function ageProblems(integration: Integration, now: number): OpenProblem[] {
  const { position } = integration;
  const hours = hoursUnread(integration, now);
  if (!position || hours < STALE_HOURS[integration.frequency]) return [];
  const age = hours < 96 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
  return [problem('STALE_SCAN', `What is shown is ${age} old.`, position.readUpTo)];
}

/** Since when nothing was read although it should have been: ISO time, null while what is there is new enough. */
export function staleSince(integration: Integration, now: number): string | null {
  const isStale = hoursUnread(integration, now) >= STALE_HOURS[integration.frequency];
  return isStale ? readUpTo(integration) : null;
}

const hoursUnread = (integration: Integration, now: number): number =>
  Math.floor((now - Date.parse(readUpTo(integration) ?? '')) / 3_600_000);

const readUpTo = ({ position, configuredAt }: Integration): string | null =>
  position?.readUpTo ?? configuredAt;

const problem = (
  code: OpenProblemCode,
  message: string,
  since: string | null = null,
  scanId: string | null = null,
): OpenProblem => ({ code, message, since, scanId });
