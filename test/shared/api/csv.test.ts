import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine } from '../../../shared/api/csv.ts';

test('every cell is quoted, quotes are doubled, and lines end as RFC 4180 says', () => {
  expect(csvLine(['a', 'say "hi"', 'x,y', 'line\nbreak', null, 3, true])).toBe(
    '"a","say ""hi""","x,y","line\nbreak","","3","true"\r\n',
  );
});

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '  =1',
  '=HYPERLINK("https://example.com","x")',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
])('%j is no formula', (text) => {
  expect(csvLine([text])).toBe(`"'${text.replaceAll('"', '""')}"\r\n`);
});

test.each(['plain', '1=1', 'a-b', "'=1", 'user@example.com', ''])('%j stays as it is', (text) => {
  expect(csvLine([text])).toBe(`"${text}"\r\n`);
});

test('a number below zero is a number', () => {
  expect(csvLine([-1])).toBe('"-1"\r\n');
});

test('whatever the texts, a reader gets them back, and none of them is a formula', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 });
  fc.assert(
    fc.property(
      fc.array(fc.oneof(text, fc.constantFrom('=1', '"', '","', '\r\n', "'=")), { minLength: 1 }),
      (cells) => {
        const line = csvLine(cells);
        const read = [...line.matchAll(/"((?:[^"]|"")*)"(,|\r\n$)/gu)].map(([, cell = '']) =>
          cell.replaceAll('""', '"'),
        );
        expect(read).toHaveLength(cells.length);
        for (const [index, cell] of read.entries()) {
          expect([cells[index], `'${cells[index]}`]).toContain(cell);
          expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
        }
      },
    ),
  );
});
