import { createHmac } from 'node:crypto';
import type { Tenant } from '../domain/tenant.ts';
import { tenantHashKey } from '../policies/tenant-hash-key.ts';

/**
 * What is remembered of a purged person: recognises the id when it comes again, and cannot be turned back into it.
 *
 * @param secret the deployment's inspection secret
 */
export const personHash = (secret: string, tenant: Tenant, userId: string): string =>
  createHmac('sha256', tenantHashKey(secret, tenant)).update(`person:${userId}`).digest('hex');
