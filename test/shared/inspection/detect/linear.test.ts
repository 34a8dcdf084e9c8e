import { describe, expect, test } from 'vitest';
import { DATA_TYPES } from '../../../../shared/inspection/detectors/catalogue.ts';

const RESTS = DATA_TYPES.flatMap(({ id, find }) =>
  find.flatMap((finder) => (finder.kind === 'token' ? [[id, finder.rest.source] as const] : [])),
);

/** Escapes and classes as single signs, so that what is left is structure. */
const structureOf = (source: string) => source.replaceAll(/\\./g, 'x').replaceAll(/\[(?:[^\]])*\]/g, 'x');

/**
 * Each pattern starts at a prefix and may only look ahead a bounded distance, and each character in one way: then the
 * time for any text grows with its length alone.
 */
describe.each(RESTS)('the pattern of %s', (_, source) => {
  const structure = structureOf(source);

  test('has no unbounded repeat and no back-reference', () => {
    expect(structure).not.toMatch(/[*+]|\{\d+,\}/);
    expect(source).not.toMatch(/\\[1-9]/);
  });

  test('has no repeat inside a repeat', () => {
    expect(structure).not.toMatch(/\([^()]*\{\d+(?:,\d+)?\}[^()]*\)\{\d+,/);
  });

  test('reaches at most twelve thousand characters', () => {
    const most = [...structure.matchAll(/\{(?:\d+,)?(\d+)\}/g)].reduce(
      (sum, [, upper]) => sum + Number(upper),
      0,
    );

    expect(most).toBeLessThanOrEqual(12_100);
  });
});
