import { agentId } from './agent.ts';
import type { SecurityEvent } from './event.ts';
import type { Scan } from './scan.ts';

// Open Cybersecurity Schema Framework 1.8.0. Only attributes that exist since 1.4.0 are used, so that receivers with an
// older schema understand every line. What has no attribute there is in `unmapped`.

const VERSION = '1.8.0';
const PRODUCT = 'Claude Enterprise Integration';

const SEVERITIES = {
  critical: [5, 'Critical'],
  high: [4, 'High'],
  medium: [3, 'Medium'],
  low: [2, 'Low'],
  info: [1, 'Informational'],
} as const;

const CONFIDENCES = { high: [3, 'High'], medium: [2, 'Medium'], low: [1, 'Low'] } as const;

/** By state: the activity, and the status of the finding. */
const STATES = {
  new: { activity: [1, 'Create'], status: [1, 'New'] },
  in_progress: { activity: [2, 'Update'], status: [2, 'In Progress'] },
  suppressed: { activity: [3, 'Close'], status: [3, 'Suppressed'] },
  resolved: { activity: [3, 'Close'], status: [4, 'Resolved'] },
} as const;

/** By status of the scan: the activity, its outcome, and how much that matters. */
const SCAN_ENDS = {
  scanning: { activity: [1, 'Started'], status: [1, 'Success'], severity: 'info' },
  completed: { activity: [2, 'Completed'], status: [1, 'Success'], severity: 'info' },
  completed_with_gaps: { activity: [2, 'Completed'], status: [1, 'Success'], severity: 'low' },
  cancelled: { activity: [3, 'Cancelled'], status: [1, 'Success'], severity: 'info' },
  failed: { activity: [6, 'Error'], status: [2, 'Failure'], severity: 'medium' },
} as const;

/** How much a record tells: everything, or no address, no name, no place and no sample. */
export type Told = 'everything' | 'ids';

/** An event as Data Security Finding (2006). Null for one without findings: it is none. */
export function dataSecurityFinding(event: SecurityEvent, told: Told): OcsfRecord | null {
  if (event.risk === null) return null;
  const { activity, status } = STATES[event.state];
  const found = event.findings.map(({ name, count }) => `${name} (${count})`).join(', ');
  const title = told === 'everything' ? `${found} in ${event.item.name}` : found;
  const at = Date.parse(event.time);
  return {
    ...classification(2, 'Findings', 2006, 'Data Security Finding', activity),
    ...severity(event.risk),
    ...named('status', status),
    ...named('confidence', CONFIDENCES[highestConfidence(event)]),
    time: at,
    message: title,
    metadata: metadata(event.eventId, event.inspection),
    finding_info: {
      uid: event.eventId,
      title,
      types: event.findings.map(({ dataType }) => dataType),
      created_time: at,
      data_sources: ['Anthropic Compliance API'],
    },
    data_security: {
      ...named('category', [99, event.findings.map(({ name }) => name).join(', ')]),
      policy: { uid: event.inspection.policyVersion },
      total: event.findings.reduce((sum, { count }) => sum + count, 0),
    },
    actor: { user: userOf(event, told) },
    ...(told === 'everything' && { file: fileOf(event.item) }),
    resources: [
      ...(told === 'ids' ? [{ uid: event.item.id, type: 'file' }] : []),
      ...(event.chatId ? [{ uid: event.chatId, type: 'chat' }] : []),
      ...(event.projectId ? [{ uid: event.projectId, type: 'project' }] : []),
    ],
    unmapped: {
      agent_id: agentId(event.user.userId, event.interface),
      interface: event.interface,
      event_type: event.eventType,
      scan_id: event.scanId,
      findings: event.findings.map(told === 'everything' ? withoutSamples : countsOnly),
      partial: event.inspection.partial,
    },
  };
}

/** A scan as Scan Activity (6007). */
export function scanActivity(scan: Scan): OcsfRecord {
  const { activity, status, severity: matters } = SCAN_ENDS[scan.status];
  const { clean, flagged, skipped, failed, findings } = scan.settled;
  const [start, end] = [Date.parse(scan.startedAt), scan.endedAt && Date.parse(scan.endedAt)];
  return {
    ...classification(6, 'Application Activity', 6007, 'Scan Activity', activity),
    ...severity(matters),
    ...named('status', status),
    ...(scan.error && { status_code: scan.error.code, status_detail: scan.error.message }),
    time: end || start,
    start_time: start,
    ...(end && { end_time: end, duration: end - start }),
    metadata: metadata(scan.scanId),
    scan: {
      uid: scan.scanId,
      name: 'Claude Enterprise',
      ...(scan.trigger === 'manual' ? named('type', [1, 'Manual']) : named('type', [2, 'Scheduled'])),
    },
    num_files: clean + flagged,
    num_skipped_items: skipped + failed,
    num_detections: findings,
    total: scan.liveCounts.listed,
    unmapped: {
      window: scan.window,
      activities: scan.liveCounts.activities,
      agents: scan.liveCounts.agents,
      failed_items: failed,
      gaps: scan.completeness?.gaps ?? [],
      record_hash: scan.completeness?.hash ?? null,
    },
  };
}

/** One line of NDJSON. */
export type OcsfRecord = Readonly<Record<string, unknown>>;

type Found = SecurityEvent['findings'][number];

const withoutSamples = ({ samples: _, ...finding }: Found) => finding;

const countsOnly = ({ dataType, name, count, confidence, risk }: Found) => ({
  dataType,
  name,
  count,
  confidence,
  risk,
});

function classification(
  categoryUid: number,
  categoryName: string,
  classUid: number,
  className: string,
  [activityId, activityName]: readonly [number, string],
) {
  return {
    activity_id: activityId,
    activity_name: activityName,
    category_uid: categoryUid,
    category_name: categoryName,
    class_uid: classUid,
    class_name: className,
    type_uid: classUid * 100 + activityId,
    type_name: `${className}: ${activityName}`,
  };
}

/** A normalised value: its number, and its caption beside it. */
const named = (attribute: string, [id, caption]: readonly [number, string]) => ({
  [`${attribute}_id`]: id,
  [attribute]: caption,
});

const severity = (risk: keyof typeof SEVERITIES) => named('severity', SEVERITIES[risk]);

const metadata = (uid: string, inspection?: SecurityEvent['inspection']) => ({
  version: VERSION,
  uid,
  product: {
    name: PRODUCT,
    vendor_name: PRODUCT,
    ...(inspection && { feature: { name: inspection.engine, version: inspection.engineVersion } }),
  },
});

const userOf = ({ user }: SecurityEvent, told: Told) => ({
  uid: user.userId,
  ...(told === 'everything' && user.email !== null && { email_addr: user.email }),
  ...named('type', [1, 'User']),
});

const fileOf = (item: SecurityEvent['item']) => ({
  uid: item.id,
  name: item.name,
  ...named('type', [1, 'Regular File']),
  ...(item.mimeType !== null && { mime_type: item.mimeType }),
  ...(item.sizeBytes !== null && { size: item.sizeBytes }),
  ...(item.sha256 !== null && { hashes: [{ ...named('algorithm', [3, 'SHA-256']), value: item.sha256 }] }),
});

const highestConfidence = ({ findings }: SecurityEvent): keyof typeof CONFIDENCES =>
  (['high', 'medium'] as const).find((one) => findings.some(({ confidence }) => confidence === one)) ?? 'low';
