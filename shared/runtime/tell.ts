import type { Fact, FactBus } from '../ports/fact-bus.ts';
import type { Log } from '../ports/telemetry.ts';
import { errorFacts } from './log.ts';

/** Publishes a fact about something that is done already: a bus that fails cannot undo it, so the log keeps it. */
export async function tell(
  { facts, log }: { readonly facts: FactBus; readonly log: Log },
  fact: Fact,
): Promise<void> {
  await facts.publish([fact]).catch((error: unknown) => {
    log.error('FACT_LOST', { type: fact.type, ...fact.detail, ...errorFacts(error) });
  });
}
