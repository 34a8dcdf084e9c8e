import { createHash } from 'node:crypto';

/** SHA-256, hex, over the parts; parts are kept apart, so `['ab','c']` and `['a','bc']` differ. */
export const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');
