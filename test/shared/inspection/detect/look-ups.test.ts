import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Cells } from '../../../../shared/inspection/detect/cells.ts';
import { DistinctValues } from '../../../../shared/inspection/detect/distinct-values.ts';
import { Marks } from '../../../../shared/inspection/detect/marks.ts';

/** Stretches of a text in order, with gaps between them. */
const stretches = fc
  .array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 9 })), { maxLength: 60 })
  .map((steps) => {
    let at = 0;
    return steps.map(([gap, length]) => {
      const start = at + gap;
      at = start + length;
      return { start, end: at };
    });
  });
const positions = fc.array(fc.nat(700), { maxLength: 60 });

test('the cell at a position is found in any order of asking', () => {
  fc.assert(
    fc.property(stretches, positions, (drawn, asked) => {
      const cells = new Cells();
      const column = cells.addColumn([]);
      for (const { start, end } of drawn) cells.add(start, end, column);

      for (const at of asked)
        expect(cells.at(at)).toBe(drawn.findIndex(({ start, end }) => start <= at && at < end));
    }),
  );
});

test('the first phrase that ends after a position is found in any order of asking', () => {
  fc.assert(
    fc.property(stretches, positions, (drawn, asked) => {
      const marks = new Marks();
      marks.begin('');
      for (const { start, end } of drawn) marks.addPhrase(start, end, 0);

      for (const at of asked) {
        const first = drawn.findIndex(({ end }) => end > at);
        expect(marks.firstPhraseEndingAfter(at)).toBe(first < 0 ? drawn.length : first);
      }
    }),
  );
});

test('values are counted once each', () => {
  const values = fc.array(fc.string({ unit: fc.constantFrom('0', '1', 'a'), maxLength: 8 }), {
    maxLength: 400,
  });

  fc.assert(
    fc.property(values, fc.integer(), (drawn, seed) => {
      const distinct = new DistinctValues(seed);

      const added = drawn.map((value) => distinct.add(value));

      expect(added).toEqual(drawn.map((value, index) => drawn.indexOf(value) === index));
      expect(distinct.size).toBe(new Set(drawn).size);
    }),
  );
});

test('a hundred thousand numbers in a row do not collide', () => {
  const distinct = new DistinctValues(7);
  for (let number = 0; number < 100_000; number++) distinct.add(String(4_000_000_000 + number));

  expect(distinct.size).toBe(100_000);
});
