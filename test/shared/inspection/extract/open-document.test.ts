import { describe, expect, test } from 'vitest';
import { inspected, placesOf } from '../documents/inspected.ts';
import { CARD_GROUPED, OTHER_CARD } from '../documents/values.ts';
import { zipOf } from '../documents/zip.ts';

const KINDS = { odt: 'text', ods: 'spreadsheet', odp: 'presentation' } as const;
type Kind = keyof typeof KINDS;

const mimetype = (kind: Kind) => `application/vnd.oasis.opendocument.${KINDS[kind]}`;
const packaged = (kind: Kind, body: string) =>
  zipOf({ mimetype: mimetype(kind), 'content.xml': `<office:body>${body}</office:body>` });
const flat = async (kind: Kind, body: string) =>
  `<?xml version="1.0"?>\n<office:document xmlns:office="urn:o" office:version="1.3" office:mimetype="${mimetype(kind)}">` +
  `<office:meta><dc:title>T</dc:title></office:meta><office:body>${body}</office:body></office:document>`;

describe.each([
  ['in a container', packaged, ''],
  ['as one file', flat, 'f'],
] as const)('OpenDocument %s', (_, build, prefix) => {
  const formatOf = (kind: Kind) => (prefix === 'f' ? kind.replace('o', 'fo') : kind);

  test('a value that is split over spans is found, and named by the paragraph before', async () => {
    const body = `<text:p>SSN:</text:p><text:p>5362<text:span text:style-name="a">21</text:span>234</text:p>`;

    const result = await inspected(await build('odt', body));

    expect(result.format).toBe(formatOf('odt'));
    expect(placesOf(result, 'US_SSN')).toEqual(['paragraph 2']);
  });

  test('who commented and the numbers of notes are no part of the text', async () => {
    const note =
      '<text:note><text:note-citation>7</text:note-citation><text:note-body><text:p>n</text:p></text:note-body></text:note>';
    const comment = '<office:annotation><dc:creator>Me</dc:creator><text:p>c</text:p></office:annotation>';

    const result = await inspected(
      await build('odt', `<text:p>x</text:p><text:p>Card 4539 1488${note}${comment} 0343 6467</text:p>`),
    );

    expect(placesOf(result)).toEqual(['paragraph 4']);
  });

  test('a table in a text is called so', async () => {
    const cell = (text: string) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`;
    const row = (...texts: string[]) => `<table:table-row>${texts.map(cell).join('')}</table:table-row>`;

    const result = await inspected(
      await build(
        'odt',
        `<table:table table:name="T1">${row('Name', 'SSN')}${row('Jo', '536221234')}</table:table>`,
      ),
    );

    expect(placesOf(result, 'US_SSN')).toEqual(['table "T1" B2']);
  });

  test('repeated rows and columns are counted, comments have their cell', async () => {
    const sheet =
      '<table:table table:name="Q3"><table:table-row table:number-rows-repeated="7"><table:table-cell/></table:table-row>' +
      `<table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell><office:annotation><text:p>card ${OTHER_CARD}</text:p></office:annotation><text:p>card ${CARD_GROUPED}</text:p></table:table-cell></table:table-row></table:table>`;

    const result = await inspected(await build('ods', sheet));

    expect(result.format).toBe(formatOf('ods'));
    expect(placesOf(result)).toEqual(['sheet "Q3" C8, comment', 'sheet "Q3" C8']);
  });

  test('tables and comments of a slide have its number', async () => {
    const slide =
      '<draw:page/><draw:page><table:table><table:table-row><table:table-cell>' +
      `<text:p>card ${CARD_GROUPED}</text:p></table:table-cell></table:table-row></table:table>` +
      `<office:annotation><text:p>card ${OTHER_CARD}</text:p></office:annotation></draw:page>`;

    const result = await inspected(await build('odp', slide));

    expect(result.format).toBe(formatOf('odp'));
    expect(placesOf(result)).toEqual(['slide 2', 'slide 2, comment']);
  });
});
