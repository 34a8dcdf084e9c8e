import type { Template } from './world/documents/plan.ts';

/** Why a correct scan doesn't read an item. The names are the product's. */
export const SKIP_REASONS = {
  empty: 'No content; counts as clean',
  encrypted: 'A PDF or a ZIP that needs a password',
  truncated: 'A Word file that ends in the middle',
  too_compressed: 'An archive that expands to hundreds of megabytes',
  unknown_format: 'Bytes of no known format',
  unsupported_format: 'An image without text',
  too_large: 'More bytes than any limit allows',
  deleted_by_user: 'Its user deleted it, and the list says so: there is nothing to read',
  gone: 'Deleted since: 404, or a deleted chat',
} as const;
export type SkipReason = keyof typeof SKIP_REASONS;

/** What makes a document of a template unreadable. */
export const REASON_OF_TEMPLATE: Partial<Record<Template, SkipReason>> = {
  image: 'unsupported_format',
  empty: 'empty',
  'truncated-docx': 'truncated',
  'encrypted-pdf': 'encrypted',
  'encrypted-zip': 'encrypted',
  'archive-bomb': 'too_compressed',
  'unknown-binary': 'unknown_format',
  oversize: 'too_large',
};
