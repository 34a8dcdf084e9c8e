import { expect, test } from 'vitest';
import { safeName } from '../../../shared/inspection/place.ts';
import { inspected } from './documents/inspected.ts';
import { docxOf, paragraph, xlsxOf } from './documents/office.ts';
import { pdfOf } from './documents/pdf.ts';
import { zipOf } from './documents/zip.ts';

/** Assembled here, so that nothing that looks like a secret stands in the repository. */
const SECRETS = {
  card: ['4539', '1488', '0343', '6467'].join(' '),
  ssn: ['536', '22', '1234'].join('-'),
  mail: ['jane.roe', 'initech.io'].join('@'),
  iban: ['DE89', '3704', '0044', '0532', '0130', '00'].join(' '),
  key: `AKIA${'QYLPMN5HHHFPZAM2'}`,
  token: `ghp_${'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'}`,
};
const SENTENCE = `card ${SECRETS.card}, ssn ${SECRETS.ssn}, mail ${SECRETS.mail}, iban ${SECRETS.iban}, ${SECRETS.key}, ${SECRETS.token}`;
const everyValue = Object.values(SECRETS);

/** Everything that leaves the engine, as it would be stored. */
async function shownOf(document: Buffer | string): Promise<string> {
  const result = await inspected(document, { policy: { minConfidence: 'low' } });
  expect(result.findings).not.toEqual([]);
  return JSON.stringify(result);
}

const rowsOf = (cells: readonly string[]) =>
  cells
    .map((cell, index) => `<row r="${index + 1}"><c r="A${index + 1}" t="str"><v>${cell}</v></c></row>`)
    .join('');

test.each<[string, () => Promise<Buffer> | string]>([
  ['text', () => SENTENCE],
  [
    'keys of JSON',
    () => JSON.stringify(Object.fromEntries(everyValue.map((value) => [value, { of: SENTENCE }]))),
  ],
  [
    'names of members',
    () => zipOf(Object.fromEntries(everyValue.map((value) => [`${value}.txt`, SENTENCE]))),
  ],
  [
    'names of sheets',
    () => xlsxOf(Object.fromEntries(everyValue.map((value) => [value, rowsOf([SENTENCE])]))),
  ],
  [
    'headers of tables',
    () =>
      `${everyValue.map((value) => `"${value}"`).join(',')}\n${everyValue.map(() => `"${SENTENCE}"`).join(',')}\n`,
  ],
  [
    'names of form fields',
    () =>
      pdfOf(['Form'], (pdf) => {
        const field = pdf.getForm().createTextField(SECRETS.card);
        field.setText(SENTENCE);
        field.addToPage(pdf.getPage(0), { x: 20, y: 300 });
      }),
  ],
  [
    'labels',
    () =>
      docxOf(paragraph(SENTENCE), {
        'docProps/custom.xml': `<Properties><property name="MSIP_Label_1_Name"><vt:lpwstr>${SECRETS.card}</vt:lpwstr></property></Properties>`,
      }),
  ],
])('values in %s are found and do not leave the engine', async (_, build) => {
  const shown = await shownOf(await build());

  for (const value of everyValue) {
    expect(shown).not.toContain(value);
    expect(shown).not.toContain(value.replaceAll(/[ -]/g, ''));
  }
});

test.each([
  ['Quarterly-Report-2026-Final-Version.xlsx', 'Quarterly-Report-2026-Final-Version.xlsx'],
  ['scan 2026-03-01.pdf', 'scan 2026-03-01.pdf'],
  ['scan_20260301.pdf', 'scan_20260301.pdf'],
  ['customer 123456789.txt', 'customer •••.txt'],
  ['a\u202Egpj.exe\u0000', 'agpj.exe'],
  ['x'.repeat(300), `${'x'.repeat(80)}…`],
])('the name %s is shown as %s', (name, shown) => {
  expect(safeName(name)).toBe(shown);
});
