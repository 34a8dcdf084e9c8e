import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { batches } from '../concurrency.ts';
import { AppError } from '../errors.ts';
import type { Fact, FactBus } from '../ports/fact-bus.ts';
import { backOff } from './back-off.ts';
import { systemClock } from './system-clock.ts';

const SOURCE = 'claude-enterprise-integration';

/** PutEvents takes ten (EventBridge, quotas). */
const MAX_ENTRIES = 10;
const ATTEMPTS = 4;

export function eventBridgeFactBus(client: EventBridgeClient, busName: string, clock = systemClock): FactBus {
  /** Returns the facts that the bus did not take. */
  const put = async (facts: readonly Fact[]): Promise<Fact[]> => {
    const { Entries = [] } = await client.send(
      new PutEventsCommand({
        Entries: facts.map(({ type, detail }) => ({
          EventBusName: busName,
          Source: SOURCE,
          DetailType: type,
          Detail: JSON.stringify(detail),
        })),
      }),
    );
    return facts.filter((_, index) => Entries[index]?.ErrorCode);
  };

  return {
    publish: async (facts) => {
      for (const batch of batches(facts, MAX_ENTRIES)) {
        let open: readonly Fact[] = batch;
        for (let attempt = 1; open.length > 0; attempt += 1) {
          if (attempt > ATTEMPTS) throw notPublished(open);
          if (attempt > 1) await backOff(clock, attempt);
          open = await put(open);
        }
      }
    },
  };
}

const notPublished = (facts: readonly Fact[]) =>
  new AppError('upstream-busy', 'FACTS_NOT_PUBLISHED', 'The event bus did not take everything.', {
    extra: { facts: facts.length },
  });
