import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  headAt,
  headsOf,
  matchShape,
  runAt,
  runsOf,
  shapeOps,
} from '../../../../shared/inspection/detect/shape.ts';
import { DATA_TYPES } from '../../../../shared/inspection/detectors/catalogue.ts';

const TEMPLATES = DATA_TYPES.flatMap(({ find }) =>
  find.flatMap((finder) => (finder.kind === 'shape' && !finder.match ? finder.shapes : [])),
);

const SIGNS: Readonly<Record<string, string>> = { A: 'AKZ', a: 'akZ', '9': '059', X: 'A7', x: 'a7' };

/** A text that a template must match: signs chosen by `pick`, separators there or not. */
const writtenAs = (template: string, pick: (from: string) => string): string =>
  [...template]
    .map((symbol) => (symbol === '_' ? pick(' -.∅').replace('∅', '') : pick(SIGNS[symbol] ?? symbol)))
    .join('');

const codesOf = (text: string) =>
  Uint16Array.from([...text, ...'\0'.repeat(8)], (char) => char.charCodeAt(0));

test('whatever a template matches is looked up under its own head and run', () => {
  fc.assert(
    fc.property(fc.constantFrom(...TEMPLATES), fc.infiniteStream(fc.nat(9)), (template, stream) => {
      const text = writtenAs(template, (from) => from[stream.next().value! % from.length]!);
      const codes = codesOf(text);

      expect(matchShape(shapeOps(template), codes, 0)).toBe(text.length);
      expect(headsOf(template)).toContain(headAt(codes, 0));
      expect(runsOf(template)).toContain(runAt(codes, 0));
    }),
  );
});

test.each([
  ['AA999999A', 'JG103759A', 9],
  ['AA_99_99_99_A', 'JG 10 37 59 A', 13],
  ['AA_99_99_99_A', 'JG103759A', 9],
  ['A999999(X)', 'A123456(3)', 10],
  ['AA999999A', 'jg103759a', -1],
  ['aa999999a', 'jg103759a', 9],
  ['A9', '9A', -1],
])('%s against %s ends at %i', (template, text, end) => {
  expect(matchShape(shapeOps(template), codesOf(text), 0)).toBe(end);
});
