import { startServices } from '../../local/aws/services/server.ts';
import { eventBridgeClient } from '../../shared/aws/eventbridge.ts';
import { eventBridgeFactBus } from '../../shared/aws/eventbridge-fact-bus.ts';
import type { Fact } from '../../shared/ports/fact-bus.ts';
import { memoryWorld } from '../support/memory/world.ts';
import { factBusContract } from './fact-bus.contract.ts';
import { pointToLocalAws } from './local-aws.ts';

factBusContract('memory', async () => {
  const { facts } = memoryWorld();
  return { facts, received: async () => facts.published, close: async () => {} };
});

factBusContract('EventBridge', async () => {
  const delivered: Fact[] = [];
  const server = await startServices({
    deliver: (_, event) => {
      const { 'detail-type': type, detail } = event as {
        'detail-type': Fact['type'];
        detail: Fact['detail'];
      };
      delivered.push({ type, detail });
    },
  });
  server.events.setRules([
    {
      name: 'everything',
      bus: 'facts',
      pattern: { source: ['claude-enterprise-integration'] },
      enabled: true,
      targets: [{ Arn: 'arn:aws:sqs:eu-central-1:000000000000:subscriber' }],
    },
  ]);
  pointToLocalAws({ EVENTBRIDGE: server.url });
  const client = eventBridgeClient();
  return {
    facts: eventBridgeFactBus(client, 'facts'),
    received: async () => delivered,
    close: async () => {
      client.destroy();
      await server.stop();
    },
  };
});
