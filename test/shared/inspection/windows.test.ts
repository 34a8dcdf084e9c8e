import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDetection } from '../../../shared/inspection/detect/detector.ts';
import type { TextSegment } from '../../../shared/inspection/text.ts';
import { LONGEST_WINDOW, windowsOf } from '../../../shared/inspection/windows.ts';
import { HASH_KEY, inspected } from './documents/inspected.ts';
import { CARD_GROUPED, IBAN, OTHER_CARD } from './documents/values.ts';

const WINDOW = 256 * 1024;
const OVERLAP = 8 * 1024;
/** Longer than a window and its overlap. */
const LENGTH = WINDOW + 2 * OVERLAP;

/** Filler of one kind with a sentence at a place in it. */
function textWith(sentence: string, at: number, filler: string): string {
  const fill = filler.repeat(Math.ceil(LENGTH / filler.length));
  return `${fill.slice(0, at)} ${sentence} ${fill.slice(at, LENGTH)}`;
}

describe('a value on the border of two windows', () => {
  const fillers = { lines: 'some words of a line\n', 'one long line': 'some words, ', 'no blanks': 'abc' };
  const borders = [WINDOW, WINDOW + OVERLAP / 2, WINDOW + OVERLAP];
  const shifts = [-40, -20, -12, -8, -3, 0, 1];

  describe.each(Object.entries(fillers))('in %s', (_, filler) => {
    test.each(borders)('at %i is found once and counted once', async (border) => {
      for (const shift of shifts) {
        const text = textWith(`card ${CARD_GROUPED}`, border + shift, filler);

        const { findings } = await inspected(text);

        const line = text.slice(0, border + shift).split('\n').length;
        expect(findings).toMatchObject([
          {
            dataType: 'CREDIT_CARD',
            count: 1,
            confidence: 'high',
            places: [expect.stringMatching(`line ${line}\\b`)],
          },
        ]);
      }
    });
  });
});

test('a private key on the border is found whole', async () => {
  const line = `${'MIIEpAIBAAKCAQEA7bq'.padEnd(63, 'Zk3wT8mPq1aQ9x')}\n`;
  const key = `-----BEGIN RSA ${'PRIVATE'} KEY-----\n${line.repeat(50)}-----END RSA ${'PRIVATE'} KEY-----`;

  for (const shift of [-3_500, -2_000, -100]) {
    const { findings } = await inspected(textWith(key, WINDOW + shift, 'some words of a line\n'));

    expect(findings).toMatchObject([{ dataType: 'PRIVATE_KEY', count: 1 }]);
  }
});

/** Sentences with values that need their words, and others without. */
const SENTENCES = [
  `The card ${CARD_GROUPED} was charged.`,
  `IBAN: ${IBAN}.`,
  'SSN 536-90-4399 belongs to her.',
  `Nobody knows the number ${OTHER_CARD}.`,
  'Write to ann.smith@contoso.com today.',
  'Order 12345678 left the house on Monday.',
  'Nothing to see here, and nothing more.',
  '{"customer": {"ssn": "212-38-4417"}}',
];

/** What is found in segments, each place as its line in the whole text. */
function findingsOf(segments: Iterable<TextSegment>) {
  const detection = createDetection({ minConfidence: 'low' }, HASH_KEY);
  for (const segment of segments) detection.scan(segment);
  return detection.finish().map(({ typeId, count, confidence, places }) => {
    return {
      typeId,
      count,
      confidence,
      lines: places.map(({ place, line = 1 }) => (place.line ?? 1) + line - 1),
    };
  });
}

function* windowed(pieces: readonly string[]): Generator<TextSegment> {
  for (const { text, own, line, column } of windowsOf(pieces, {}))
    yield { text, own, place: { kind: 'text', line, column } };
}

test('a text gives the same in windows as whole, in whatever pieces it comes', { timeout: 120_000 }, () => {
  const joints = fc.constantFrom('\n', ' ', '\n\n', '');
  const parts = fc.array(fc.tuple(fc.constantFrom(...SENTENCES), joints), { minLength: 5, maxLength: 80 });
  const cuttings = fc.array(fc.nat(LONGEST_WINDOW), { maxLength: 8 });

  fc.assert(
    fc.property(parts, cuttings, (drawn, offsets) => {
      const once = drawn.flat().join('');
      const text = once.repeat(Math.ceil((LONGEST_WINDOW * 1.3) / once.length));
      const cuts = [0, ...[...offsets].sort((a, b) => a - b), text.length];
      const pieces = cuts.slice(1).map((end, index) => text.slice(cuts[index], end));

      expect(findingsOf(windowed(pieces))).toEqual(findingsOf([{ text, place: { kind: 'text' } }]));
    }),
    { numRuns: 6 },
  );
});

test('each position is told by exactly one window, which goes on with line and column', {
  timeout: 120_000,
}, () => {
  const texts = fc.string({
    unit: fc.constantFrom('a', 'Z', '7', ' ', '-', '.', '\n', 'é'),
    minLength: 1,
    maxLength: 5_000,
  });

  fc.assert(
    fc.property(texts, (piece) => {
      const text = piece.repeat(Math.ceil((LONGEST_WINDOW * 1.3) / piece.length));
      let position = 0;

      for (const { text: part, own, line, column } of windowsOf([text], {})) {
        const start = position - own[0];
        const lines = text.slice(0, start).split('\n');
        expect(text.startsWith(part, start)).toBe(true);
        expect([line, column]).toEqual([lines.length, lines.at(-1)!.length + 1]);
        position = start + own[1];
      }
      expect(position).toBe(text.length);
    }),
    { numRuns: 10 },
  );
});

test('a text of one window is one', () => {
  expect([...windowsOf(['abc', 'def'], { line: 7 })]).toEqual([
    { text: 'abcdef', line: 7, column: 1, own: [0, 6] },
  ]);
  expect([...windowsOf([], {})]).toEqual([]);
});

test('a place in plain text is told by line and column', async () => {
  const placesIn = async (text: string, custom = {}) =>
    (await inspected(text, { policy: custom })).findings.flatMap(({ places }) => places);
  const long = 'some words, '.repeat(LENGTH / 12);

  expect(await placesIn(`card ${CARD_GROUPED}`)).toEqual(['line 1, column 6']);
  expect(await placesIn(`Hello\n\ncard ${CARD_GROUPED}, card ${OTHER_CARD}\n`)).toEqual([
    'line 3, column 6',
    'line 3, column 32',
  ]);
  expect(await placesIn(`a\n${long}card ${CARD_GROUPED}`)).toEqual([`line 2, column ${long.length + 6}`]);
  expect(
    await placesIn(`Hello\nstaff EMP-12345\n`, {
      patterns: [{ id: 'STAFF', name: 'Staff', pattern: 'EMP-\\d{5}' }],
    }),
  ).toEqual(['line 2, column 7']);
});

test('a text in base64 has the line around it, and no column', async () => {
  const encoded = Buffer.from(`number of the card: ${CARD_GROUPED}, valid`).toString('base64');

  expect((await inspected(`a\nnote: ${encoded}\n`)).findings[0]?.places).toEqual(['line 2']);
});
