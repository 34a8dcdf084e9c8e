import type { Tenant } from '../domain/tenant.ts';
import type { ScanRef } from './scan-store.ts';

export interface StagedObject {
  readonly body: AsyncIterable<Uint8Array>;
  readonly sizeBytes: number;
  /** As the provider said, untrusted. */
  readonly name: string | null;
  readonly mimeType: string | null;
}

export interface StagingArea {
  /** Streams the body to `key`; an error of the body leaves nothing behind. Returns the bytes written. */
  put(
    key: string,
    body: AsyncIterable<Uint8Array>,
    origin: { readonly name: string | null; readonly mimeType: string | null },
  ): Promise<number>;
  /** Undefined where it is gone. */
  get(key: string): Promise<StagedObject | undefined>;
  remove(keys: readonly string[]): Promise<void>;
  /** What was staged for a scan; returns how many objects. */
  removeOf(scan: ScanRef): Promise<number>;
  /** Everything of a tenant; returns how many objects. */
  removeAll(tenant: Tenant): Promise<{ staged: number; exports: number }>;
  /** Removes those of these keys that are there; returns how many. */
  removeListed(tenant: Tenant, keys: readonly string[]): Promise<number>;
  /** The tenant's exports; returns how many. */
  removeExports(tenant: Tenant): Promise<number>;
}
