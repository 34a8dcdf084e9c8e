import type { ScanAnswer } from '../../api/types.ts';
import { ScanStatus } from '../../ui/Badges.tsx';
import type { Column } from '../../ui/list/column.ts';
import { numberText } from '../../ui/numbers.ts';
import { PageLink } from '../../ui/PageLink.tsx';
import { durationText, Time } from '../../ui/Time.tsx';
import { TRIGGER } from '../../ui/words.ts';

export const scanColumns: readonly Column<ScanAnswer>[] = [
  {
    id: 'started',
    header: 'Started',
    width: 170,
    cell: ({ scanId, startedAt }) => (
      <PageLink to={`/scans/${scanId}`}>
        <Time at={startedAt} />
      </PageLink>
    ),
  },
  { id: 'result', header: 'Result', width: 190, cell: ({ status }) => <ScanStatus status={status} /> },
  {
    id: 'duration',
    header: 'Duration',
    width: 110,
    cell: ({ startedAt, endedAt }) =>
      endedAt ? durationText(Date.parse(endedAt) - Date.parse(startedAt)) : 'Running',
  },
  { id: 'listed', header: 'Listed', width: 90, cell: ({ counts }) => numberText(counts.items.listed) },
  { id: 'clean', header: 'Clean', width: 85, cell: ({ counts }) => numberText(counts.items.clean) },
  { id: 'flagged', header: 'Flagged', width: 105, cell: ({ counts }) => numberText(counts.items.flagged) },
  { id: 'skipped', header: 'Skipped', width: 105, cell: ({ counts }) => numberText(counts.items.skipped) },
  { id: 'failed', header: 'Failed', width: 85, cell: ({ counts }) => numberText(counts.items.failed) },
  { id: 'findings', header: 'Findings', width: 110, cell: ({ counts }) => numberText(counts.findings) },
  { id: 'trigger', header: 'Trigger', width: 110, cell: ({ trigger }) => TRIGGER[trigger] },
  { id: 'requests', header: 'Requests', width: 110, cell: ({ counts }) => numberText(counts.requests) },
  {
    id: 'waits',
    header: 'Rate limit waits',
    width: 140,
    cell: ({ counts }) => durationText(counts.rateLimitWaitSeconds * 1_000),
  },
  { id: 'startedBy', header: 'Started by', hidden: true, cell: ({ startedBy }) => startedBy ?? 'Schedule' },
  { id: 'scanId', header: 'Scan ID', hidden: true, width: 220, cell: ({ scanId }) => scanId },
];
