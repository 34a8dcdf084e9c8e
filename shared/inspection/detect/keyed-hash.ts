import { createHmac } from 'node:crypto';

/**
 * Keyed hash of a value, however it is written: case, blanks and punctuation do not matter. Equal values of one tenant
 * have equal hashes, and without the key nothing can be tried. Used for exclusions; the value itself is kept nowhere.
 *
 * @returns 32 hex characters
 */
export function fingerprintOf(key: Uint8Array, value: string): string {
  return createHmac('sha256', key)
    .update(`value\0${signsOf(value)}`)
    .digest('hex')
    .slice(0, 32);
}

/** The letters and digits of a value, which tell it from others. */
export const signsOf = (value: string): string =>
  value
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
