import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { eventBridgeFactBus } from '../../../shared/aws/eventbridge-fact-bus.ts';
import type { Fact } from '../../../shared/ports/fact-bus.ts';
import { stillClock } from './still-clock.ts';

const bus = mockClient(EventBridgeClient);
const facts = eventBridgeFactBus(bus as unknown as EventBridgeClient, 'the-bus', stillClock());
const aFact = (scanId: string): Fact => ({ type: 'ScanStarted', detail: { tenant: 'acme', scanId } });
const refused = { ErrorCode: 'ThrottlingException', ErrorMessage: 'busy' };
const sent = () => bus.commandCalls(PutEventsCommand).map(({ args: [{ input }] }) => input.Entries ?? []);

beforeEach(() => bus.reset());

test('a fact is an event with its type and plain JSON', async () => {
  bus.on(PutEventsCommand).resolves({ Entries: [{ EventId: '1' }] });

  await facts.publish([aFact('scan_1')]);

  expect(sent()).toEqual([
    [
      {
        EventBusName: 'the-bus',
        Source: 'claude-enterprise-integration',
        DetailType: 'ScanStarted',
        Detail: '{"tenant":"acme","scanId":"scan_1"}',
      },
    ],
  ]);
});

test('entries that the bus refused are sent again, the others are not', async () => {
  bus
    .on(PutEventsCommand)
    .resolvesOnce({ FailedEntryCount: 1, Entries: [{ EventId: '1' }, refused] })
    .resolves({ Entries: [{ EventId: '2' }] });

  await facts.publish([aFact('scan_1'), aFact('scan_2')]);

  expect(sent()[1]?.map(({ Detail }) => Detail)).toEqual(['{"tenant":"acme","scanId":"scan_2"}']);
});

test('entries that the bus keeps refusing are an error', async () => {
  bus.on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries: [refused] });

  await expect(facts.publish([aFact('scan_1')])).rejects.toMatchObject({
    kind: 'upstream-busy',
    code: 'FACTS_NOT_PUBLISHED',
    extra: { facts: 1 },
  });
  expect(sent()).toHaveLength(4);
});
