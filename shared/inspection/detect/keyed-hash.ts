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

/**
 * A fast keyed 52-bit hash for counting distinct values within one item; never leaves the process.
 */
export function distinctHash(seed: number, value: string): number {
  let low = seed | 0;
  let high = ~seed | 0;
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    low = Math.imul(low ^ code, 0x85eb_ca6b);
    low ^= low >>> 15;
    high = Math.imul(high ^ code, 0xc2b2_ae35);
    high ^= high >>> 13;
  }
  return (low >>> 0) * 0x10_0000 + ((high >>> 0) & 0xf_ffff);
}
