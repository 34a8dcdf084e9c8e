import { describe, expect, test } from 'vitest';
import { findingOf, inspected, placesOf } from '../documents/inspected.ts';
import { docxOf, paragraph, pptxOf, relationships, slide, xlsxOf } from '../documents/office.ts';
import { CARD_GROUPED, OTHER_CARD } from '../documents/values.ts';
import { zipOf } from '../documents/zip.ts';

describe('docx', () => {
  test('a value split over several runs is found in its paragraph', async () => {
    const result = await inspected(
      await docxOf(paragraph('Hello') + paragraph('Card 45|39 1488 0343| 6467')),
    );

    expect(result).toMatchObject({ status: 'flagged', format: 'docx', partial: false });
    expect(placesOf(result)).toEqual(['paragraph 2']);
  });

  test('pages are counted where Word left its page breaks', async () => {
    const body =
      paragraph('First page') +
      `<w:p><w:r><w:lastRenderedPageBreak/><w:t>Card ${CARD_GROUPED}</w:t></w:r></w:p>`;

    expect(placesOf(await inspected(await docxOf(body)))).toEqual(['page 2, paragraph 2']);
  });

  test.each([
    ['word/header1.xml', 'hdr', 'header, paragraph 1'],
    ['word/footer2.xml', 'ftr', 'footer, paragraph 1'],
    ['word/footnotes.xml', 'footnotes', 'footnotes'],
    ['word/comments.xml', 'comments', 'comment'],
    ['word/diagrams/data1.xml', 'dataModel', 'diagram, paragraph 1'],
    ['word/glossary/document.xml', 'glossaryDocument', 'paragraph 1'],
  ])('%s is read', async (part, root, place) => {
    const document = await docxOf(paragraph('Nothing here'), {
      [part]: `<w:${root} xmlns:w="w">${paragraph(`Card ${CARD_GROUPED}`)}</w:${root}>`,
    });

    expect(placesOf(await inspected(document))).toEqual([place]);
  });

  test('text that tracked changes deleted is still in the file, so it is found', async () => {
    const deleted = `<w:p><w:del><w:r><w:delText>Card ${CARD_GROUPED}</w:delText></w:r></w:del></w:p>`;

    expect(placesOf(await inspected(await docxOf(deleted)))).toEqual(['paragraph 1']);
  });

  test('a cell of a table is named by its column', async () => {
    const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;
    const table = `<w:tbl><w:tr>${cell('Name')}${cell('SSN')}</w:tr><w:tr>${cell('Jo')}${cell('536221234')}</w:tr></w:tbl>`;

    const result = await inspected(await docxOf(table));

    expect(findingOf(result, 'US_SSN')).toMatchObject({ confidence: 'high', count: 1 });
  });

  test('an embedded workbook is read as a document inside', async () => {
    const workbook = await xlsxOf({ Q3: `<row r="1"><c r="B1" t="str"><v>${CARD_GROUPED}</v></c></row>` });
    const document = await docxOf(paragraph('See table'), { 'word/embeddings/Sheet1.xlsx': workbook });

    expect(placesOf(await inspected(document))).toEqual(['Sheet1.xlsx, sheet "Q3" B1']);
  });

  test('the sensitivity label is read from the properties', async () => {
    const document = await docxOf(paragraph('Hello'), {
      'docProps/custom.xml':
        '<Properties><property name="MSIP_Label_1a2b_Enabled"><vt:lpwstr>true</vt:lpwstr></property>' +
        '<property name="MSIP_Label_1a2b_Name"><vt:lpwstr>Strictly Confidential</vt:lpwstr></property></Properties>',
    });

    expect(await inspected(document)).toMatchObject({ status: 'clean', labels: ['Strictly Confidential'] });
  });

  test('a package without its document is damaged, not empty', async () => {
    const document = await zipOf({ '[Content_Types].xml': '<Types/>', 'word/styles.xml': '<w:styles/>' });

    expect(await inspected(document)).toMatchObject({ status: 'skipped', reason: 'corrupt', format: 'docx' });
  });

  test('a file that somebody put into the package is read', async () => {
    const document = await docxOf(paragraph('Hello'), { 'word/notes.txt': `card ${CARD_GROUPED}` });

    expect(placesOf(await inspected(document))).toEqual(['notes.txt, line 1']);
  });

  test('pages are not made up where no program has left their breaks', async () => {
    const breaks = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';

    const result = await inspected(
      await docxOf(`${paragraph('One')}${breaks}${paragraph(`Card ${CARD_GROUPED}`)}`),
    );

    expect(placesOf(result)).toEqual(['paragraph 2']);
  });

  test('a text box that is there twice, for older programs, is one', async () => {
    const box = `<w:txbxContent>${paragraph(`Card ${CARD_GROUPED}`)}</w:txbxContent>`;
    const document = await docxOf(
      `<w:p><w:r><mc:AlternateContent><mc:Choice>${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent></w:r></w:p>`,
    );

    expect(placesOf(await inspected(document))).toEqual(['paragraph 1']);
  });

  test('the database that letters are filled from is read, with its password', async () => {
    const document = await docxOf(paragraph('Dear'), {
      'word/settings.xml':
        '<w:settings><w:mailMerge><w:connectString w:val="Server=db1;Database=x;User Id=sa;Password=hT7kQz93Lm;"/></w:mailMerge></w:settings>',
    });

    expect(placesOf(await inspected(document), 'CONNECTION_STRING')).toEqual(['property "connectString"']);
  });

  test('links to the outside are read', async () => {
    const document = await docxOf(paragraph('Mail us'), {
      'word/_rels/document.xml.rels': relationships([['rId9', 'hyperlink', '!mailto:jane.roe@initech.io']]),
    });

    expect(placesOf(await inspected(document), 'EMAIL_ADDRESS')).toEqual(['link']);
  });
});

describe('xlsx', () => {
  test('shared strings, inline strings, formula results and numbers are read by cell', async () => {
    const document = await xlsxOf(
      {
        Cards:
          '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>' +
          `<row r="2"><c r="A2"><v>4.539148803436467E+15</v></c><c r="B2" t="inlineStr"><is><t>${OTHER_CARD}</t></is></c></row>` +
          '<row r="3"><c r="B3" t="str"><f>A1&amp;B1</f><v>4929 4212 3460 0821</v></c></row>',
      },
      {
        'xl/sharedStrings.xml':
          '<sst><si><t>Card number</t></si><si><r><t>Second </t></r><r><t>card</t></r></si></sst>',
      },
    );

    const result = await inspected(document);

    expect(result.format).toBe('xlsx');
    expect(placesOf(result)).toEqual(['sheet "Cards" A2', 'sheet "Cards" B2', 'sheet "Cards" B3']);
  });

  test('hidden sheets, comments and page headers are read', async () => {
    const document = await xlsxOf(
      { Hidden: `<row r="5"><c r="C5" t="str"><v>${CARD_GROUPED}</v></c></row>` },
      {
        'xl/worksheets/_rels/sheet1.xml.rels': relationships([['rId1', 'comments', '../comments1.xml']]),
        'xl/comments1.xml': `<comments><commentList><comment ref="D7"><text><r><t>old card ${OTHER_CARD}</t></r></text></comment></commentList></comments>`,
      },
    );

    expect(placesOf(await inspected(document))).toEqual(['sheet "Hidden" C5', 'sheet "Hidden" D7, comment']);
  });

  test('a formula without a stored result is read itself', async () => {
    const document = await xlsxOf({
      A: `<row r="1"><c r="A1"><f>"card ${CARD_GROUPED}"</f><v></v></c></row>`,
    });

    expect(placesOf(await inspected(document))).toEqual(['sheet "A" A1']);
  });

  test('where a workbook gets its data from is read, with its password', async () => {
    const document = await xlsxOf(
      { A: '<row r="1"><c r="A1"><v>1</v></c></row>' },
      {
        'xl/connections.xml':
          '<connections><connection id="1" name="x"><dbPr connection="Server=db1;Database=x;User Id=sa;Password=hT7kQz93Lm;"/></connection></connections>',
      },
    );

    expect(placesOf(await inspected(document), 'CONNECTION_STRING')).toEqual(['property "data connection"']);
  });

  test('a workbook in binary is recognised, and not taken for a damaged one', async () => {
    const document = await zipOf({
      '[Content_Types].xml': '<Types/>',
      'xl/workbook.bin': Buffer.alloc(100, 1),
    });

    expect(await inspected(document)).toMatchObject({ status: 'skipped', reason: 'unsupported_format' });
  });

  test('numbers and dates are read as the cells show them', async () => {
    const document = await xlsxOf(
      {
        People:
          '<row r="1"><c r="A1" t="str"><v>SSN</v></c><c r="B1" t="str"><v>Date of birth</v></c></row>' +
          '<row r="2"><c r="A2" s="1"><v>78051121</v></c><c r="B2" s="2"><v>29221</v></c></row>',
      },
      {
        'xl/styles.xml':
          '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="000\\-00\\-0000"/></numFmts>' +
          '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
          '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>',
      },
    );

    const result = await inspected(document);

    expect(findingOf(result, 'US_SSN')?.samples).toEqual(['•••-••-1121']);
    expect(placesOf(result, 'DATE_OF_BIRTH')).toEqual(['sheet "People" B2']);
  });

  test('the header of the column makes a bare number a finding', async () => {
    const text = (value: string) => `t="inlineStr"><is><t>${value}</t></is></c>`;
    const document = await xlsxOf({
      People: `<row r="1"><c r="A1" ${text('Name')}<c r="B1" ${text('SSN')}</row><row r="2"><c r="A2" ${text('Jo')}<c r="B2"><v>536221234</v></c></row>`,
    });

    expect(placesOf(await inspected(document), 'US_SSN')).toEqual(['sheet "People" B2']);
  });
});

describe('pptx', () => {
  test('slides, notes and comments are read in the order of the presentation', async () => {
    const document = await pptxOf(['Welcome', `Card ${CARD_GROUPED}`], {
      'ppt/slides/_rels/slide1.xml.rels': relationships([
        ['rId1', 'notesSlide', '../notesSlides/notesSlide1.xml'],
        ['rId2', 'comments', '../comments/comment1.xml'],
      ]),
      'ppt/notesSlides/notesSlide1.xml': slide(`Card ${OTHER_CARD}`),
      'ppt/comments/comment1.xml':
        '<p:cmLst><p:cm><p:text>Card 4929 4212 3460 0821</p:text></p:cm></p:cmLst>',
    });

    const result = await inspected(document);

    expect(result.format).toBe('pptx');
    expect(placesOf(result)).toEqual(['slide 1, notes', 'slide 1, comment', 'slide 2']);
  });

  test('comments of today and diagrams are read, values split over runs too', async () => {
    const runs = '<a:p><a:r><a:t>Card 4539 14</a:t></a:r><a:r><a:t>88 0343 6467</a:t></a:r></a:p>';
    const document = await pptxOf(['Welcome'], {
      'ppt/slides/_rels/slide1.xml.rels': relationships([
        ['rId1', 'comments', '../comments/modernComment_1.xml'],
        ['rId2', 'diagramData', '../diagrams/data1.xml'],
      ]),
      'ppt/comments/modernComment_1.xml': `<p188:cmLst><p188:cm><p188:txBody>${runs}</p188:txBody></p188:cm></p188:cmLst>`,
      'ppt/diagrams/data1.xml': `<dgm:dataModel><dgm:pt><dgm:t>${runs}</dgm:t></dgm:pt></dgm:dataModel>`,
    });

    expect(placesOf(await inspected(document))).toEqual(['slide 1, comment', 'slide 1']);
  });

  test('what stands on every slide is read', async () => {
    const document = await pptxOf(['Welcome'], {
      'ppt/slideMasters/slideMaster1.xml': slide(`Card ${CARD_GROUPED}`),
    });

    expect(placesOf(await inspected(document))).toEqual(['slide master']);
  });
});

describe('pictures', () => {
  const picture = { 'word/media/image1.png': Buffer.from('89504e470d0a1a0a', 'hex') };

  test('a document of nothing but pictures is not clean', async () => {
    expect(await inspected(await docxOf(paragraph('Page 1'), picture))).toMatchObject({
      partial: true,
      partialReasons: ['unsupported_format'],
    });
    expect(await inspected(await docxOf('<w:p/>', picture))).toMatchObject({
      status: 'skipped',
      reason: 'unsupported_format',
    });
  });

  test('a picture beside a text is decoration', async () => {
    const document = await docxOf(
      paragraph('A text that is long enough to be what the document is about.'),
      picture,
    );

    expect(await inspected(document)).toMatchObject({ status: 'clean', partial: false });
  });
});
