import { Cron } from 'croner';
import { AwsFault } from '../fault.ts';

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

const invalid = (expression: string): AwsFault =>
  new AwsFault('ValidationException', `Invalid Schedule Expression ${expression}.`);

/** Milliseconds of `rate(5 minutes)`. */
function rateStep(expression: string, body: string): number {
  const [, count = '', unit = ''] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(body) ?? [];
  const step = Number(count) * (UNIT_MS[unit] ?? Number.NaN);
  if (!(step > 0)) throw invalid(expression);
  return step;
}

/** AWS counts weekdays 1–7 from Sunday, croner 0–6; L alone is Saturday. The digit after `#` counts weeks and stays. */
function weekday(part: string): string {
  if (part === 'L') return '6';
  const [day = '', ...week] = part.split('#');
  const [range = '', ...step] = day.split('/');
  const shifted = range.replace(/\d/g, (digit) => String(Number(digit) - 1));
  return [[shifted, ...step].join('/'), ...week].join('#');
}

/** `5/15` means "from 5 on, each 15"; croner wants the end of the range too. */
const withEnd = (part: string, last: number): string => part.replace(/^(\d+)\//, `$1-${last}/`);

const parts = (field: string, change: (part: string) => string): string =>
  field.replaceAll('?', '*').split(',').map(change).join(',');

/** `cron(minutes hours day-of-month month day-of-week year)` in croner's seven fields. */
function cronPattern(expression: string, body: string): string {
  const fields = body.trim().split(/\s+/);
  const [minutes, hours, days, months, weekdays, years] = fields;
  if (!minutes || !hours || !days || !months || !weekdays || !years || fields.length > 6)
    throw invalid(expression);
  return [
    '0',
    parts(minutes, (part) => withEnd(part, 59)),
    parts(hours, (part) => withEnd(part, 23)),
    parts(days, (part) => withEnd(part, 31)),
    parts(months, (part) => withEnd(part, 12)),
    parts(weekdays, (part) => withEnd(weekday(part), 6)),
    parts(years, (part) => withEnd(part, 2199)),
  ].join(' ');
}

function cron(expression: string, pattern: string, timeZone: string): Cron {
  try {
    return new Cron(pattern, { timezone: timeZone, domAndDow: true, mode: '7-part' });
  } catch {
    throw invalid(expression);
  }
}

function once(expression: string, body: string, timeZone: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(body)) throw invalid(expression);
  try {
    return new Cron(body, { timezone: timeZone }).nextRun(new Date(0))?.getTime();
  } catch {
    throw invalid(expression);
  }
}

/**
 * The first due time after a moment, of a `rate(…)`, `cron(…)` or `at(…)` expression; undefined if there is none.
 * Times are epoch milliseconds.
 * @param anchor the first due time of a rate
 * @throws ValidationException if the expression is not valid
 */
export function nextDue(
  expression: string,
  timeZone: string,
  anchor: number,
  after: number,
): number | undefined {
  const [, kind, body = ''] = /^(rate|cron|at)\((.*)\)$/.exec(expression) ?? [];
  if (kind === 'rate') {
    const step = rateStep(expression, body);
    if (after < anchor) return anchor;
    return anchor + (Math.floor((after - anchor) / step) + 1) * step;
  }
  if (kind === 'cron') {
    const next = cron(expression, cronPattern(expression, body), timeZone).nextRun(new Date(after));
    return next?.getTime();
  }
  if (kind !== 'at') throw invalid(expression);
  const due = once(expression, body, timeZone);
  return due !== undefined && due > after ? due : undefined;
}
