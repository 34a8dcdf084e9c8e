/**
 * A number as people type it. Spreadsheets store long ones as `4.1111111111111111E+15`, which no detector would
 * recognise. Only the digits move, nothing is computed, so nothing is rounded.
 */
export function plainNumber(stored: string): string {
  const match = /^(-?)(\d{1,20})(?:\.(\d{1,40}))?[eE]([+-]?\d{1,3})$/.exec(stored.trim());
  if (!match) return stored.trim();
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  if (point <= 0 || point > 40) return stored.trim();
  const integer = digits.padEnd(point, '0').slice(0, point);
  const rest = digits.slice(point).replace(/0+$/, '');
  return `${sign}${integer}${rest === '' ? '' : `.${rest}`}`;
}
