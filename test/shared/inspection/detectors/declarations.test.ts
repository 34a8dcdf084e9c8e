import { describe, expect, test } from 'vitest';
import { detectValues } from '../../../../shared/inspection/detect/measure.ts';
import { DATA_TYPES } from '../../../../shared/inspection/detectors/catalogue.ts';

const reported = (text: string) => detectValues(text).filter(({ confidence }) => confidence !== 'low');

/** The values between « and », in order. */
const marked = (sample: string) => [...sample.matchAll(/«([^»]+)»/g)].map((match) => match[1]!);

describe.each(DATA_TYPES.map((type) => [type.id, type] as const))('%s', (id, type) => {
  test.each(type.hits)('is found in %j', (sample) => {
    const found = reported(sample.replaceAll(/[«»]/g, ''));

    const values = found.filter((each) => each.type === id).map(({ value }) => value);
    // A document type has no value of its own; it is there or not.
    if (sample.includes('«')) expect(values).toEqual(marked(sample));
    else expect(values).toHaveLength(1);
  });

  test.each(type.misses)('is not reported in %j', (sample) => {
    expect(reported(sample).filter((each) => each.type === id)).toEqual([]);
  });

  test('has samples for both sides and says where its structure is documented', () => {
    expect(type.hits.length).toBeGreaterThan(0);
    expect(type.misses.length).toBeGreaterThan(0);
    expect(type.source).not.toBe('');
  });
});

test('ids and names are unique', () => {
  expect(new Set(DATA_TYPES.map(({ id }) => id)).size).toBe(DATA_TYPES.length);
  expect(new Set(DATA_TYPES.map(({ name }) => name)).size).toBe(DATA_TYPES.length);
});

test('there are types of 50 countries and of 60 vendors of secrets, and 140 in all', () => {
  const countries = new Set(DATA_TYPES.map(({ country }) => country).filter(Boolean));
  const vendors = DATA_TYPES.filter(({ find, group }) => {
    return group === 'credentials' && find.some(({ kind }) => kind === 'token');
  });

  expect(countries.size).toBeGreaterThanOrEqual(50);
  expect(vendors.length).toBeGreaterThanOrEqual(60);
  expect(DATA_TYPES.length).toBeGreaterThanOrEqual(140);
});
