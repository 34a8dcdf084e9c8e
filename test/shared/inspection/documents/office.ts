import { type Files, zipOf } from './zip.ts';

const CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
const RELATIONSHIP = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Relationships of a part: id, type and target, with a `!` before the target of what is outside. */
export function relationships(
  entries: readonly (readonly [id: string, type: string, target: string])[],
): string {
  const items = entries.map(([id, type, target]) => {
    const external = target.startsWith('!');
    const mode = external ? ' TargetMode="External"' : '';
    return `<Relationship Id="${id}" Type="${RELATIONSHIP}/${type}" Target="${target.replace('!', '')}"${mode}/>`;
  });
  return `<?xml version="1.0"?><Relationships>${items.join('')}</Relationships>`;
}

/** A paragraph whose text is split over runs at every `|`. */
export function paragraph(text: string): string {
  return `<w:p>${text
    .split('|')
    .map((run) => `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${run}</w:t></w:r>`)
    .join('')}</w:p>`;
}

export function docxOf(body: string, extra: Files = {}): Promise<Buffer> {
  return zipOf({
    '[Content_Types].xml': CONTENT_TYPES,
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'word/document.xml']]),
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
    ...extra,
  });
}

/** A workbook: rows of cells by sheet name, each cell as its raw XML or a text. */
export function xlsxOf(sheets: Readonly<Record<string, string>>, extra: Files = {}): Promise<Buffer> {
  const names = Object.keys(sheets);
  const entries = names.map(
    (_, index) => [`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`] as const,
  );
  return zipOf({
    '[Content_Types].xml': CONTENT_TYPES,
    'xl/workbook.xml': `<workbook><sheets>${names
      .map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(entries),
    ...Object.fromEntries(
      names.map((name, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<worksheet><sheetData>${sheets[name]}</sheetData></worksheet>`,
      ]),
    ),
    ...extra,
  });
}

export function pptxOf(slides: readonly string[], extra: Files = {}): Promise<Buffer> {
  const entries = slides.map(
    (_, index) => [`rId${index + 1}`, 'slide', `slides/slide${index + 1}.xml`] as const,
  );
  return zipOf({
    '[Content_Types].xml': CONTENT_TYPES,
    'ppt/presentation.xml': `<p:presentation><p:sldIdLst>${slides
      .map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 1}"/>`)
      .join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relationships(entries),
    ...Object.fromEntries(slides.map((text, index) => [`ppt/slides/slide${index + 1}.xml`, slide(text)])),
    ...extra,
  });
}

export function slide(text: string): string {
  return `<p:sld><p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sld>`;
}
