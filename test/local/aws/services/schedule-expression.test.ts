import { expect, test } from 'vitest';
import { nextDue } from '../../../../local/aws/services/schedule-expression.ts';

const START = Date.parse('2026-01-01T00:00:00Z');

/** The next due times after the start of 2026 (a Thursday), as ISO text without milliseconds. */
function dueTimes(expression: string, count: number, timeZone = 'UTC'): string[] {
  const found: string[] = [];
  let after = START;
  for (let i = 0; i < count; i += 1) {
    const due = nextDue(expression, timeZone, START, after);
    if (due === undefined) break;
    found.push(new Date(due).toISOString().replace('.000Z', 'Z'));
    after = due;
  }
  return found;
}

test.each([
  ['rate(1 minute)', ['2026-01-01T00:01:00Z', '2026-01-01T00:02:00Z']],
  ['rate(24 hours)', ['2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z']],
  ['rate(7 days)', ['2026-01-08T00:00:00Z', '2026-01-15T00:00:00Z']],
  ['cron(0 9 ? * MON-FRI *)', ['2026-01-01T09:00:00Z', '2026-01-02T09:00:00Z', '2026-01-05T09:00:00Z']],
  ['cron(0 9 ? * 2-6 *)', ['2026-01-01T09:00:00Z', '2026-01-02T09:00:00Z', '2026-01-05T09:00:00Z']],
  ['cron(0 9 ? * 1 *)', ['2026-01-04T09:00:00Z', '2026-01-11T09:00:00Z']],
  ['cron(0 9 ? * 6#3 *)', ['2026-01-16T09:00:00Z', '2026-02-20T09:00:00Z']],
  ['cron(0 9 ? * 6L *)', ['2026-01-30T09:00:00Z', '2026-02-27T09:00:00Z']],
  ['cron(0 9 ? * L *)', ['2026-01-03T09:00:00Z', '2026-01-10T09:00:00Z']],
  ['cron(0 9 L * ? *)', ['2026-01-31T09:00:00Z', '2026-02-28T09:00:00Z']],
  ['cron(5/20 8 1 * ? *)', ['2026-01-01T08:05:00Z', '2026-01-01T08:25:00Z', '2026-01-01T08:45:00Z']],
  ['cron(0 0 1 1 ? 2028)', ['2028-01-01T00:00:00Z']],
  ['at(2026-03-01T12:00:00)', ['2026-03-01T12:00:00Z']],
  ['at(2025-03-01T12:00:00)', []],
])('%s', (expression, expected) => {
  expect(dueTimes(expression, Math.max(expected.length, 1))).toEqual(expected);
});

test('a time zone moves the hours, with and without daylight saving time', () => {
  expect(dueTimes('cron(0 9 1 1,7 ? *)', 2, 'Europe/Berlin')).toEqual([
    '2026-01-01T08:00:00Z',
    '2026-07-01T07:00:00Z',
  ]);
  expect(dueTimes('at(2026-07-01T09:00:00)', 1, 'America/New_York')).toEqual(['2026-07-01T13:00:00Z']);
});

test('a rate is due at its anchor first', () => {
  const anchor = START + 90_000;
  expect(nextDue('rate(1 hour)', 'UTC', anchor, START)).toBe(anchor);
  expect(nextDue('rate(1 hour)', 'UTC', anchor, anchor)).toBe(anchor + 3_600_000);
});

test.each(['rate(0 minutes)', 'rate(5 weeks)', 'cron(* *)', 'cron(61 * * * ? *)', 'at(tomorrow)', 'daily'])(
  '%s is refused',
  (expression) => {
    expect(() => nextDue(expression, 'UTC', START, START)).toThrow(/Invalid Schedule Expression/);
  },
);
