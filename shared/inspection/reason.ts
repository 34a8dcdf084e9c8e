/** Why an item, or a part of it, was not read. The words are for people. */
export const REASONS = {
  empty: 'The item has no content',
  encrypted: 'The content is encrypted or protected by a password',
  truncated: 'The content ends before it is complete',
  corrupt: 'The content is damaged and cannot be read',
  too_large: 'The content is larger than the limit',
  too_deep: 'The content is nested deeper than the limit',
  too_compressed: 'The content expands to far more than its size, like an archive bomb',
  too_many_members: 'The archive has more members than the limit',
  too_slow: 'The inspection took longer than its time budget',
  unknown_format: 'The format of the content is not recognised',
  unsupported_format: 'The format of the content is recognised but not read',
  inspection_error: 'The inspection itself failed',
} as const;

export type Reason = keyof typeof REASONS;

/** The sentence that explains a reason to people. */
export function describeReason(reason: Reason): string {
  return REASONS[reason];
}
