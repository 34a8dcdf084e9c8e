import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../../shared/inspection/detect/compile.ts';
import {
  CHECKED,
  type DataType,
  type Finder,
  SHAPED,
  STRONG,
} from '../../../../shared/inspection/detect/data-type.ts';
import { detectValues } from '../../../../shared/inspection/detect/measure.ts';
import { createScanner } from '../../../../shared/inspection/detect/scanner.ts';

const typeOf = (over: Partial<DataType>): DataType => ({
  id: 'ANY',
  name: 'Any',
  group: 'customer',
  source: 'made up',
  find: [],
  confidence: STRONG,
  hits: [],
  misses: [],
  ...over,
});

/** What types find in a text: id, value and confidence of each in order of position. */
function found(types: readonly DataType[], text: string, labels: readonly string[] = []): string[] {
  const scanner = createScanner(compile(types));
  return scanner
    .scan({ text, labels, place: { kind: 'text' } }, scanner.newItem())
    .map(({ type, start, end, confidence }) => `${types[type]!.id} ${text.slice(start, end)} ${confidence}`);
}

describe('finders are called where their values can begin, and nowhere else', () => {
  /** Positions at which a finder's own code was called, in one text. */
  function callsOf(finderWith: (note: (at: number) => void) => Finder, text: string): number[] {
    const calls: number[] = [];
    found([typeOf({ find: [finderWith((at) => void calls.push(at))] })], text);
    return calls;
  }

  test('a mark where it stands before its next character', () => {
    const text = 'a@b, a@ b, @1 and #b';
    const calls = callsOf(
      (note) => ({ kind: 'mark', mark: '@', next: /[a-z]/, match: (_, at) => void note(at) }),
      text,
    );

    expect(calls).toEqual([text.indexOf('@b')]);
  });

  test('a shape where a word of its class and length begins', () => {
    const text = 'AB12 ab12 AB123 xAB12 A12 12AB';
    const calls = callsOf(
      (note) => ({ kind: 'shape', shapes: ['AA99'], run: [4, 4], match: (_, at) => note(at) ?? -1 }),
      text,
    );

    expect(calls).toEqual([0]);
  });

  test('a dotted number once, at its first group', () => {
    const text = '10.0.0.1 1234.5 7';
    const calls = callsOf((note) => ({ kind: 'dotted', match: (_, at) => note(at) ?? -1 }), text);

    expect(calls).toEqual([0]);
  });

  test('a labelled value after its own label, and no other’s', () => {
    const text = 'colour: red, flavour: sweet';
    const calls: number[] = [];
    const match = (_: string, at: number) => -calls.push(at);
    found([typeOf({ context: ['flavour'], find: [{ kind: 'labelled', match }] })], text);

    expect(calls).toEqual([text.indexOf('sweet')]);
  });
});

describe('prefixes', () => {
  const token = (id: string, ...prefixes: string[]) =>
    typeOf({ id, find: [{ kind: 'token', prefixes, rest: /[a-z0-9]{6}/ }] });
  const types = [token('ONE', 'k-'), token('TWO', 'k-live-', 'q_'), token('THREE', 'zz')];

  test.each([
    ['k-abc123', ['ONE k-abc123 high']],
    ['k-live-abc123', ['TWO k-live-abc123 high']],
    ['(q_abc123)', ['TWO q_abc123 high']],
    ['zzabc123.', ['THREE zzabc123 high']],
    ['K-abc123', []],
    ['xk-abc123', []],
    ['my-zzabc123', []],
    ['zzabc1234', []],
    ['zzabc12', []],
  ])('%s calls the finders of its own prefix', (text, expected) => {
    expect(found(types, text)).toEqual(expected);
  });

  test('are told apart as by looking for each', () => {
    const letters = fc.stringMatching(/^[a-z]{2,5}$/);

    fc.assert(
      fc.property(
        fc.uniqueArray(letters, { minLength: 1, maxLength: 40 }),
        fc.array(letters),
        (prefixes, words) => {
          const all = prefixes.map((prefix, index) => token(String(index), `${prefix}_`));
          const text = words.map((word) => `${word}_abc123`).join(' ');

          const wanted = words.flatMap((word) =>
            prefixes.includes(word) ? [`${prefixes.indexOf(word)} ${word}_abc123 high`] : [],
          );
          expect(found(all, text)).toEqual(wanted);
        },
      ),
    );
  });
});

describe('numbers', () => {
  const number = (...forms: string[]) => [typeOf({ id: 'N', find: [{ kind: 'digits', forms }] })];

  test.each([
    ['3_2_4', '536-90-4399', true],
    ['3_2_4', '536 90 4399', true],
    ['3_2_4', '536.90-4399', false],
    ['3_2_4', '536904399', false],
    ['3.3.3-2', '111.444.777-35', true],
    ['3.3.3-2', '111-444-777-35', false],
    ['9', '536904399', true],
    ['9', '5369043991', false],
    ['9', '536904399.', true],
    ['9', '$536904399', false],
    ['9', '536904399%', false],
    ['9', '0.536904399', false],
    ['9', 'x_536904399', false],
    ['9', '536904399-7', false],
  ])('of the form %s: %s is %s', (form, text, expected) => {
    expect(found(number(form), `so ${text} it is`).length > 0).toBe(expected);
  });

  test('blanks part the numbers of a table', () => {
    expect(found(number('9'), '536904399 212384417  418220935')).toHaveLength(3);
  });

  test('are found by their groups, whatever stands around them', () => {
    const groups = fc.array(fc.stringMatching(/^[1-9]{1,6}$/), { minLength: 1, maxLength: 4 });

    fc.assert(
      fc.property(groups, fc.constantFrom(...' -.'), (drawn, separator) => {
        const written = drawn.join(separator);
        const form = drawn.map(({ length }) => length).join('_');

        expect(found(number(form), `(${written})`)).toEqual(written.length >= 4 ? [`N ${written} high`] : []);
      }),
    );
  });
});

describe('words around a value', () => {
  const types = [
    typeOf({
      id: 'PLANT',
      find: [{ kind: 'digits', forms: ['6'] }],
      context: ['plant number'],
      weakContext: ['number'],
      confidence: CHECKED,
    }),
    typeOf({
      id: 'STONE',
      find: [{ kind: 'digits', forms: ['6'] }],
      context: ['stone number'],
      weakContext: ['number'],
      confidence: SHAPED,
    }),
  ];

  test.each([
    ['its own word before it', 'plant number 123456', ['PLANT 123456 high']],
    ['its own word after it', '123456 (plant number)', ['PLANT 123456 high']],
    ['a shared word', 'number 123456', ['PLANT 123456 medium']],
    ['no word', 'so 123456', []],
    ['another type’s word', 'stone number 123456', ['STONE 123456 medium']],
    ['a header', 'id,plant number\nA,123456\nB,654321\n', ['PLANT 123456 high', 'PLANT 654321 high']],
    ['another column’s header', 'plant number,id\nA,123456\n', []],
    ['a key', '{"plantNumber": 123456, "other": 654321}', ['PLANT 123456 high']],
    ['a key of several words', 'plant_number=123456', ['PLANT 123456 high']],
  ])('%s', (_, text, expected) => {
    expect(found(types, text)).toEqual(expected);
  });

  test('a segment’s labels count like a header', () => {
    expect(found(types, '123456', ['Plant number'])).toEqual(['PLANT 123456 high']);
    expect(found(types, '123456', ['stone', 'number'])).not.toEqual(['PLANT 123456 high']);
  });
});

describe('checks and test values', () => {
  const type = typeOf({
    id: 'EVEN',
    find: [{ kind: 'digits', forms: ['4'] }],
    validate: (value) => Number(value) % 2 === 0,
    isTest: (value) => value === '1234',
    context: ['even'],
  });

  test('what fails the check is nothing, whatever words say', () => {
    expect(found([type], 'even 1235')).toEqual([]);
  });

  test('a well-known test number is lowered, whatever words say', () => {
    expect(found([type], 'even 1234, even 5678')).toEqual(['EVEN 1234 low', 'EVEN 5678 high']);
  });
});

describe('types that match the same characters', () => {
  const four = (id: string, over: Partial<DataType> = {}) =>
    typeOf({ id, find: [{ kind: 'digits', forms: ['4'] }], ...over });

  test.each([
    [
      'the one with its own word and a passed check',
      [four('A'), four('B', { validate: () => true, context: ['bee'] })],
      'bee 1234',
      'B',
    ],
    [
      'the more certain one',
      [four('A', { confidence: CHECKED, weakContext: ['bee'] }), four('B')],
      'bee 1234',
      'B',
    ],
    [
      'the longer one',
      [four('A'), typeOf({ id: 'B', find: [{ kind: 'digits', forms: ['4_4'] }] })],
      '1234-5678',
      'B',
    ],
    ['the one declared first', [four('A'), four('B')], '1234', 'A'],
  ])('%s stays', (_, types, text, winner) => {
    expect(found(types, text).map((each) => each.split(' ')[0])).toEqual([winner]);
  });
});

test('what stands before a paragraph changes nothing in it', () => {
  const paragraph =
    'Her SSN is 536-90-4399, the card 4539 1488 0343 6467. Call +1 415 867 5309 or write to ann@contoso.com.';
  const words = fc.array(
    fc.constantFrom('The', 'quick', 'fox', 'jumped', 'é', '中文', 'AB', 'aBc', '(x)', '"y"', '-'),
    { maxLength: 60 },
  );
  const alone = detectValues(paragraph);
  expect(alone).toHaveLength(4);

  fc.assert(
    fc.property(words, (drawn) => {
      const before = `${drawn.join(' ')} is all there was before.\n\n`;

      const values = detectValues(before + paragraph).map((each) => ({
        ...each,
        start: each.start - before.length,
      }));

      expect(values).toEqual(alone);
    }),
  );
});

test('a scanner answers the same however often and after whatever it is asked', () => {
  const texts = [
    'ssn 536-90-4399',
    'card 4539 1488 0343 6467',
    'a,ssn\n1,536904399\n',
    '',
    'x'.repeat(10_000),
    'nothing',
  ];
  const first = texts.map((text) => detectValues(text));

  fc.assert(
    fc.property(fc.array(fc.nat(texts.length - 1), { maxLength: 12 }), (order) => {
      for (const index of order) expect(detectValues(texts[index]!)).toEqual(first[index]);
    }),
  );
});
