import Badge from '@cloudscape-design/components/badge';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { SCAN_STATUS } from '../../../shared/api/words.ts';
import type { EventAnswer, ScanAnswer } from '../api/types.ts';
import { ITEM_STATUS, RISK } from './words.ts';

type Risk = NonNullable<EventAnswer['risk']>;

const RISK_COLOURS = {
  critical: 'severity-critical',
  high: 'severity-high',
  medium: 'severity-medium',
  low: 'severity-low',
  info: 'severity-neutral',
} as const satisfies Record<Risk, string>;

export const RiskBadge = ({ risk }: { risk: Risk | null }) =>
  risk === null ? '–' : <Badge color={RISK_COLOURS[risk]}>{RISK[risk]}</Badge>;

const SCAN_TYPES: Readonly<Record<ScanAnswer['status'], StatusIndicatorProps.Type>> = {
  scanning: 'in-progress',
  completed: 'success',
  completed_with_gaps: 'warning',
  failed: 'error',
  cancelled: 'stopped',
};

export const ScanStatus = ({ status }: { status: ScanAnswer['status'] }) => (
  <StatusIndicator type={SCAN_TYPES[status]}>{SCAN_STATUS[status]}</StatusIndicator>
);

const ITEM_TYPES: Readonly<Record<EventAnswer['inspection']['status'], StatusIndicatorProps.Type>> = {
  clean: 'success',
  flagged: 'warning',
  skipped: 'stopped',
  failed: 'error',
};

export const ItemStatus = ({ status }: { status: EventAnswer['inspection']['status'] }) => (
  <StatusIndicator type={ITEM_TYPES[status]}>{ITEM_STATUS[status]}</StatusIndicator>
);
