import type { Tenant } from '../domain/tenant.ts';

export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Answers of requests with an `Idempotency-Key`, kept for 24 hours. */
export interface IdempotencyStore {
  /** Claims the key for this request. `running`: the same request is being answered right now. */
  begin(
    tenant: Tenant,
    key: string,
    requestHash: string,
    now: number,
  ): Promise<
    | { state: 'new' }
    | { state: 'running' }
    | { state: 'mismatch' }
    | { state: 'answered'; answer: StoredAnswer }
  >;
  complete(tenant: Tenant, key: string, answer: StoredAnswer): Promise<void>;
  /** Gives the key back when the request ended without an answer worth keeping. */
  abandon(tenant: Tenant, key: string): Promise<void>;
}
