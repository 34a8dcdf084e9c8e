import type { Fact, FactBus, FactType } from '../ports/fact-bus.ts';
import type { Meter } from '../ports/telemetry.ts';

/** Metrics that come of facts: one named after each kind of fact, which counts them, and the length of finished scans. */
export type FactMetric = FactType | 'ScanSeconds';

/** The same bus, which also counts what it has taken. */
export const countedFacts = (bus: FactBus, meter: Meter): FactBus => ({
  publish: async (facts) => {
    await bus.publish(facts);
    for (const [type, told] of Map.groupBy(facts, (fact) => fact.type)) {
      meter({ [type]: told.length } satisfies Partial<Record<FactMetric, number>>);
    }
    for (const fact of facts) {
      if (fact.type === 'ScanCompleted') meter({ ScanSeconds: secondsOf(fact) });
    }
  },
});

const secondsOf = ({ detail: { startedAt, endedAt } }: Fact): number =>
  (Date.parse(String(endedAt)) - Date.parse(String(startedAt))) / 1_000;
