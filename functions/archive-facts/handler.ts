import type { SQSEvent } from 'aws-lambda';
import type { FactArchive } from '../../shared/ports/fact-archive.ts';
import type { Log } from '../../shared/ports/telemetry.ts';
import { deliveredFact } from '../../shared/runtime/delivered-fact.ts';
import { archiveFacts } from './archive-facts.ts';

/** The whole batch is one file for each tenant and day, or comes again. What is no fact is left out, and said. */
export const createHandler =
  (deps: { readonly archive: Pick<FactArchive, 'write'>; readonly log: Log }) =>
  async ({ Records }: SQSEvent): Promise<void> => {
    const facts = Records.flatMap(({ body, messageId }) => {
      const fact = deliveredFact(body);
      if (!fact) deps.log.warn('MESSAGE_DROPPED', { messageId, error: 'BAD_MESSAGE' });
      return fact ?? [];
    });
    await archiveFacts(deps, facts);
    deps.log.info('FACTS_ARCHIVED', { facts: facts.length });
  };
