import type { Tenant } from '../domain/tenant.ts';

export interface ExportFile {
  readonly name: string;
  readonly mediaType: string;
  readonly text: AsyncIterable<string>;
}

/** Where exports go that are too large for an answer. */
export interface ExportArea {
  /** Streams the file to the tenant's own place; `url` opens it without a token until `expiresAt` (ISO). */
  put(tenant: Tenant, file: ExportFile): Promise<{ url: string; expiresAt: string }>;
}
