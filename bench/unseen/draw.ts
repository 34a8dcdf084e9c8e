import type { Random } from '../detectors/random.ts';

export const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const LOWER = 'abcdefghijklmnopqrstuvwxyz';
export const DIGITS = '0123456789';
export const HEX = '0123456789abcdef';
export const BASE62 = UPPER + LOWER + DIGITS;
export const BASE32 = `${UPPER}234567`;

/** So many characters of an alphabet. */
export const chars = (r: Random, alphabet: string, count: number): string =>
  Array.from({ length: count }, () => alphabet[r.int(alphabet.length)]).join('');

export const digits = (r: Random, count: number): string => chars(r, DIGITS, count);

/** Fills a picture: `#` digit, `@` upper-case letter, `*` either, `~` base62, `%` hex, `!` digit from 1; the rest stays. */
export const fill = (r: Random, picture: string): string =>
  picture.replace(/[#@*~%!]/g, (sign) => {
    if (sign === '#') return chars(r, DIGITS, 1);
    if (sign === '!') return chars(r, '123456789', 1);
    if (sign === '@') return chars(r, UPPER, 1);
    if (sign === '*') return chars(r, UPPER + DIGITS, 1);
    return chars(r, sign === '%' ? HEX : BASE62, 1);
  });

/** Draws until there is a value: some bodies have no check digit. */
export function until<T>(draw: () => T | undefined): T {
  for (;;) {
    const value = draw();
    if (value !== undefined) return value;
  }
}

export const between = (r: Random, least: number, most: number): number => least + r.int(most - least + 1);
export const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Cuts into groups of the given sizes, joined. */
export function grouped(value: string, sizes: readonly number[], separator: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const size of sizes) {
    parts.push(value.slice(at, at + size));
    at += size;
  }
  return [...parts, value.slice(at)].filter(Boolean).join(separator);
}

export interface Day {
  readonly yyyy: string;
  readonly yy: string;
  readonly mm: string;
  readonly dd: string;
}

/** A day on which somebody may have been born. */
export function birthday(r: Random, from = 1942, to = 2006): Day {
  const year = between(r, from, to);
  return {
    yyyy: String(year),
    yy: pad(year % 100, 2),
    mm: pad(between(r, 1, 12), 2),
    dd: pad(between(r, 1, 28), 2),
  };
}
