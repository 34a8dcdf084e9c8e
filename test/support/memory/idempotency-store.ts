import { CLAIM_MS, KEPT_MS } from '../../../shared/aws/idempotency.ts';
import type { IdempotencyStore, StoredAnswer } from '../../../shared/ports/idempotency-store.ts';
import { rowKey } from './state.ts';

interface Claim {
  readonly requestHash: string;
  readonly claimedAt: number;
  readonly answer: StoredAnswer | undefined;
}

export function memoryIdempotencyStore(): IdempotencyStore {
  const claims = new Map<string, Claim>();

  return {
    begin: async (tenant, key, requestHash, now) => {
      const claim = claims.get(rowKey(tenant, key));
      const age = now - (claim?.claimedAt ?? 0);
      const free = !claim || age >= KEPT_MS || (!claim.answer && age >= CLAIM_MS);
      if (free) {
        claims.set(rowKey(tenant, key), { requestHash, claimedAt: now, answer: undefined });
        return { state: 'new' };
      }
      if (claim.requestHash !== requestHash) return { state: 'mismatch' };
      return claim.answer ? { state: 'answered', answer: claim.answer } : { state: 'running' };
    },

    complete: async (tenant, key, answer) => {
      const claim = claims.get(rowKey(tenant, key));
      if (claim) claims.set(rowKey(tenant, key), { ...claim, answer });
    },

    abandon: async (tenant, key) => {
      if (!claims.get(rowKey(tenant, key))?.answer) claims.delete(rowKey(tenant, key));
    },
  };
}
