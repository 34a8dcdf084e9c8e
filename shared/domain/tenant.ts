import { AppError } from '../errors.ts';

/** A portal customer. Comes from the verified token, never from input; every table key and every object key begins with it. */
export type Tenant = string;

const TENANT = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/**
 * The tenant named by a token's claim.
 * `#` and `/` are impossible in it, so `T#a` can never be the prefix of another tenant's keys.
 */
export function tenantFrom(claim: unknown): Tenant {
  if (typeof claim === 'string' && TENANT.test(claim)) return claim;
  throw new AppError('forbidden', 'NO_TENANT', 'The token names no valid tenant.');
}
