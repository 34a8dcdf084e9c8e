import type { Notice, NoticeKind } from '../../shared/domain/notice.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import type { DeliveredFact } from '../../shared/ports/fact-archive.ts';
import type { NoticeStore, NoticeTopics } from '../../shared/ports/notices.ts';
import type { Log, Meter } from '../../shared/ports/telemetry.ts';
import type { NoticeMetrics } from './metrics.ts';

export interface SendNoticesDeps {
  readonly notices: Pick<NoticeStore, 'find'>;
  readonly topics: NoticeTopics;
  readonly log: Log;
  readonly meter: Meter;
}

const KINDS: Readonly<Record<string, NoticeKind>> = {
  ApiKeyRejected: 'key_rejected',
  ScanFailed: 'scan_failed',
  ScanStale: 'scan_stale',
  SensitiveDataFound: 'high_risk_finding',
};

/** Ids in a notice; whoever wants the others looks into the portal. */
const MAX_IDS = 10;

/** Tells the topics of one tenant what they want to know of these facts; findings of one scan in one notice. */
export async function sendNotices(
  { notices, topics, log, meter }: SendNoticesDeps,
  tenant: Tenant,
  facts: readonly DeliveredFact[],
): Promise<void> {
  const { targets = [] } = (await notices.find(tenant)) ?? {};
  if (targets.length === 0) return;
  const counted = { sent: 0, refused: 0 };
  for (const notice of noticesOf(tenant, facts)) {
    for (const { topicArn, notices: wanted } of targets) {
      if (!wanted.includes(notice.notice)) continue;
      const outcome = await topics.publish(topicArn, notice);
      counted[outcome] += 1;
      if (outcome === 'refused') log.warn('NOTICE_REFUSED', { tenant, topicArn, notice: notice.notice });
    }
  }
  meter({ NoticesSent: counted.sent, NoticesRefused: counted.refused } satisfies NoticeMetrics);
}

export function noticesOf(tenant: Tenant, facts: readonly DeliveredFact[]): Notice[] {
  const subject = (fact: DeliveredFact, index: number) =>
    fact['detail-type'] === 'SensitiveDataFound' ? `findings of ${fact.detail.scanId}` : String(index);
  const known = facts.filter((fact) => KINDS[fact['detail-type']]);
  const groups = Map.groupBy(
    known.map((fact, index) => ({ fact, subject: subject(fact, index) })),
    (each) => each.subject,
  );
  return [...groups.values()].flatMap((group) =>
    noticeOf(
      tenant,
      group.map(({ fact }) => fact),
    ),
  );
}

function noticeOf(tenant: Tenant, facts: readonly DeliveredFact[]): Notice[] {
  const [first] = facts;
  const notice = first && KINDS[first['detail-type']];
  if (!first || !notice) return [];
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const isFinding = notice === 'high_risk_finding';
  return [
    {
      v: 1,
      notice,
      tenant,
      at: first.time,
      scanId: text(first.detail.scanId),
      code: text(first.detail.code) ?? text(first.detail.error),
      findings: isFinding ? facts.length : 0,
      eventIds: isFinding ? facts.slice(0, MAX_IDS).flatMap(({ detail }) => text(detail.eventId) ?? []) : [],
      risk: isFinding ? (facts.some(({ detail }) => detail.risk === 'critical') ? 'critical' : 'high') : null,
    },
  ];
}
