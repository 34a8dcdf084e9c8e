import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { IdempotencyStore, StoredAnswer } from '../ports/idempotency-store.ts';
import { CLAIM_MS, KEPT_MS } from './idempotency.ts';
import { idempotencyKey } from './keys.ts';
import { systemClock } from './system-clock.ts';
import { terms, updateExpression } from './terms.ts';
import { putIf, type Row, updateIf } from './writes.ts';

interface ClaimRow {
  readonly requestHash: string;
  /** Tells a lost answer to our own claim from another request's claim. */
  readonly claimId: string;
  /** JSON; absent while the request is being answered. */
  readonly answer?: string;
}

export function dynamoIdempotencyStore(
  client: DynamoDBDocumentClient,
  table: string,
  clock = systemClock,
): IdempotencyStore {
  return {
    begin: async (tenant, key, requestHash, now) => {
      const claim = { requestHash, claimId: randomUUID() };
      const t = terms();
      const refusal = await putIf(client, clock, {
        TableName: table,
        Item: {
          ...idempotencyKey(tenant, key),
          ...claim,
          claimedAt: now,
          ttl: Math.floor((now + KEPT_MS) / 1_000),
        },
        ConditionExpression: [
          `attribute_not_exists(${t.name('pk')})`,
          `${t.name('claimedAt')} <= ${t.value(now - KEPT_MS)}`,
          `(attribute_not_exists(${t.name('answer')}) AND ${t.name('claimedAt')} <= ${t.value(now - CLAIM_MS)})`,
        ].join(' OR '),
        ...t.attributes(),
      });
      return refusal ? stateOf(refusal.row, claim) : { state: 'new' };
    },

    complete: async (tenant, key, answer) => {
      const t = terms();
      await updateIf(client, clock, {
        TableName: table,
        Key: idempotencyKey(tenant, key),
        UpdateExpression: updateExpression({ set: [t.is('answer', JSON.stringify(answer))] }),
        ConditionExpression: `attribute_exists(${t.name('pk')})`,
        ...t.attributes(),
      });
    },

    abandon: async (tenant, key) => {
      try {
        await client.send(
          new DeleteCommand({
            TableName: table,
            Key: idempotencyKey(tenant, key),
            ConditionExpression: 'attribute_not_exists(answer)',
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
}

function stateOf(row: Row | undefined, own: ClaimRow): Awaited<ReturnType<IdempotencyStore['begin']>> {
  const { requestHash, claimId, answer } = (row ?? {}) as Partial<ClaimRow>;
  if (claimId === own.claimId) return { state: 'new' };
  if (requestHash !== own.requestHash) return { state: 'mismatch' };
  return answer ? { state: 'answered', answer: JSON.parse(answer) as StoredAnswer } : { state: 'running' };
}
