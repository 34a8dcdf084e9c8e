import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { DeliveredFact } from '../../shared/ports/fact-archive.ts';
import { deliveredFact } from '../../shared/runtime/delivered-fact.ts';
import { errorFacts } from '../../shared/runtime/log.ts';
import { forTenant } from '../../shared/tenancy.ts';
import { type SendNoticesDeps, sendNotices } from './send-notices.ts';

/** A batch at once, since findings of one scan are one notice; what belongs to a tenant that failed comes again. */
export const createHandler =
  (deps: SendNoticesDeps) =>
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const messageIds = new Map<DeliveredFact, string>();
    for (const { messageId, body } of Records) {
      const fact = deliveredFact(body);
      if (fact) messageIds.set(fact, messageId);
      else deps.log.warn('MESSAGE_DROPPED', { messageId, error: 'BAD_MESSAGE' });
    }
    const failed: DeliveredFact[] = [];
    for (const [tenant, facts] of Map.groupBy(messageIds.keys(), ({ detail }) => detail.tenant)) {
      try {
        await forTenant(tenant, () => sendNotices(deps, tenant, facts));
      } catch (error) {
        deps.log.warn('NOTICES_FAILED', { tenant, facts: facts.length, ...errorFacts(error) });
        failed.push(...facts);
      }
    }
    return { batchItemFailures: failed.map((fact) => ({ itemIdentifier: messageIds.get(fact) ?? '' })) };
  };
