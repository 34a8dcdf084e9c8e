import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysBetween } from '../../../shared/domain/day.ts';
import { lowerBound, upperBound } from '../../../shared/domain/window.ts';

const at = (time: string) => Date.parse(time);
const iso = (ms: number) => new Date(ms).toISOString();

describe('the window of a scan', () => {
  test('ends two minutes before the provider’s clock', () => {
    expect(iso(upperBound(at('2026-10-02T12:00:00Z')))).toBe('2026-10-02T11:58:00.000Z');
  });

  test('begins on the first scan with a whole day, the look-back before its end', () => {
    expect(iso(lowerBound(null, 30, at('2026-10-31T11:58:00Z')))).toBe('2026-10-01T00:00:00.000Z');
  });

  test('begins later with the day that the previous scan had reached', () => {
    expect(iso(lowerBound(at('2026-10-02T11:58:00Z'), 30, at('2026-10-03T11:58:00Z')))).toBe(
      '2026-10-02T00:00:00.000Z',
    );
  });

  test('looks ten minutes further back, into the day before where needed', () => {
    expect(iso(lowerBound(at('2026-10-02T00:05:00Z'), 30, at('2026-10-03T00:05:00Z')))).toBe(
      '2026-10-01T00:00:00.000Z',
    );
  });
});

test('the days of a window are all that have an instant in it', () => {
  expect(daysBetween(at('2026-02-27T23:59:59Z'), at('2026-03-01T00:00:01Z'))).toEqual([
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
  ]);
  expect(daysBetween(at('2026-03-01T00:00:00Z'), at('2026-03-02T00:00:00Z'))).toEqual(['2026-03-01']);
});

describe('whatever the times', () => {
  const now = fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z') });
  const pauses = fc.array(fc.integer({ min: 0, max: 40 * 86_400_000 }), { minLength: 1, maxLength: 10 });

  test('scans one after the other leave no instant between them unread, and read whole days', () => {
    fc.assert(
      fc.property(now, fc.integer({ min: 1, max: 2_190 }), pauses, (start, lookback, waits) => {
        let readUpTo: number | null = null;
        let time = start;
        for (const wait of waits) {
          const to = upperBound(time);
          const from = lowerBound(readUpTo, lookback, to);
          expect(iso(from)).toMatch(/T00:00:00\.000Z$/);
          expect(from).toBeLessThanOrEqual(to);
          if (readUpTo !== null) expect(from).toBeLessThanOrEqual(readUpTo - 10 * 60_000);
          readUpTo = to;
          time += wait;
        }
      }),
    );
  });

  test('the days of a window follow each other without a gap, from its first instant to its last', () => {
    fc.assert(
      fc.property(now, fc.integer({ min: 1, max: 60 * 86_400_000 }), (from, length) => {
        const days = daysBetween(from, from + length);
        expect(days[0]).toBe(iso(from).slice(0, 10));
        expect(days.at(-1)).toBe(iso(from + length - 1).slice(0, 10));
        expect(days).toEqual([...new Set(days)].sort());
        for (const [index, day] of days.entries())
          expect(at(`${day}T00:00:00Z`) - at(`${days[0]}T00:00:00Z`)).toBe(index * 86_400_000);
      }),
    );
  });
});
