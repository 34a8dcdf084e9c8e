import { expect, test } from 'vitest';
import { openProblems } from '../../../shared/domain/open-problems.ts';
import { anIntegration } from '../../functions/builders.ts';

const NOW = Date.parse('2026-10-01T12:00:00Z');

const readUpTo = (time: string) => ({
  scanStartedAt: '2026-09-30T12:00:00.000Z',
  readUpTo: time,
  chatsUpTo: time,
  collectedFrom: '2026-09-01',
  recordHash: null,
});
const healthy = anIntegration({
  frequency: 'daily',
  scheduledFrom: '2026-09-02T12:00:00.000Z',
  position: readUpTo('2026-10-01T02:00:00.000Z'),
});
const lastScan = {
  scanId: 'scan_7',
  startedAt: '2026-10-01T02:00:00.000Z',
  endedAt: '2026-10-01T02:10:00.000Z',
  error: null,
} as const;

const codes = (integration: typeof healthy | undefined) =>
  openProblems(integration, NOW).map(({ code }) => code);

test('a tenant that is scanned every day and was scanned today has none', () => {
  expect(openProblems({ ...healthy, lastScan: { ...lastScan, status: 'completed' } }, NOW)).toEqual([]);
});

test.each([
  ['never configured', undefined],
  ['deleted', { ...healthy, status: 'not_configured' as const }],
])('one that was %s has one that covers all others', (_, integration) => {
  expect(codes(integration)).toEqual(['NOT_CONFIGURED']);
});

test('an invalid key is told with its reason', () => {
  const statusReason = 'It was deleted in claude.ai.';

  expect(openProblems({ ...healthy, status: 'invalid_api_key', statusReason }, NOW)).toEqual([
    {
      code: 'INVALID_API_KEY',
      message: 'The Compliance Access Key is not accepted any more. It was deleted in claude.ai.',
      since: null,
      scanId: null,
    },
  ]);
});

test('before the first completed scan nothing is stale yet', () => {
  expect(codes({ ...healthy, position: null })).toEqual(['NO_SCAN_YET']);
  expect(codes({ ...healthy, position: null, lastScan: { ...lastScan, status: 'failed' } })).toEqual([
    'NO_SCAN_YET',
    'LAST_SCAN_FAILED',
  ]);
});

test('a failed scan is named with its error, one with gaps with its scan', () => {
  const failed = { ...lastScan, status: 'failed', error: 'COMPLIANCE_API_DISABLED' } as const;

  expect(openProblems({ ...healthy, lastScan: failed }, NOW)).toEqual([
    {
      code: 'LAST_SCAN_FAILED',
      message: 'The last scan failed (COMPLIANCE_API_DISABLED).',
      since: lastScan.endedAt,
      scanId: 'scan_7',
    },
  ]);
  expect(
    openProblems({ ...healthy, lastScan: { ...lastScan, status: 'completed_with_gaps' } }, NOW),
  ).toMatchObject([{ code: 'LAST_SCAN_WITH_GAPS', scanId: 'scan_7' }]);
});

test.each([
  ['daily', 47, []],
  ['daily', 48, ['STALE_SCAN']],
  ['weekly', 335, []],
  ['weekly', 336, ['STALE_SCAN']],
  ['off', 167, ['SCHEDULE_OFF']],
  ['off', 168, ['STALE_SCAN', 'SCHEDULE_OFF']],
] as const)('with scans %s, what is %i hours old gives %j', (frequency, hours, expected) => {
  const position = readUpTo(new Date(NOW - hours * 3_600_000).toISOString());

  expect(codes({ ...healthy, frequency, position })).toEqual(expected);
});
