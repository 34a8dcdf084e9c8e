import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { dynamoScanStore } from '../../../shared/aws/dynamo-scan-store.ts';
import { scanRow } from '../../../shared/aws/scan-row.ts';
import { NO_COUNTS } from '../../../shared/domain/scan.ts';
import type { ScanStore } from '../../../shared/ports/scan-store.ts';
import { aFinding, anEnd, anItem, aResult, aScan } from '../../contract/samples.ts';
import { stillClock } from './still-clock.ts';

const dynamo = mockClient(DynamoDBDocumentClient);
const tables = { integrations: 'integrations', agents: 'agents', events: 'events' };
const clock = stillClock();
let store: ScanStore;

const REF = { tenant: 'acme', scanId: 'scan_1' };
const LATER = '2026-10-01T12:05:00.000Z';

/** A transaction whose conditions failed where a row (or null for none) is given. */
const cancelled = (...refusals: (object | null | undefined)[]) =>
  new TransactionCanceledException({
    $metadata: {},
    message: 'cancelled',
    CancellationReasons: refusals.map((row) =>
      row === undefined
        ? { Code: 'None' }
        : { Code: 'ConditionalCheckFailed', ...(row && { Item: marshall(row) }) },
    ),
  });
const transactions = () =>
  dynamo.commandCalls(TransactWriteCommand).map(({ args: [{ input }] }) => input.TransactItems ?? []);

beforeEach(() => {
  dynamo.reset();
  dynamo.on(GetCommand).resolves({});
  store = dynamoScanStore(dynamo as unknown as DynamoDBDocumentClient, tables, clock);
});

test('a checkpoint is one update, held to the step', async () => {
  dynamo.on(UpdateCommand).resolves({});

  await store.checkpoint(REF, 3, LATER, { phase: 'chats', phasePosition: { afterId: 'x' } });

  expect(dynamo.calls()).toHaveLength(1);
  expect(dynamo.commandCalls(UpdateCommand)[0]?.args[0].input).toEqual({
    TableName: 'integrations',
    Key: { pk: 'T#acme', sk: 'SCAN#scan_1' },
    UpdateExpression: 'SET #0 = :0, #1 = :1, #2 = :2, #3 = :3, #4 = :4',
    ConditionExpression: '#2 = :5 AND #5 = :6',
    ExpressionAttributeNames: {
      '#0': 'phase',
      '#1': 'phasePosition',
      '#2': 'step',
      '#3': 'heartbeatAt',
      '#4': 'checkpointId',
      '#5': 'status',
    },
    ExpressionAttributeValues: {
      ':0': 'chats',
      ':1': { afterId: 'x' },
      ':2': 4,
      ':3': LATER,
      ':4': expect.any(String),
      ':5': 3,
      ':6': 'scanning',
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
});

test('a checkpoint that is refused because of itself has moved the scan', async () => {
  const refuseWith = (checkpointId: (own: unknown) => unknown) =>
    dynamo.on(UpdateCommand).callsFake((input) => {
      const row = { step: 4, checkpointId: checkpointId(input.ExpressionAttributeValues[':2']) };
      throw new ConditionalCheckFailedException({ $metadata: {}, message: 'refused', Item: marshall(row) });
    });

  refuseWith((own) => own);
  expect(await store.checkpoint(REF, 3, LATER, {})).toBe('moved');
  refuseWith(() => 'of another');
  expect(await store.checkpoint(REF, 3, LATER, {})).toBe('stale');
});

test('a scan whose lock another one holds ends without touching the lock', async () => {
  dynamo.on(GetCommand).resolves({ Item: scanRow(aScan('acme')) });
  dynamo
    .on(TransactWriteCommand)
    .rejectsOnce(cancelled({ currentScanId: 'scan_2' }, undefined))
    .resolves({});

  expect(await store.finish(REF, 1, anEnd())).toBe('finished');

  expect(transactions().map((actions) => actions.map(({ Update }) => Update?.Key?.sk))).toEqual([
    ['INTEGRATION', 'SCAN#scan_1'],
    ['SCAN#scan_1'],
  ]);
});

test('the sweeper reads candidates from the index of open scans', async () => {
  dynamo.on(QueryCommand).resolves({ Items: [{ pk: 'T#acme', sk: 'SCAN#scan_1', openScan: 'open' }] });

  expect(await store.openSince(LATER, 25)).toEqual([REF]);

  expect(dynamo.commandCalls(QueryCommand)[0]?.args[0].input).toEqual({
    TableName: 'integrations',
    IndexName: 'openScans',
    KeyConditionExpression: 'openScan = :open AND heartbeatAt < :before',
    ExpressionAttributeValues: { ':open': 'open', ':before': LATER },
    Limit: 25,
  });
});

test('a chunk that would not fit in a row is refused before anything is written', async () => {
  const items = Array.from({ length: 100 }, (_, index) =>
    anItem(`item-${index}`, { email: 'x'.repeat(4_000) }),
  );

  await expect(store.putChunks({ ...REF, step: 1 }, 'a', [{ chunkId: 'a', items }])).rejects.toMatchObject({
    code: 'CHUNK_TOO_LARGE',
    extra: { chunkId: 'a', items: 100 },
  });

  expect(dynamo.calls()).toEqual([]);
});

const flagged = (index: number) =>
  aResult('acme', `item-${index}`, { index, event: { risk: 'high', findings: [aFinding('iban', 2)] } });

test('settling is one read of what is known and one transaction, once the retention is known', async () => {
  dynamo.on(BatchGetCommand).resolves({ Responses: { events: [] } });
  dynamo.on(TransactWriteCommand).resolves({});

  await store.settle(REF, 'a', [flagged(7)], LATER);

  expect(dynamo.calls().map(({ args: [command] }) => command.constructor.name)).toEqual([
    'GetCommand',
    'BatchGetCommand',
    'TransactWriteCommand',
  ]);
  const [chunk, scan, event, marker, agent, ...more] = transactions()[0] ?? [];
  expect(more).toEqual([]);
  expect(chunk?.Update).toEqual({
    TableName: 'integrations',
    Key: { pk: 'T#acme', sk: 'CHUNK#scan_1#a' },
    UpdateExpression: 'SET #0.#1 = :0',
    ConditionExpression: 'attribute_exists(#2) AND attribute_not_exists(#0.#1)',
    ExpressionAttributeNames: { '#0': 'outcomes', '#1': '7', '#2': 'pk' },
    ExpressionAttributeValues: { ':0': 'flagged' },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  expect(scan?.Update).toMatchObject({
    Key: { pk: 'T#acme', sk: 'SCAN#scan_1' },
    UpdateExpression: 'SET #0 = :0 ADD #1 :1, #2 :2',
    ConditionExpression: '#3 = :3',
    ExpressionAttributeNames: { '#0': 'heartbeatAt', '#1': 'flagged', '#2': 'findings', '#3': 'status' },
    ExpressionAttributeValues: { ':0': LATER, ':1': 1, ':2': 2, ':3': 'scanning' },
  });
  expect(event?.Update?.Key).toEqual({
    pk: 'T#acme',
    sk: `2026-09-30T09:00:00.000Z#${flagged(7).events[0]?.eventId}`,
  });
  expect(marker?.Put).toMatchObject({
    TableName: 'events',
    Item: {
      pk: 'T#acme',
      sk: 'ITEM#item-7',
      itemId: 'item-7',
      policyVersion: 'policy-1',
      risk: 'high',
      settledBy: 'scan_1/a/7',
      ttl: 1_790_856_000 + 400 * 86_400,
    },
    ConditionExpression: 'attribute_not_exists(#0)',
  });
  expect(agent?.Update).toMatchObject({
    TableName: 'agents',
    Key: { pk: 'T#acme', sk: 'AGENT#user-1#desktop' },
    UpdateExpression: 'SET #0 = :0 ADD #1 :1',
    ExpressionAttributeNames: { '#0': 'writtenAt', '#1': 'findings:high' },
  });
});

test('twenty items cost two requests, and twenty more no third', async () => {
  dynamo.on(BatchGetCommand).resolves({ Responses: { events: [] } });
  dynamo.on(TransactWriteCommand).resolves({});

  const twenty = (from: number) => Array.from({ length: 20 }, (_, index) => flagged(from + index));
  await store.settle(REF, 'a', twenty(0), LATER);
  const first = dynamo.calls().length;
  await store.settle(REF, 'a', twenty(20), LATER);

  expect([first, dynamo.calls().length - first]).toEqual([3, 2]);
});

test('settling goes on with the items that were not settled already', async () => {
  dynamo.on(BatchGetCommand).resolves({ Responses: { events: [] } });
  dynamo
    .on(TransactWriteCommand)
    .rejectsOnce(cancelled({ outcomes: { 0: 'clean' } }, undefined))
    .resolves({});

  expect(await store.settle(REF, 'a', [flagged(0), flagged(1)], LATER)).toBe('settled');

  expect(transactions()[1]?.[0]?.Update?.ExpressionAttributeNames).toMatchObject({ '#1': '1' });
  expect(transactions()[1]).toHaveLength(5);
});

test('what is known of an item is read again when it has moved since', async () => {
  const known = {
    itemId: 'item-0',
    userId: 'user-1',
    interface: 'desktop',
    risk: 'high',
    settledBy: 'scan_0/a/0',
  };
  dynamo
    .on(BatchGetCommand)
    .resolvesOnce({ Responses: { events: [] } })
    .resolves({ Responses: { events: [known] } });
  dynamo
    .on(TransactWriteCommand)
    .rejectsOnce(cancelled(undefined, undefined, undefined, known, undefined))
    .resolves({});

  expect(await store.settle(REF, 'a', [flagged(0)], LATER)).toBe('settled');

  const [, , , marker, ...agents] = transactions()[1] ?? [];
  expect(marker?.Put).toMatchObject({
    ConditionExpression: '#0 = :0',
    ExpressionAttributeNames: { '#0': 'settledBy' },
    ExpressionAttributeValues: { ':0': 'scan_0/a/0' },
  });
  expect(agents).toEqual([]);
});

test('settling in a scan that is over stops at once', async () => {
  dynamo.on(BatchGetCommand).resolves({ Responses: { events: [] } });
  dynamo.on(TransactWriteCommand).rejects(cancelled(undefined, { status: 'cancelled' }));

  expect(
    await store.settle(
      REF,
      'a',
      Array.from({ length: 30 }, (_, index) => flagged(index)),
      LATER,
    ),
  ).toBe('over');

  expect(transactions()).toHaveLength(1);
});

test('a heartbeat that meets a settling is tried again', async () => {
  const conflict = Object.assign(new Error('conflict'), { name: 'TransactionConflictException' });
  dynamo.on(UpdateCommand).rejectsOnce(conflict).resolves({});

  expect(await store.heartbeat(REF, 1, LATER, NO_COUNTS)).toBe('alive');
});
