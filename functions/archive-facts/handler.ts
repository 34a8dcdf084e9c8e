import type { SQSEvent } from 'aws-lambda';
import type { FactArchive, Log } from '../../shared/ports.ts';
import { archiveFacts, type DeliveredFact } from './archive-facts.ts';

/** The whole batch is one file or comes again. What is no fact is left out, and said. */
export const createHandler =
  (deps: { readonly archive: FactArchive; readonly log: Log }) =>
  async ({ Records }: SQSEvent): Promise<void> => {
    const facts = Records.flatMap(({ body, messageId }) => {
      const fact = factIn(body);
      if (!fact) deps.log.warn('MESSAGE_DROPPED', { messageId, error: 'BAD_MESSAGE' });
      return fact ?? [];
    });
    await archiveFacts(deps, facts);
    deps.log.info('FACTS_ARCHIVED', { facts: facts.length });
  };

function factIn(body: string): DeliveredFact | undefined {
  try {
    const fact = JSON.parse(body) as Partial<DeliveredFact> | null;
    const isFact =
      typeof fact?.id === 'string' &&
      /^\d{4}-\d\d-\d\dT/.test(String(fact.time)) &&
      typeof fact['detail-type'] === 'string' &&
      typeof fact.detail === 'object';
    return isFact ? (fact as DeliveredFact) : undefined;
  } catch {
    return undefined;
  }
}
