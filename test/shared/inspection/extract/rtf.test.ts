import { describe, expect, test } from 'vitest';
import { ocrLimits } from '../../../../shared/inspection/limits.ts';
import { cfbOf } from '../documents/cfb.ts';
import { inspected, placesOf } from '../documents/inspected.ts';
import { pictureOf } from '../documents/picture.ts';
import { CARD_GROUPED, OTHER_CARD } from '../documents/values.ts';

const rtf = (body: string, head = '') => `{\\rtf1\\ansi\\ansicpg1252${head} ${body}}`;

test('paragraphs are read without their formatting', async () => {
  const result = await inspected(
    rtf("\\f0 Gr\\'fc\\'dfe\\par Card 4539\\~1488 {\\b 0343} 6\\u52?67\\par", '{\\fonttbl{\\f0 Arial;}}'),
  );

  expect(result.format).toBe('rtf');
  expect(placesOf(result)).toEqual(['paragraph 2']);
});

test('each font has the code page of its character set', async () => {
  const fonts = '{\\fonttbl{\\f0\\fcharset204 Arial;}{\\f1\\fcharset0 Arial;}}';

  const result = await inspected(
    rtf("\\f1 Gr\\'fc\\'dfe\\par\\f0 \\'c8\\'cd\\'cd: 500100732259\\par", fonts),
  );

  expect(placesOf(result, 'RU_INN')).toEqual(['paragraph 2']);
});

test('characters of Unicode are read, and not what stands in for them', async () => {
  const result = await inspected(rtf("\\uc1\\u1048\\'3f\\u1053?\\u1053?: 500100732259\\par"));

  expect(placesOf(result, 'RU_INN')).toEqual(['paragraph 1']);
});

test('a cell of a table is named by its column', async () => {
  const row = (...cells: string[]) =>
    `\\trowd\\cellx100\\cellx200 ${cells.map((cell) => `\\intbl ${cell}\\cell`).join('')}\\row\n`;

  const result = await inspected(rtf(`${row('Name', 'SSN')}${row('Jo', '536221234')}\\pard After\\par`));

  expect(placesOf(result, 'US_SSN')).toEqual(['paragraph 4']);
});

test.each([
  ['header', 'header, paragraph 1'],
  ['footerf', 'footer, paragraph 1'],
  ['footnote', 'footnote, paragraph 1'],
  ['*\\annotation', 'comment'],
  ['*\\shpinst{\\shptxt', 'text box, paragraph 1'],
])('%s is read apart from the text around it', async (word, place) => {
  const part = `{\\${word} card ${CARD_GROUPED}\\par}${word.includes('{') ? '}' : ''}`;

  const result = await inspected(rtf(`Card 5425 2334${part} 3010 9903\\par`));

  expect(placesOf(result)).toEqual(expect.arrayContaining([place]));
  expect(result.findings).toMatchObject([{ dataType: 'CREDIT_CARD', count: 2 }]);
});

test('links, properties and labels are read', async () => {
  const properties = `{\\info{\\title Card ${CARD_GROUPED}}}{\\*\\userprops{\\propname MSIP_Label_1_Name}\\proptype30{\\staticval Secret}}`;
  const link = '{\\field{\\*\\fldinst HYPERLINK "https://jo:hT7kQz93Lm@db.initech.io/x"}{\\fldrslt here}}';

  const result = await inspected(rtf(`${link}\\par`, properties));

  expect(placesOf(result)).toEqual(['property "title"']);
  expect(placesOf(result, 'CONNECTION_STRING')).toEqual(['link']);
  expect(result.labels).toEqual(['Secret']);
});

describe('embedded objects', () => {
  /** An object of OLE 1.0: version, kind, class, two empty names, data. */
  const ole1 = (kind: string, data: Buffer) => {
    const text = (value: string) => {
      const bytes = Buffer.from(`${value}\0`);
      const length = Buffer.alloc(4);
      length.writeUInt32LE(bytes.length);
      return Buffer.concat([length, bytes]);
    };
    const head = Buffer.from('0105000002000000', 'hex');
    const size = Buffer.alloc(4);
    size.writeUInt32LE(data.length);
    return Buffer.concat([head, text(kind), Buffer.alloc(4), Buffer.alloc(4), size, data]);
  };
  const withObject = (object: Buffer) =>
    rtf(
      `Text\\par{\\object\\objemb{\\*\\objdata ${object.toString('hex').replace(/(.{128})/g, '$1\n')}}{\\result x}}`,
    );

  test('the document in one is read', async () => {
    const table = Buffer.from(`card\t${OTHER_CARD}\n${' '.repeat(5000)}`);

    const result = await inspected(withObject(ole1('Excel.Sheet.12', cfbOf({ Package: table }))));

    expect(placesOf(result)).toEqual(['object › object, line 1']);
  });

  test('a packaged file is read under its name', async () => {
    const content = Buffer.from(`card ${CARD_GROUPED}`);
    const path = Buffer.from('C:\\cards.txt\0');
    const sizes = [path.length, content.length].map((length) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(length);
      return bytes;
    });
    const data = Buffer.concat([
      Buffer.from('\x02\0cards.txt\0C:\\cards.txt\0', 'latin1'),
      Buffer.from('00000300', 'hex'),
      sizes[0]!,
      path,
      sizes[1]!,
      content,
    ]);

    expect(placesOf(await inspected(withObject(ole1('Package', data))))).toEqual(['cards.txt, line 1']);
  });

  test('one that is damaged leaves a gap', async () => {
    const result = await inspected(withObject(Buffer.from('01050000020000', 'hex')));

    expect(result).toMatchObject({ status: 'clean', partial: true, partialReasons: ['corrupt'] });
  });
});

test('a picture in a document is read when it is switched on', async () => {
  const { bitmap } = pictureOf('4001 1177 0944 9717');
  const document = rtf(`Text\\par{\\pict\\wbitmap0 ${bitmap.toString('hex').replace(/(.{101})/g, '$1\n')}}`);

  const result = await inspected(document, { limits: { ocr: ocrLimits(process.cwd()) } });

  expect(placesOf(result)).toEqual(['picture, picture, line 1']);
});

test('a document that ends in the middle is read up to there', async () => {
  const result = await inspected(rtf(`Hello\\par card ${CARD_GROUPED} {\\header Page`).slice(0, -1));

  expect(result).toMatchObject({ status: 'flagged', partial: true, partialReasons: ['truncated'] });
  expect(placesOf(result)).toEqual(['paragraph 3']);
});
