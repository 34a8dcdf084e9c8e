import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Notice } from '../domain/notice.ts';
import type { NoticeTopics } from '../ports/notices.ts';

const SUBJECTS = {
  key_rejected: 'Claude Enterprise: the API key was rejected',
  scan_failed: 'Claude Enterprise: a scan failed',
  scan_stale: 'Claude Enterprise: scans are behind',
  high_risk_finding: 'Claude Enterprise: high-risk findings',
} as const satisfies Record<Notice['notice'], string>;

/** @param clientFor a client for the region of a topic: SNS publishes within its own region only */
export const snsNoticeTopics = (clientFor: (region: string) => SNSClient): NoticeTopics => ({
  publish: async (topicArn, notice) => {
    const attribute = (StringValue: string) => ({ DataType: 'String', StringValue });
    try {
      await clientFor(topicArn.split(':')[3] ?? '').send(
        new PublishCommand({
          TopicArn: topicArn,
          Subject: SUBJECTS[notice.notice],
          Message: JSON.stringify(notice),
          MessageAttributes: { notice: attribute(notice.notice), tenant: attribute(notice.tenant) },
        }),
      );
      return 'sent';
    } catch (error) {
      if (isRefusal(error)) return 'refused';
      throw error;
    }
  },
});

/** What no second attempt changes: the topic, its policy or its key has to. Throttles are an `AppError` by now. */
function isRefusal(error: unknown): boolean {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  return status >= 400 && status < 500;
}
