import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../shared/domain/day.ts';
import { boundsOf, levelOf, USAGE_LEVELS, usageOf } from '../../../shared/domain/usage.ts';

const TODAY = '2026-10-28';

describe('the usage of an agent', () => {
  test.each([
    [0, 'No usage'],
    [0.25, 'Low'],
    [4.99, 'Low'],
    [5, 'Medium'],
    [24.99, 'Medium'],
    [25, 'High'],
    [99.99, 'High'],
    [100, 'Very High'],
    [299.99, 'Very High'],
    [300, 'Extreme'],
    [12_000, 'Extreme'],
  ] as const)('%d a week is %s', (perWeek, level) => {
    expect(levelOf(perWeek)).toBe(level);
  });

  test('is the sum of 28 days divided by four', () => {
    const days = { '2026-10-01': { chats: 10, files: 2 }, '2026-10-28': { chats: 8, files: 0 } };

    expect(usageOf(days, TODAY, '2026-01-01', null)).toEqual({
      level: 'Medium',
      perWeek: 5,
      basis: 'estimated',
      days: 28,
    });
  });

  test('leaves out days before the last 28', () => {
    const days = { '2026-09-30': { chats: 99, files: 0 }, '2026-10-01': { chats: 4, files: 0 } };

    expect(usageOf(days, TODAY, '2026-01-01', null).perWeek).toBe(1);
  });

  test('divides a shorter history by the weeks collected', () => {
    const days = { '2026-10-20': { chats: 28, files: 0 } };

    expect(usageOf(days, TODAY, addDays(TODAY, -13), null)).toMatchObject({ perWeek: 14, days: 14 });
  });

  test('never divides by less than one week', () => {
    const days = { [TODAY]: { chats: 3, files: 0 } };

    expect(usageOf(days, TODAY, TODAY, null)).toMatchObject({ perWeek: 3, days: 1 });
  });

  test('counts messages, and nothing else, from the day on from which they are known', () => {
    const days = {
      '2026-10-10': { chats: 9, files: 9, messages: 99 },
      '2026-10-15': { chats: 0, files: 0, messages: 40 },
      [TODAY]: { chats: 7, files: 7 },
    };

    expect(usageOf(days, TODAY, '2026-01-01', '2026-10-15')).toMatchObject({
      perWeek: 20,
      basis: 'messages',
      days: 14,
    });
  });

  test('of nothing is no usage', () => {
    expect(usageOf({}, TODAY, '2026-01-01', null).level).toBe('No usage');
  });
});

test('every number lies within the bounds of its own level and of no other', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (perWeek) => {
      const matching = USAGE_LEVELS.filter((level) => {
        const { from, to } = boundsOf(level);
        return perWeek >= from && (to === null || perWeek < to);
      });
      expect(matching).toEqual([levelOf(perWeek)]);
    }),
  );
});
