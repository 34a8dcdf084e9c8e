import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { sqsInspectionQueue } from '../../../shared/aws/sqs-inspection-queue.ts';
import { sqsPurgeQueue } from '../../../shared/aws/sqs-purge-queue.ts';
import { sqsScanLane } from '../../../shared/aws/sqs-scan-lane.ts';
import type { InspectionTask } from '../../../shared/messages.ts';

const sqs = mockClient(SQSClient);
const client = sqs as unknown as SQSClient;
const URL = 'https://sqs.example/queue';
const STEP = { v: 1, tenant: 'acme', scanId: 'scan_1', generation: 2, step: 3 } as const;

const tasks = (count: number): InspectionTask[] =>
  Array.from({ length: count }, (_, index) => ({
    v: 1,
    tenant: 'acme',
    scanId: 'scan_1',
    generation: 2,
    chunkId: 'a',
    index,
    stagedKey: `staging/acme/scan_1/a/${index}`,
  }));

beforeEach(() => sqs.reset());

test('a step travels in the group of its tenant, once per scan and step', async () => {
  sqs.on(SendMessageCommand).resolves({});

  await sqsScanLane(client, URL).send(STEP);
  await sqsScanLane(client, URL).send(STEP, '2026-10-01T12:05');

  expect(sqs.commandCalls(SendMessageCommand).map(({ args: [{ input }] }) => input)).toEqual(
    ['scan_1:3', 'scan_1:3:2026-10-01T12:05'].map((MessageDeduplicationId) => ({
      QueueUrl: URL,
      MessageBody: JSON.stringify(STEP),
      MessageGroupId: 'acme',
      MessageDeduplicationId,
    })),
  );
});

test('tasks travel by tens, in the fair-queue group of their tenant', async () => {
  sqs.on(SendMessageBatchCommand).resolves({});

  await sqsInspectionQueue(client, URL).send(tasks(12));

  const sent = sqs.commandCalls(SendMessageBatchCommand).map(({ args: [{ input }] }) => input);
  expect(sent.map(({ Entries }) => Entries?.length)).toEqual([10, 2]);
  expect(sent[1]).toEqual({
    QueueUrl: URL,
    Entries: [10, 11].map((index) => ({
      Id: String(index - 10),
      MessageBody: JSON.stringify(tasks(12)[index]),
      MessageGroupId: 'acme',
    })),
  });
});

test('tasks that the queue did not take are not reported as accepted', async () => {
  sqs
    .on(SendMessageBatchCommand)
    .resolvesOnce({ Failed: [{ Id: '3', Code: 'InternalError', SenderFault: false }], Successful: [] })
    .rejectsOnce(new Error('The connection was lost.'))
    .resolves({});

  const accepted = await sqsInspectionQueue(client, URL).send(tasks(25));

  const missing = [3, ...Array.from({ length: 10 }, (_, index) => index + 10)];
  expect(accepted.map(({ index }) => index).sort((a, b) => a - b)).toEqual(
    tasks(25)
      .map(({ index }) => index)
      .filter((index) => !missing.includes(index)),
  );
});

test('a queue that took nothing because of an error is an error', async () => {
  sqs.on(SendMessageBatchCommand).rejects(new Error('No access.'));

  await expect(sqsInspectionQueue(client, URL).send(tasks(2))).rejects.toThrow('No access.');
});

test('a purge is a plain message', async () => {
  sqs.on(SendMessageCommand).resolves({});
  const task = {
    v: 1,
    tenant: 'acme',
    generation: 2,
    scope: 'staging',
    requestedBy: 'a',
    removed: {},
  } as const;

  await sqsPurgeQueue(client, URL).send(task);

  expect(sqs.commandCalls(SendMessageCommand)[0]?.args[0].input).toEqual({
    QueueUrl: URL,
    MessageBody: JSON.stringify(task),
  });
});
