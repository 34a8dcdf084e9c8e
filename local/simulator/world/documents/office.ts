import { zip } from './zip.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const SLIDE = 'http://schemas.openxmlformats.org/presentationml/2006/main';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const TYPES = 'application/vnd.openxmlformats-officedocument';

/** A Word document; every third paragraph is cut into runs in the middle of a word, as editing leaves it. */
export function docx(paragraphs: readonly string[]): Buffer {
  const body = paragraphs.map((text, i) => {
    const lines = text.split('\n').map((line) => runs(line, i % 3 === 0));
    return `<w:p>${lines.join('<w:r><w:br/></w:r>')}</w:p>`;
  });
  return office('word/document.xml', `${TYPES}.wordprocessingml.document.main+xml`, {
    'word/document.xml': `<w:document xmlns:w="${WORD}"><w:body>${body.join('')}</w:body></w:document>`,
  });
}

/** A workbook of one sheet; texts are shared strings, as Excel writes them. */
export function xlsx(sheetName: string, rows: readonly (readonly string[])[]): Buffer {
  const shared = [...new Set(rows.flat())];
  const position = new Map(shared.map((text, i) => [text, i]));
  const cell = (text: string, row: number, column: number) =>
    text === '' ? '' : `<c r="${columnName(column)}${row + 1}" t="s"><v>${position.get(text)}</v></c>`;
  const data = rows.map(
    (row, i) => `<row r="${i + 1}">${row.map((text, j) => cell(text, i, j)).join('')}</row>`,
  );
  return office('xl/workbook.xml', `${TYPES}.spreadsheetml.sheet.main+xml`, {
    'xl/workbook.xml': `<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><sheets><sheet name="${escapeXml(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${SHEET}"><sheetData>${data.join('')}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${SHEET}">${shared.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>`,
  });
}

/** A presentation: the paragraphs of each slide, the lines within one parted by soft breaks. */
export function pptx(slides: readonly (readonly string[])[]): Buffer {
  const parts: Record<string, string> = {
    'ppt/presentation.xml': `<p:presentation xmlns:p="${SLIDE}" xmlns:r="${OFFICE}"><p:sldIdLst>${slides.map((_, i) => `<p:sldId id="${256 + i}" r:id="rId${i + 1}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relationships(
      slides.map((_, i) => [`rId${i + 1}`, 'slide', `slides/slide${i + 1}.xml`]),
    ),
  };
  const line = (text: string) => `<a:r><a:t>${escapeXml(text)}</a:t></a:r>`;
  for (const [i, paragraphs] of slides.entries()) {
    const text = paragraphs
      .map((each) => `<a:p>${each.split('\n').map(line).join('<a:br/>')}</a:p>`)
      .join('');
    parts[`ppt/slides/slide${i + 1}.xml`] =
      `<p:sld xmlns:p="${SLIDE}" xmlns:a="${DRAWING}"><p:cSld><p:spTree><p:sp><p:txBody>${text}</p:txBody></p:sp></p:spTree></p:cSld></p:sld>`;
  }
  return office('ppt/presentation.xml', `${TYPES}.presentationml.presentation.main+xml`, parts);
}

function office(main: string, contentType: string, parts: Readonly<Record<string, string>>): Buffer {
  const types =
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="${contentType}"/></Types>`;
  const all = {
    '[Content_Types].xml': types,
    '_rels/.rels': relationships([['rId1', 'officeDocument', main]]),
    ...parts,
  };
  return zip(Object.entries(all).map(([name, text]) => ({ name, bytes: Buffer.from(XML + text, 'utf8') })));
}

function relationships(entries: readonly (readonly [id: string, type: string, target: string])[]): string {
  const list = entries.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}

function runs(line: string, cut: boolean): string {
  const middle = cut ? Math.floor(line.length * 0.6) : line.length;
  return [line.slice(0, middle), line.slice(middle)]
    .filter((text) => text !== '')
    .map((text) => `<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`)
    .join('');
}

function columnName(column: number): string {
  return String.fromCharCode(65 + column);
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
