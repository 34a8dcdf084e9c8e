import { charValue } from './weighted.ts';

/** ISO 7064 mod 97-10 over digits and letters (A = 10): the remainder must be 1. */
export function isMod97(text: string): boolean {
  let remainder = 0;
  for (let i = 0; i < text.length; i++) {
    const value = charValue(text, i);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** ISO 7064 mod 11,10 over digits, check digit last (German tax id, Croatian OIB). */
export function isMod11Comma10(digits: string): boolean {
  let product = 10;
  for (let i = 0; i < digits.length - 1; i++) {
    const sum = (charValue(digits, i) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (product + charValue(digits, digits.length - 1)) % 10 === 1;
}

/** ISO 7064 mod 11-2 over digits, check character 0–9 or X last (Chinese resident identity card, ORCID). */
export function isMod11Dash2(text: string): boolean {
  let total = 0;
  for (let i = 0; i < text.length - 1; i++) total = ((total + charValue(text, i)) * 2) % 11;
  const last = text.at(-1) === 'X' ? 10 : charValue(text, text.length - 1);
  return (total + last) % 11 === 1;
}
