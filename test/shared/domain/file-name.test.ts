import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanFileName } from '../../../shared/domain/file-name.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 600 }),
  fc.string({
    unit: fc.constantFrom('\u202e', '\u0000', '/', '\\', '.', '-', ' ', 'é', 'e\u0301', '😀', '\ud83d'),
    maxLength: 300,
  }),
);

test.each([
  ['report.pdf', 'report.pdf'],
  ['Q3 – Übersicht (final).xlsx', 'Q3 – Übersicht (final).xlsx'],
  ['/etc/passwd', 'passwd'],
  ['..\\..\\windows\\win.ini', 'win.ini'],
  ['C:\\Users\\ada\\plan.docx', 'plan.docx'],
  ['../../.bashrc', 'bashrc'],
  ['-rf.txt', 'rf.txt'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['a\u0000b\r\nc.txt', 'abc.txt'],
  ['zero\u200Bwidth\uFEFF.txt', 'zerowidth.txt'],
  ['Cafe\u0301.txt', 'Café.txt'],
  ['<img src=x onerror=alert(1)>.html', '<img src=x onerror=alert(1)>.html'],
  ['', 'unnamed'],
  ['...', 'unnamed'],
  ['folder/', 'unnamed'],
  [null, 'unnamed'],
])('%j is shown as %j', (name, shown) => {
  expect(cleanFileName(name)).toBe(shown);
});

test('a long name is cut, and never in the middle of a character', () => {
  const name = cleanFileName(`${'a'.repeat(254)}😀.pdf`);

  expect(name).toBe('a'.repeat(254));
});

describe('whatever the name', () => {
  const holds = (property: (shown: string) => void) =>
    fc.assert(
      fc.property(anyText, (name) => {
        property(cleanFileName(name));
      }),
    );

  test('it has 1 to 255 characters', () => {
    holds(({ length }) => expect(length >= 1 && length <= 255).toBe(true));
  });

  test('it has no path, no control and no direction characters', () => {
    holds((shown) => expect(shown).not.toMatch(/[/\\\p{Cc}\p{Cs}\u200E\u200F\u202A-\u202E\u2066-\u2069]/u));
  });

  test('it begins with no dot, dash or space, and ends with no space', () => {
    holds((shown) => expect(shown).not.toMatch(/^[.\-\s]|\s$/u));
  });

  test('cleaning it again changes nothing', () => {
    holds((shown) => expect(cleanFileName(shown)).toBe(shown));
  });
});
