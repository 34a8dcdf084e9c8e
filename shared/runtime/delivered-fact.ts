import { tenantFrom } from '../domain/tenant.ts';
import type { DeliveredFact } from '../ports/fact-archive.ts';

/** The fact in the body of a queue's message, where a rule of the bus has put it. Undefined for what is none. */
export function deliveredFact(body: string): DeliveredFact | undefined {
  try {
    const fact = JSON.parse(body) as Partial<DeliveredFact> | null;
    tenantFrom(fact?.detail?.tenant);
    const isFact =
      typeof fact?.id === 'string' &&
      /^\d{4}-\d\d-\d\dT/.test(String(fact.time)) &&
      typeof fact['detail-type'] === 'string';
    return isFact ? (fact as DeliveredFact) : undefined;
  } catch {
    return undefined;
  }
}
