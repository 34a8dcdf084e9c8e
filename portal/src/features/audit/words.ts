import type { AuditEntry } from '../../api/types.ts';

export const ACTION: Readonly<Record<string, string>> = {
  configure: 'Configure Integration',
  delete: 'Delete integration',
  'scan-now': 'Scan Now',
  'cancel-scan': 'Cancel scan',
  'set-schedule': 'Periodic Scans',
  'set-coverage': 'Coverage',
  'set-policy': 'Policies',
  'triage-event': 'State of an event',
  'reveal-event': 'Samples of an event',
  export: 'Export',
  'set-retention': 'Retention',
  'set-notices': 'Notices',
  'purge-person': 'Erase a person',
  'purge-person-done': 'Person erased',
  purge: 'Erase everything',
  'start-scan': 'Start periodic scan',
};

/** Names of details that are no words by themselves. */
const DETAIL: Readonly<Record<string, string>> = {
  keyHint: 'key ending in',
  lookbackDays: 'days back',
  requestShare: 'share of the rate limit',
  scanId: 'scan',
  eventId: 'event',
  missingScopes: 'missing scopes',
};

/** `key ending in: x7Qa, files: yes` */
export const detailsText = (details: AuditEntry['details']): string =>
  Object.entries(details)
    .map(
      ([name, value]) =>
        `${DETAIL[name] ?? name}: ${value === true ? 'yes' : value === false ? 'no' : (value ?? '–')}`,
    )
    .join(', ') || '–';
