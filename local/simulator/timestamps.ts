const TIMESTAMP =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2})?)(\.\d{1,9})?(Z|z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * An RFC 3339 time as epoch milliseconds; without an offset it counts as UTC, where that is allowed.
 *
 * @param refuse makes the error of a constraint that doesn't hold. Only the first text is published.
 */
export function parseTimestamp(
  value: string,
  offsetRequired: boolean,
  refuse: (constraint: string) => Error,
): number {
  const match = TIMESTAMP.exec(value);
  if (!match) {
    const why = /^\d{4}/.test(value) ? 'invalid datetime separator or length' : 'invalid character in year';
    throw refuse(`Input should be a valid datetime or date, ${why}`);
  }
  const [, date, time = '00:00:00', fraction = '', offset] = match;
  if (offsetRequired && offset === undefined) throw refuse('Input should have timezone info');
  const whole = Date.parse(`${date}T${time}${offset?.toUpperCase() ?? 'Z'}`);
  if (Number.isNaN(whole))
    throw refuse('Input should be a valid datetime or date, month or day value is outside expected range');
  return whole + Number(fraction || 0) * 1000;
}
