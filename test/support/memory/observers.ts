import type { Fact, FactBus } from '../../../shared/ports/fact-bus.ts';
import type { Log, Meter } from '../../../shared/ports/telemetry.ts';

export const memoryFactBus = (published: Fact[]): FactBus => ({
  publish: async (facts) => {
    published.push(...facts);
  },
});

export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error';
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export function memoryLog(): Log & { readonly entries: LogEntry[] } {
  const entries: LogEntry[] = [];
  const at =
    (level: LogEntry['level']) =>
    (code: string, facts: Readonly<Record<string, unknown>> = {}) => {
      entries.push({ level, code, facts });
    };
  return { entries, info: at('info'), warn: at('warn'), error: at('error') };
}

/** A meter that adds up. */
export function memoryMeter(): Meter & { readonly totals: Map<string, number> } {
  const totals = new Map<string, number>();
  const meter: Meter = (metrics) => {
    for (const [name, value] of Object.entries(metrics)) totals.set(name, (totals.get(name) ?? 0) + value);
  };
  return Object.assign(meter, { totals });
}
