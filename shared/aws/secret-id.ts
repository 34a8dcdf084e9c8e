import { randomUUID } from 'node:crypto';
import { type Tenant, tenantFrom } from '../domain/tenant.ts';

/** Ids of keys that KMS alone opens, and that are not in Secrets Manager, begin with it. */
export const KMS_PREFIX = 'kms/';

/** A new id such as `<prefix>acme/0b6f…`. */
export const newSecretId = (prefix: string, tenant: Tenant): string =>
  `${prefix}${tenantFrom(tenant)}/${randomUUID()}`;

/** The tenant of an id. @throws AppError `forbidden` where it names none. */
export const tenantOfSecret = (secretId: string): Tenant => tenantFrom(secretId.split('/').at(-2));
