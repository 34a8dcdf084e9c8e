import { describe, expect, test } from 'vitest';
import { utf16be, utf32 } from '../documents/encoded.ts';
import { findingOf, inspected, placesOf } from '../documents/inspected.ts';
import { CARD_GROUPED, OTHER_CARD } from '../documents/values.ts';

const TEXT = `Käufer\nCard ${CARD_GROUPED} gültig\n`;

describe('encodings', () => {
  const utf16 = Buffer.from(TEXT, 'utf16le');
  const marked = (mark: string, bytes: Buffer) => Buffer.concat([Buffer.from(mark, 'hex'), bytes]);

  test.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', marked('efbbbf', Buffer.from(TEXT))],
    ['UTF-16 LE with a mark', marked('fffe', utf16)],
    ['UTF-16 BE with a mark', marked('feff', utf16be(TEXT))],
    ['UTF-16 LE', utf16],
    ['UTF-16 BE', utf16be(TEXT)],
    ['UTF-32 LE with a mark', marked('fffe0000', utf32(TEXT, 'le'))],
    ['UTF-32 BE', utf32(TEXT, 'be')],
    ['Latin-1', Buffer.from(TEXT, 'latin1')],
  ])('%s is read', async (_, bytes) => {
    const result = await inspected(bytes);

    expect(result).toMatchObject({ status: 'flagged', format: 'text', partial: false });
    expect(placesOf(result)).toEqual(['line 2']);
  });

  test('bytes that are no text and no known format are not read', async () => {
    const noise = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256));

    expect(await inspected(noise)).toMatchObject({ status: 'skipped', reason: 'unknown_format' });
  });
});

describe('long texts', () => {
  test('a value is found wherever a piece of the text ends', async () => {
    const line = `${'lorem ipsum dolor sit amet '.repeat(3)}\n`;
    const before = line.repeat(Math.ceil((256 * 1024) / line.length));
    const exact = before.slice(0, 256 * 1024 - 12);

    const result = await inspected(`${exact}\ncard ${CARD_GROUPED}\n${before}`);

    expect(findingOf(result, 'CREDIT_CARD')).toMatchObject({ count: 1 });
    expect(placesOf(result)).toEqual([`line ${exact.split('\n').length + 1}`]);
  });

  test('a single line of megabytes is read', async () => {
    const result = await inspected(
      `${'lorem ipsum '.repeat(100_000)} card ${CARD_GROUPED} ${'x y '.repeat(100_000)}`,
    );

    expect(placesOf(result)).toEqual(['line 1']);
  });

  test('text past the limit leaves a gap', async () => {
    const result = await inspected(`card ${CARD_GROUPED}\n${'word '.repeat(200_000)}`, {
      limits: { maxTextChars: 600_000 },
    });

    expect(result).toMatchObject({ status: 'flagged', partial: true, partialReasons: ['too_large'] });
  });
});

test('an empty item is clean, and says so', async () => {
  expect(await inspected('')).toMatchObject({ status: 'clean', reason: 'empty', sizeBytes: 0 });
});

test('a text that stands in base64 inside is read', async () => {
  const encoded = Buffer.from(`number of the card: ${CARD_GROUPED}, valid`).toString('base64');

  expect(placesOf(await inspected(`apiVersion: v1\ndata:\n  note: ${encoded}\n`))).toEqual(['line 3']);
});

test('a program is recognised, and not taken for clean', async () => {
  const program = Buffer.concat([Buffer.from('0061736d01000000', 'hex'), Buffer.alloc(2000, 0xfb)]);

  expect(await inspected(program)).toMatchObject({
    status: 'skipped',
    reason: 'unsupported_format',
    format: 'wasm',
  });
});

describe('tables in text', () => {
  test.each([
    ['comma', 'name,card,city\nJo,4539148803436467,Rome\nAl,,Oslo\n'],
    ['semicolon', 'name;card;city\nJo;4539148803436467;Rome\nAl;;Oslo\n'],
    ['tab', 'name\tcard\tcity\nJo\t4539148803436467\tRome\nAl\t\tOslo\n'],
  ])('cells are named by their column, separated by %s', async (_, table) => {
    const result = await inspected(table);

    expect(result.format).toBe('csv');
    expect(placesOf(result)).toEqual(['B2']);
  });

  test('quoted cells keep separators, quotes and line breaks', async () => {
    const result = await inspected(`note,card\n"a ""b"",\nc","${OTHER_CARD}"\n"d",5\n`);

    expect(placesOf(result)).toEqual(['B2, line 3']);
  });

  test('a quote that never closes does not hide the rest', async () => {
    const result = await inspected(
      `note,card\nx,1\ny,2\nz,"${'lorem '.repeat(100_000)} card ${CARD_GROUPED} `,
    );

    expect(findingOf(result, 'CREDIT_CARD')).toMatchObject({ count: 1 });
  });

  test('prose with commas is not a table', async () => {
    const result = await inspected(
      'Dear Jo, thanks for the order.\nThe card, as agreed, is the old one.\nYours, Al\n',
    );

    expect(result.format).toBe('text');
  });
});

describe('JSON', () => {
  test('values are found by their path, named by their keys', async () => {
    const people = {
      people: [{ name: 'Jo' }, { name: 'Al', ssn: '536221234', 'pay by': { card: 4539148803436467 } }],
    };

    const result = await inspected(JSON.stringify(people, null, 2));

    expect(result.format).toBe('json');
    expect(placesOf(result, 'US_SSN')).toEqual(['$.people[1].ssn, line 8']);
    expect(placesOf(result)).toEqual(['$.people[1]["pay by"].card, line 10']);
  });

  test('each line of NDJSON is a document', async () => {
    const result = await inspected(`{"id":1}\n{"card":"${CARD_GROUPED}"}\n{"id":3}\n`);

    expect(placesOf(result)).toEqual(['$.card, line 2']);
  });

  test('an object that says what its value is names it', async () => {
    expect(placesOf(await inspected('[{"type":"ssn","value":"536221234"}]'), 'US_SSN')).toEqual([
      '$[0].value, line 1',
    ]);
  });

  test('escapes are undone', async () => {
    expect(placesOf(await inspected('{"card":"4539\\u00201488\\u00200343\\u00206467"}'))).toEqual([
      '$.card, line 1',
    ]);
  });

  test('keys that would reach prototypes are keys like any other', async () => {
    const result = await inspected(
      `{"__proto__":{"card":"${CARD_GROUPED}"},"constructor":{"prototype":{"polluted":1}}}`,
    );

    expect(placesOf(result)).toEqual(['$.__proto__.card, line 1']);
    expect('polluted' in {}).toBe(false);
  });

  test('long strings are read in pieces', async () => {
    const long = 'lorem ipsum '.repeat(200_000);

    const result = await inspected(JSON.stringify({ a: `${long}card ${CARD_GROUPED} ${long}` }));

    expect(findingOf(result, 'CREDIT_CARD')).toMatchObject({ count: 1 });
  });

  test('what only begins like JSON is read as text', async () => {
    const result = await inspected(`{"a": 1} and then\nprose with a card ${CARD_GROUPED}\n`);

    expect(result).toMatchObject({ format: 'text', partial: false });
    expect(placesOf(result)).toEqual(['line 2']);
  });

  test('a document that ends in the middle is read up to there', async () => {
    const result = await inspected(`{"a": [{"card": "${CARD_GROUPED}`);

    expect(result).toMatchObject({ partial: true, partialReasons: ['truncated'] });
    expect(placesOf(result)).toEqual(['$.a[0].card, line 1']);
  });
});

describe('markup', () => {
  test('HTML is read as people see it, with its scripts, comments and values', async () => {
    const html = [
      '<!DOCTYPE html><html><head><title>T</title></head><body>',
      `<p>Card <b>4539</b>&nbsp;1488 <i>0343</i> 6467</p>`,
      `<script>const a = 1 < 2; // card ${OTHER_CARD.replace(/(.{4})(?=.)/g, '$1 ')}</script>`,
      '<!-- card 4929 4212 3460 0821 -->',
      '<input name="ssn" value="536221234">',
      '</body></html>',
    ].join('\n');

    const result = await inspected(html);

    expect(result.format).toBe('html');
    expect(placesOf(result)).toEqual(['line 2', 'line 3', 'line 4']);
    expect(placesOf(result, 'US_SSN')).toEqual(['line 5']);
  });

  test('cells of an HTML table are named by their column', async () => {
    const table = '<table><tr><th>Name<th>SSN<tr>\n<td>Jo<td>536221234</table>';

    expect(placesOf(await inspected(`<html>${table}</html>`), 'US_SSN')).toEqual(['line 2']);
  });

  test('XML is found by its path, named by its elements', async () => {
    const xml = `<?xml version="1.0"?>\n<r:staff xmlns:r="r">\n<person ssn="536221234"><card><![CDATA[${CARD_GROUPED}]]></card></person></r:staff>`;

    const result = await inspected(xml);

    expect(result.format).toBe('xml');
    expect(placesOf(result)).toEqual(['/staff/person/card, line 3']);
    expect(placesOf(result, 'US_SSN')).toEqual(['/staff/person, line 3']);
  });

  test('entities of a document type are not expanded', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><r>&b;&b; card ${CARD_GROUPED}</r>`;

    const result = await inspected(bomb);

    expect(placesOf(result)).toEqual(['/r, line 1']);
    expect(result.stats.textChars).toBeLessThan(100);
  });

  test('damaged markup is read as far as it goes', async () => {
    expect(placesOf(await inspected(`<a><b attr="x>\n<c> card ${CARD_GROUPED} < 5`))).not.toEqual([]);
  });
});

describe('rich text', () => {
  test('paragraphs are read without their formatting', async () => {
    const rtf = `{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\f0 Gr\\'fc\\'dfe\\par Card 4539\\~1488 {\\b 0343} 6\\u52?67\\par}`;

    const result = await inspected(rtf);

    expect(result.format).toBe('rtf');
    expect(placesOf(result)).toEqual(['paragraph 2']);
  });
});
