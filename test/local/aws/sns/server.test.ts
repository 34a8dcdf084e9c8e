import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SnsServer, startSns } from '../../../../local/aws/sns/server.ts';
import { snsNoticeTopics } from '../../../../shared/aws/sns-notice-topics.ts';
import type { Notice } from '../../../../shared/domain/notice.ts';
import { clientTo } from '../support/endpoint.ts';

let server: SnsServer;
let sns: SNSClient;

beforeAll(async () => {
  server = await startSns();
  sns = new SNSClient(clientTo(server.url));
});
afterAll(() => server.stop());

const notice: Notice = {
  v: 1,
  notice: 'scan_failed',
  tenant: 'acme',
  at: '2026-10-01T12:00:00Z',
  scanId: 'scan_1',
  code: 'SCAN_STUCK',
  findings: 0,
  eventIds: [],
  risk: null,
};
const TopicArn = 'arn:aws:sns:eu-central-1:111122223333:claude-notices-acme';

test('what is published can be looked at, with subject and attributes to filter by', async () => {
  expect(await snsNoticeTopics(() => sns).publish(TopicArn, notice)).toBe('sent');

  expect(server.published().at(-1)).toMatchObject({
    topicArn: TopicArn,
    subject: 'Claude Enterprise: a scan failed',
    message: JSON.stringify(notice),
    attributes: { notice: 'scan_failed', tenant: 'acme' },
  });
});

test('the client of the region of the topic is asked for', async () => {
  const regions: string[] = [];
  const topics = snsNoticeTopics((region) => {
    regions.push(region);
    return sns;
  });

  await topics.publish(TopicArn, notice);

  expect(regions).toEqual(['eu-central-1']);
});

test('what SNS refuses is refused for good', async () => {
  expect(await snsNoticeTopics(() => sns).publish('no topic', notice)).toBe('refused');
  await expect(sns.send(new PublishCommand({ TopicArn, Message: '' }))).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
});

test('the latest messages are kept', async () => {
  for (let n = 0; n < 210; n += 1) await sns.send(new PublishCommand({ TopicArn, Message: String(n) }));

  expect(server.published()).toHaveLength(200);
  expect(server.published().at(-1)?.message).toBe('209');
});
