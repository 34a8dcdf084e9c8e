import { PDFHexString, PDFName } from 'pdf-lib';
import { expect, test } from 'vitest';
import { inspected, placesOf } from '../documents/inspected.ts';
import { addNote, pdfOf } from '../documents/pdf.ts';
import { CARD_GROUPED, OTHER_CARD } from '../documents/values.ts';

test('text is found by page and line', async () => {
  const result = await inspected(await pdfOf(['Hello', `Invoice\nCard ${CARD_GROUPED}`]));

  expect(result).toMatchObject({ status: 'flagged', format: 'pdf', partial: false });
  expect(placesOf(result)).toEqual(['page 2, line 2']);
});

test('form fields are named by their field', async () => {
  const document = await pdfOf(['Form'], (pdf) => {
    const field = pdf.getForm().createTextField('person.ssn');
    field.setText('536221234');
    field.addToPage(pdf.getPage(0), { x: 20, y: 300 });
  });

  const result = await inspected(document);

  expect(placesOf(result, 'US_SSN')).toContain('page 1, field "person.ssn"');
});

test('notes are read', async () => {
  const document = await pdfOf(['Form'], (pdf) => addNote(pdf, `Card ${CARD_GROUPED}`));

  expect(placesOf(await inspected(document))).toEqual(['page 1, comment']);
});

test('embedded files are read as documents inside', async () => {
  const document = await pdfOf(['See attachment'], (pdf) =>
    pdf.attach(Buffer.from(`a\nb card ${CARD_GROUPED}\n`), 'cards.txt'),
  );

  expect(placesOf(await inspected(document))).toEqual(['cards.txt, line 2']);
});

test('files that are pinned to a page are read as documents inside', async () => {
  const document = await pdfOf(['See pin'], (pdf) => {
    const file = pdf.context.stream(`card ${CARD_GROUPED}`, { Type: 'EmbeddedFile' });
    const pin = pdf.context.obj({
      Type: 'Annot',
      Subtype: 'FileAttachment',
      Rect: [10, 10, 30, 30],
      FS: {
        Type: 'Filespec',
        F: PDFHexString.fromText('cards.txt'),
        UF: PDFHexString.fromText('cards.txt'),
        EF: { F: pdf.context.register(file) },
      },
    });
    pdf.getPage(0).node.set(PDFName.of('Annots'), pdf.context.obj([pdf.context.register(pin)]));
  });

  expect(placesOf(await inspected(document))).toEqual(['cards.txt, line 1']);
});

test('document information is read', async () => {
  const document = await pdfOf(['Hello'], (pdf) => pdf.setSubject(`Card ${OTHER_CARD}`));

  expect(placesOf(await inspected(document))).toEqual(['property "Subject"']);
});

test('metadata in XMP is read, with the sensitivity label', async () => {
  const xmp =
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/">' +
    `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Card ${OTHER_CARD}</rdf:li></rdf:Alt></dc:description>` +
    '<pdfx:MSIP_Label_1a2b_Name>Secret</pdfx:MSIP_Label_1a2b_Name></rdf:Description></rdf:RDF></x:xmpmeta>';
  const document = await pdfOf(['Hello'], (pdf) => {
    const stream = pdf.context.stream(xmp, { Type: 'Metadata', Subtype: 'XML' });
    pdf.catalog.set(PDFName.of('Metadata'), pdf.context.register(stream));
  });

  const result = await inspected(document);

  expect(placesOf(result)).toEqual(['property "description"']);
  expect(result.labels).toEqual(['Secret']);
});

test('bookmarks are read', async () => {
  const document = await pdfOf(['Hello'], (pdf) => {
    const item = pdf.context.register(
      pdf.context.obj({ Title: PDFHexString.fromText(`Card ${CARD_GROUPED}`) }),
    );
    const outline = pdf.context.obj({ Type: 'Outlines', First: item, Last: item, Count: 1 });
    pdf.catalog.set(PDFName.of('Outlines'), pdf.context.register(outline));
  });

  expect(placesOf(await inspected(document))).toEqual(['bookmark']);
});

test('a page that is only a picture is not taken for an empty one', async () => {
  const pixel =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
  const scan = await pdfOf([''], async (pdf) => {
    pdf.getPage(0).drawImage(await pdf.embedPng(pixel), { x: 0, y: 0, width: 300, height: 300 });
  });

  expect(await inspected(scan)).toMatchObject({
    status: 'skipped',
    reason: 'unsupported_format',
    format: 'pdf',
  });
});

test('more pages than the limit leave a gap', async () => {
  const result = await inspected(await pdfOf(['one', 'two', 'three']), { limits: { maxPdfPages: 2 } });

  expect(result).toMatchObject({ status: 'clean', partial: true, partialReasons: ['too_large'] });
});

test('a PDF that was cut off is truncated', async () => {
  const whole = await pdfOf(['Hello']);

  expect(await inspected(whole.subarray(0, 300))).toMatchObject({ status: 'skipped', reason: 'truncated' });
});
