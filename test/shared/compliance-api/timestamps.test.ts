import { expect, test } from 'vitest';
import { epochMs, timestamp } from '../../../shared/compliance-api/timestamps.ts';

test.each([
  ['2026-04-10T08:09:10Z', Date.UTC(2026, 3, 10, 8, 9, 10)],
  ['2025-03-12T18:22:41.123456Z', Date.UTC(2025, 2, 12, 18, 22, 41, 123)],
  ['2025-03-12T18:22:41.123456+00:00', Date.UTC(2025, 2, 12, 18, 22, 41, 123)],
  ['2025-03-12T18:22:41.123456', Date.UTC(2025, 2, 12, 18, 22, 41, 123)],
  ['2025-03-12T18:22:41+02:00', Date.UTC(2025, 2, 12, 16, 22, 41)],
])('%s is read as the instant that it means', (value, ms) => {
  expect(epochMs(value)).toBe(ms);
});

test.each([
  null,
  undefined,
  5,
  '',
  '2026',
  '2026-04-10',
  'yesterday',
  '2026-13-10T08:09:10Z',
  '10 April 2026',
])('%s is no time', (value) => {
  expect(epochMs(value)).toBeNull();
});

test('a time for a query always carries its offset', () => {
  expect(timestamp(Date.UTC(2026, 3, 1))).toBe('2026-04-01T00:00:00.000Z');
});
