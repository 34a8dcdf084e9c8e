import type { Mask } from './data-type.ts';

const DOT = '•';
const MOST_TAIL = 4;
const LONGEST_SAMPLE = 40;
/** A value must be this many times longer than what stays readable. */
const HIDDEN_SHARE = 2;

/**
 * A sample for people: letters, digits and the marks of passwords become dots except the issuer or prefix and at most the
 * last four; separators stay. Short values are hidden whole, long ones are shortened.
 */
export function maskValue(value: string, { head = 0, tail = 0 }: Mask): string {
  const chars = [...value];
  const signs = chars.filter(isSign).length;
  const last = Math.min(tail, MOST_TAIL);
  if (signs === 0) return DOT.repeat(chars.length).slice(0, LONGEST_SAMPLE);
  const fits = signs >= (head + last) * HIDDEN_SHARE || (signs > head + last && signs >= 9);
  const shownHead = fits ? head : 0;
  const shownTail = fits ? last : 0;
  let seen = 0;
  const masked = chars.map((char) => {
    if (!isSign(char)) return /\s/.test(char) ? ' ' : SEPARATOR.test(char) ? char : DOT;
    const position = seen++;
    return position < shownHead || position >= signs - shownTail ? char : DOT;
  });
  return shortened(masked, shownTail);
}

/** No separator is worth keeping in a long secret: prefix, eight dots, last four. */
function shortened(masked: readonly string[], tail: number): string {
  if (masked.length <= LONGEST_SAMPLE) return masked.join('');
  const text = masked.join('');
  const hidden = text.indexOf(DOT);
  return `${text.slice(0, Math.min(hidden, 16))}${DOT.repeat(8)}${tail > 0 ? text.slice(-tail) : ''}`;
}

const SEPARATOR = /[-–./:_,;=@+()]/;

const isSign = (char: string): boolean => /[\p{L}\p{N}]/u.test(char);
