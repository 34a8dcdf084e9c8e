import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { cfbOf } from '../documents/cfb.ts';
import { inspected, placesOf } from '../documents/inspected.ts';
import { docxOf, paragraph } from '../documents/office.ts';
import { tarOf } from '../documents/tar.ts';
import { CARD_GROUPED } from '../documents/values.ts';
import { zipOf } from '../documents/zip.ts';

const CARD_TEXT = `Hello\ncard ${CARD_GROUPED}\n`;

describe('archives', () => {
  test('members are found by their path, archives in archives too', async () => {
    const inner = await zipOf({ 'b/cards.txt': CARD_TEXT });

    const result = await inspected(await zipOf({ 'readme.txt': 'Hi', 'a/inner.zip': inner }));

    expect(result).toMatchObject({ status: 'flagged', format: 'zip', partial: false });
    expect(placesOf(result)).toEqual(['a/inner.zip › b/cards.txt, line 2']);
  });

  test('a gzip file is read as what it holds', async () => {
    const result = await inspected(gzipSync(CARD_TEXT));

    expect(result.format).toBe('gzip');
    expect(placesOf(result)).toEqual(['content, line 2']);
  });

  test('a gzipped tar archive is read member by member', async () => {
    const result = await inspected(gzipSync(tarOf({ 'x/notes.txt': 'Nothing', 'x/cards.txt': CARD_TEXT })));

    expect(placesOf(result)).toEqual(['content › x/cards.txt, line 2']);
  });

  test('names decide nothing: a document by another name is read as what it is', async () => {
    const result = await inspected(
      await zipOf({ 'photo.jpg': await docxOf(paragraph(CARD_TEXT)), 'a.docx': CARD_TEXT }),
    );

    expect(placesOf(result)).toEqual(['photo.jpg, paragraph 1', 'a.docx, line 2']);
  });

  test('names that point outside are names like any other', async () => {
    const archive = Buffer.from(await zipOf({ 'aa/bb/cards.txt': CARD_TEXT }));
    const hostile = Buffer.from(archive.toString('latin1').replaceAll('aa/bb/', '../../'), 'latin1');

    expect(placesOf(await inspected(hostile))).toEqual(['../../cards.txt, line 2']);
  });

  test('a name that holds a value is found and not shown', async () => {
    const result = await inspected(await zipOf({ 'card 4539 1488 0343 6467.txt': 'Hi' }));

    expect(result.findings).toMatchObject([
      { dataType: 'CREDIT_CARD', places: ['card •••.txt, property "file name"'] },
    ]);
  });
});

describe('OpenDocument', () => {
  const odf = (kind: string, content: string) =>
    zipOf({
      mimetype: `application/vnd.oasis.opendocument.${kind}`,
      'content.xml': `<office:body>${content}</office:body>`,
    });

  test('text documents are read by paragraph, with annotations', async () => {
    const result = await inspected(
      await odf(
        'text',
        `<text:p>Hi</text:p><text:p>card 4539<text:s/>1488 <text:span>0343</text:span> 6467</text:p>
        <text:p>x<office:annotation><text:p>card 4929 4212 3460 0821</text:p></office:annotation></text:p>`,
      ),
    );

    expect(result.format).toBe('odt');
    expect(placesOf(result)).toEqual(['paragraph 2', 'comment']);
  });

  test('spreadsheets are read by cell, repeated cells counted', async () => {
    const cell = (text: string, more = '') =>
      `<table:table-cell${more}><text:p>${text}</text:p></table:table-cell>`;
    const empty = '<table:table-cell table:number-columns-repeated="2"/>';

    const result = await inspected(
      await odf(
        'spreadsheet',
        `<table:table table:name="Q3"><table:table-row>${cell('Name')}${empty}${cell('SSN')}</table:table-row>
         <table:table-row>${cell('Jo')}${empty}${cell('536221234')}</table:table-row></table:table>`,
      ),
    );

    expect(result.format).toBe('ods');
    expect(placesOf(result, 'US_SSN')).toEqual(['sheet "Q3" D2']);
  });

  test('presentations are read by slide, with notes', async () => {
    const result = await inspected(
      await odf(
        'presentation',
        `<draw:page><text:p>Hi</text:p></draw:page><draw:page><text:p>card ${CARD_GROUPED}</text:p>
         <presentation:notes><text:p>card 4929 4212 3460 0821</text:p></presentation:notes></draw:page>`,
      ),
    );

    expect(result.format).toBe('odp');
    expect(placesOf(result)).toEqual(['slide 2', 'slide 2, notes']);
  });
});

describe('compound files', () => {
  const utf16 = (text: string) => Buffer.from(text, 'utf16le');

  test('Outlook messages are read with subject, body, recipients and attachments', async () => {
    const message = cfbOf({
      '__properties_version1.0': Buffer.alloc(32),
      '__substg1.0_0037001F': utf16('Invoice'),
      '__substg1.0_1000001F': utf16(`Hello\ncard ${CARD_GROUPED}\n`),
      '__recip_version1.0_#00000000/__substg1.0_39FE001F': utf16('jane.roe@initech.io'),
      '__attach_version1.0_#00000000/__substg1.0_3707001F': utf16('cards.txt'),
      '__attach_version1.0_#00000000/__substg1.0_37010102': Buffer.from(
        `card 4929 4212 3460 0821${' '.repeat(5000)}`,
      ),
      '__attach_version1.0_#00000001/__substg1.0_3701000D/__properties_version1.0': Buffer.alloc(24),
      '__attach_version1.0_#00000001/__substg1.0_3701000D/__substg1.0_1000001F':
        utf16('card 5425 2334 3010 9903'),
      '__attach_version1.0_#00000002/__substg1.0_3701000D/CONTENTS': Buffer.from(
        `card 4556 7375 8689 9855${' '.repeat(5000)}`,
      ),
      '__attach_version1.0_#00000003/__substg1.0_3701000D/Workbook': Buffer.alloc(5000, 1),
    });

    const result = await inspected(message);

    expect(result.format).toBe('msg');
    expect(placesOf(result)).toEqual([
      'body, line 2',
      'attachment › object, line 1',
      'attachment, body',
      'cards.txt, line 1',
    ]);
    expect(result.partialReasons).toEqual(['unsupported_format']);
    expect(placesOf(result, 'EMAIL_ADDRESS')).toEqual(['to']);
  });

  test('an encrypted Office document is encrypted', async () => {
    const document = cfbOf({ EncryptionInfo: Buffer.alloc(100), EncryptedPackage: Buffer.alloc(9000, 7) });

    expect(await inspected(document)).toMatchObject({ status: 'skipped', reason: 'encrypted' });
  });

  test('an old Word document is named, and not taken for clean', async () => {
    const result = await inspected(cfbOf({ WordDocument: Buffer.alloc(5000, 1) }));

    expect(result).toMatchObject({ status: 'skipped', reason: 'unsupported_format', format: 'doc' });
  });

  test('chains of sectors that run in a circle end', async () => {
    const message = cfbOf({
      '__properties_version1.0': Buffer.alloc(32),
      '__substg1.0_1000001F': utf16('x'.repeat(9000)),
    });
    const fatStart = 512 + message.readUInt32LE(76) * 512;
    const directory = message.readUInt32LE(48);
    message.writeUInt32LE(directory, fatStart + directory * 4);

    expect(await inspected(message)).toMatchObject({ status: 'skipped', reason: 'corrupt' });
  });
});
