/** Luhn check of a string of digits (ISO/IEC 7812-1, annex B): the last digit is the check digit. */
export function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** The digit that makes the digits before it pass. */
export function luhnDigit(digits: string): string {
  for (let check = 0; check < 10; check++) if (isLuhn(`${digits}${check}`)) return String(check);
  throw new RangeError('digits only');
}
