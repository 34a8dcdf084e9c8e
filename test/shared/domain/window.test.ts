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
