import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Verdict } from '../../../../shared/inspection/detect/judge.ts';
import { withoutOverlaps } from '../../../../shared/inspection/detect/overlaps.ts';

const aVerdict = (over: Partial<Verdict>): Verdict => ({
  type: 0,
  start: 0,
  end: 10,
  value: '',
  confidence: 'medium',
  proven: false,
  test: false,
  ...over,
});

test.each([
  ['proven before higher confidence', { proven: true }, { confidence: 'high' }],
  ['higher confidence before longer', { confidence: 'high' }, { end: 12 }],
  ['longer before declared first', { type: 5, end: 12 }, { type: 1 }],
  ['declared first before declared later', { type: 1 }, { type: 5 }],
] as const)('%s', (_, winner, loser) => {
  const [first, second] = [aVerdict(winner), aVerdict(loser)];

  expect(withoutOverlaps([second, first])).toEqual([first]);
});

test('neighbours stay', () => {
  expect(withoutOverlaps([aVerdict({ end: 5 }), aVerdict({ start: 5 })])).toHaveLength(2);
});

test('no two verdicts share a character, and none could be added', () => {
  const verdicts = fc.array(
    fc.record({
      start: fc.nat(60),
      length: fc.integer({ min: 1, max: 12 }),
      type: fc.nat(9),
      proven: fc.boolean(),
    }),
    { maxLength: 40 },
  );
  const overlap = (a: Verdict, b: Verdict) => a.start < b.end && b.start < a.end;

  fc.assert(
    fc.property(verdicts, (drawn) => {
      const all = drawn.map(({ start, length, type, proven }) =>
        aVerdict({ start, end: start + length, type, proven }),
      );
      const kept = withoutOverlaps(all);

      for (const [index, verdict] of kept.entries()) {
        for (const other of kept.slice(index + 1)) expect(overlap(verdict, other)).toBe(false);
      }
      for (const verdict of all) expect(kept.some((other) => overlap(verdict, other))).toBe(true);
    }),
  );
});
