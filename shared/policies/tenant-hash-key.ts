import { createHmac } from 'node:crypto';
import type { Tenant } from '../domain/tenant.ts';

/**
 * The tenant's own key for hashes of values, so that equal values of two tenants have different hashes.
 *
 * @param secret the deployment's inspection secret
 * @returns 32 bytes
 */
export const tenantHashKey = (secret: string, tenant: Tenant): Uint8Array =>
  createHmac('sha256', secret).update(tenant).digest();
