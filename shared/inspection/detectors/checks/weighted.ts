/** Value of one character: digits as they are, letters A = 10 … Z = 35. */
export function charValue(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code <= 57 ? code - 48 : code - 55;
}

/** Sum of the first characters' values times the weights. */
export function weightedSum(text: string, weights: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += charValue(text, i) * weights[i]!;
  return sum;
}

/** All characters the same: never a real number. */
export function isRepeated(text: string): boolean {
  if (text.length < 2) return false;
  const first = text.charCodeAt(0);
  for (let i = 1; i < text.length; i++) if (text.charCodeAt(i) !== first) return false;
  return true;
}

/** 0123456789, 123456789, 987654321: typed, not issued. */
export function isSequence(digits: string): boolean {
  // Nearly all numbers are told by their first two digits.
  const step = Math.abs(digits.charCodeAt(1) - digits.charCodeAt(0));
  if (step !== 1 && step !== 9 && digits.length > 1) return false;
  return '01234567890123456789'.includes(digits) || '98765432109876543210'.includes(digits);
}

/** Value of the last character: the check digit of most numbers. */
export const lastValue = (text: string): number => charValue(text, text.length - 1);

/** Remainder of a number with any count of digits. */
export function remainderOf(digits: string, modulus: number): number {
  let remainder = 0;
  for (let i = 0; i < digits.length; i++) remainder = (remainder * 10 + charValue(digits, i)) % modulus;
  return remainder;
}
