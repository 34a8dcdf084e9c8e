import { AppError } from '../errors.ts';
import type { Tenant } from './tenant.ts';

/** What a tenant can be told of at once. */
export const NOTICES = ['key_rejected', 'scan_failed', 'scan_stale', 'high_risk_finding'] as const;
export type NoticeKind = (typeof NOTICES)[number];

/** An SNS topic, and what it is told. */
export interface NoticeTarget {
  readonly topicArn: string;
  readonly notices: readonly NoticeKind[];
}

/**
 * A notice as it is sent: ids and counts for whoever looks into the portal; no person, no name, no content.
 */
export interface Notice {
  readonly v: 1;
  readonly notice: NoticeKind;
  readonly tenant: Tenant;
  /** When it happened, ISO; of several findings the first one's. */
  readonly at: string;
  readonly scanId: string | null;
  /** Why, where a scan failed or a key was rejected. */
  readonly code: string | null;
  /** Findings that are told together, with the ids of the first ten. */
  readonly findings: number;
  readonly eventIds: readonly string[];
  readonly risk: 'high' | 'critical' | null;
}

/**
 * The one name that a tenant's topics have, in whichever account: the right to publish covers these names only, and no
 * tenant can name another one's topic.
 */
export const noticeTopicName = (tenant: Tenant): string => `claude-notices-${tenant}`;

const TOPIC_ARN = /^arn:aws(?:-cn|-us-gov)?:sns:[a-z]{2}(?:-[a-z]+)+-\d:\d{12}:([A-Za-z0-9_-]{1,256})$/;

/** @throws AppError `invalid` NOTICE_TOPIC_REFUSED where it is no standard topic of the tenant's name. */
export function checkNoticeTopic(tenant: Tenant, topicArn: string): void {
  if (TOPIC_ARN.exec(topicArn)?.[1] === noticeTopicName(tenant)) return;
  throw new AppError(
    'invalid',
    'NOTICE_TOPIC_REFUSED',
    `Notices go to SNS topics that are called ${noticeTopicName(tenant)}.`,
    { extra: { topicArn } },
  );
}
