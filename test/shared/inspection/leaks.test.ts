import { describe, expect, test } from 'vitest';
import { hashRecords } from '../../../shared/inspection/custom/exact-data.ts';
import { DATA_TYPES } from '../../../shared/inspection/detectors/catalogue.ts';
import { safeName } from '../../../shared/inspection/place.ts';
import type { TenantPolicy } from '../../../shared/inspection/policy.ts';
import { HASH_KEY, inspected } from './documents/inspected.ts';
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

/** Values that only words around them make one, so that nothing in a name alone tells. */
const SAMPLES = DATA_TYPES.flatMap(({ id, hits }) =>
  hits.flatMap((hit) => {
    const sentence = hit.replaceAll(/[«»]/g, '').replaceAll('\n', ' ');
    return [...hit.matchAll(/«([^»\n]+)»/g)].map((match) => ({ id, value: match[1]!, sentence }));
  }),
);
const signsOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const inXml = (text: string) => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

test.each<[string, (value: string, sentence: string) => Promise<Buffer> | Buffer]>([
  ['names of members', (value, sentence) => zipOf({ [`${value}.txt`]: sentence })],
  ['keys of JSON', (value, sentence) => Buffer.from(JSON.stringify({ [value]: sentence }))],
  ['names of sheets', (value, sentence) => xlsxOf({ [inXml(value)]: rowsOf([inXml(sentence)]) })],
  [
    'subjects and names of attachments',
    (value, sentence) =>
      Buffer.from(
        `From: a@b.io\r\nTo: c@d.io\r\nSubject: ${sentence}\r\nContent-Type: text/plain\r\n` +
          `Content-Disposition: attachment; filename="${value.replaceAll('"', '')}"\r\n\r\n${sentence}\r\n`,
      ),
  ],
])('samples of every type in %s do not leave the engine', { timeout: 120_000 }, async (_, build) => {
  const leaks: unknown[] = [];
  for (const { id, value, sentence } of SAMPLES) {
    const { findings } = await inspected(await build(value, sentence), { policy: { minConfidence: 'low' } });
    const shown = JSON.stringify(findings.map(({ places, samples }) => [places, samples]));
    if (signsOf(value).length > 4 && signsOf(shown).includes(signsOf(value))) leaks.push({ id, shown });
  }

  expect(SAMPLES.length).toBeGreaterThan(300);
  expect(leaks).toEqual([]);
});

test('values of the tenant’s own types in names do not leave the engine', async () => {
  const archive = await zipOf({
    'falcon reserve/EMP-12345.txt': 'Project Falcon Reserve, by EMP-12345 for customer Acme 77',
    'Acme_77.json': JSON.stringify({ 'EMP-12345': { 'Falcon reserve': 'for Acme-77 by EMP-12345' } }),
  });
  const policy: Partial<TenantPolicy> = {
    dictionaries: [{ id: 'PROJECT', name: 'Project', words: ['Falcon Reserve'] }],
    patterns: [{ id: 'STAFF', name: 'Staff', pattern: 'EMP-\\d{5}' }],
    exactData: [{ id: 'CUSTOMER', name: 'Customer', ...hashRecords([['ACME-77']], HASH_KEY), minOthers: 0 }],
  };

  const { findings } = await inspected(archive, { policy });

  expect(findings.map(({ dataType }) => dataType)).toEqual(['PROJECT', 'STAFF', 'CUSTOMER']);
  expect(JSON.stringify(findings)).not.toMatch(/12345|falcon|acme/i);
  expect(findings[0]!.places).toContain('•••/•••.txt, property "file name"');
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

describe('the name of an item', () => {
  const nameOf = async (text: string, declaredName: string, policy: Partial<TenantPolicy> = {}) =>
    (await inspected(Buffer.from(text), { declaredName, policy })).name;

  test('is shown without what was found in the item', async () => {
    // Only the words in the item make it a number of insurance.
    const name = await nameOf(`Her social security number is ${SECRETS.ssn}.`, `Jane ${SECRETS.ssn}.txt`);

    expect(name).toBe('Jane •••.txt');
  });

  test.each([
    [`card ${SECRETS.card}.txt`, 'card •••.txt'],
    [`card_${SECRETS.card.replaceAll(' ', '')}_scan.pdf`, 'card_•••_scan.pdf'],
    [`${SECRETS.iban}.csv`, '•••.csv'],
    ['Invoice 2026-0930, 100234.pdf', 'Invoice 2026-0930, 100234.pdf'],
    ['IMG_20260930_142233.jpg', 'IMG_20260930_142233.jpg'],
  ])('is shown without what it is itself: %#', async (declaredName, shown) => {
    expect(await nameOf('Nothing', declaredName)).toBe(shown);
  });

  test('makes no finding', async () => {
    const result = await inspected(Buffer.from('Nothing'), { declaredName: `card ${SECRETS.card}.txt` });

    expect(result).toMatchObject({ status: 'clean', findings: [] });
  });

  test('is shown without words of the tenant’s own', async () => {
    const dictionaries = [{ id: 'PROJECT', name: 'Project', words: ['Falcon Reserve'] }];

    expect(await nameOf('Nothing', 'Falcon Reserve, budget.txt', { dictionaries })).toBe('•••, budget.txt');
  });

  test('is unknown where nobody gave one', async () => {
    expect((await inspected(Buffer.from('Nothing'))).name).toBeNull();
  });
});
