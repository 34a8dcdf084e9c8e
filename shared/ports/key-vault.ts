import type { Tenant } from '../domain/tenant.ts';

/** Where Compliance Access Keys live; nothing else holds one. */
export interface KeyVault {
  /** A secret id that nothing is stored under yet. */
  newId(tenant: Tenant): string;
  /** Stores a key, under a new id unless one is given; returns it. */
  put(tenant: Tenant, apiKey: string, secretId?: string): Promise<string>;
  /** Undefined where it is gone. */
  get(secretId: string): Promise<string | undefined>;
  /** At once and for good. A missing one is a success. */
  remove(secretId: string): Promise<void>;
}
