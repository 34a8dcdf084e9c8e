import type { Extraction } from '../extraction.ts';
import type { Format } from '../format.ts';
import { attribute, type MarkupHandlers } from '../markup/reader.ts';
import type { Place } from '../text.ts';
import { Unreadable } from '../unreadable.ts';
import type { OfficePackage } from './office/package.ts';
import { cellName, createTableLabels, type TableLabels } from './table-labels.ts';

/** A repeated cell is one value; this many columns it may move on. */
const MAX_REPEAT = 16_384;

/**
 * OpenDocument text, spreadsheets and presentations (OASIS OpenDocument 1.3): body, headers and footers, notes,
 * annotations, hidden tables, properties and embedded documents.
 */
export async function extractOpenDocument(
  parts: OfficePackage,
  kind: Format,
  out: Extraction,
): Promise<void> {
  if (await isEncrypted(parts)) throw new Unreadable('encrypted');
  if (!parts.names.includes('content.xml')) out.gap('corrupt');
  await parts.readXml('content.xml', bodyReader(out, kind));
  await parts.readXml('styles.xml', bodyReader(out, 'odt', 'header or footer'));
  await parts.readXml('meta.xml', propertyReader(out));
  for (const name of parts.names) {
    if (/^Object [^/]{1,40}\/content\.xml$/.test(name)) await parts.readXml(name, bodyReader(out, 'ods'));
    else if (/^(?:ObjectReplacements|Configurations2|Thumbnails|Pictures|META-INF)\//.test(name)) continue;
    else if (/^Object [^/]{1,40}$/.test(name)) await parts.embedded(name);
  }
}

/** Parts are encrypted one by one, and the manifest says which. */
async function isEncrypted(parts: OfficePackage): Promise<boolean> {
  let encrypted = false;
  await parts.readXml('META-INF/manifest.xml', {
    start: (name) => {
      if (name === 'encryption-data') encrypted = true;
    },
    end: () => undefined,
    text: () => undefined,
  });
  return encrypted;
}

interface Table {
  readonly name: string;
  readonly labels: TableLabels;
  row: number;
  column: number;
}

function bodyReader(out: Extraction, kind: Format, part?: string): MarkupHandlers {
  const open: string[][] = [];
  const tables: Table[] = [];
  let paragraph = 0;
  let slide = 0;
  let repeat = 1;
  let cell: string[] | null = null;
  let note: 'note' | 'comment' | null = null;

  const placeHere = (): Place => {
    const page = slide > 0 ? { page: slide } : {};
    if (note === 'note' && slide > 0) return { kind: 'note', ...page };
    if (note) return { kind: note, ...page, ...(note === 'note' ? { name: 'note' } : {}) };
    if (kind === 'odp' && slide > 0) return { kind: 'slide', page: slide };
    return { kind: 'paragraph', line: paragraph, ...(part === undefined ? {} : { name: part }) };
  };
  const endParagraph = () => {
    const text = open.pop()?.join('') ?? '';
    if (text.trim() === '') return;
    if (cell && note === null) return void cell.push(text);
    paragraph++;
    out.text(text, placeHere());
  };
  const endCell = () => {
    const table = tables.at(-1);
    const text = cell?.join('\n') ?? '';
    cell = null;
    if (!table) return;
    if (text !== '') {
      out.spendCell();
      const place = { kind: 'cell', name: table.name, cell: cellName(table.column, table.row) } as const;
      out.text(text, place, table.labels.namesOf(table.column));
    }
    table.labels.cell(table.column, text);
    table.column += repeat;
  };

  return {
    start(name, attributes) {
      if (name === 'p' || name === 'h') open.push([]);
      else if (name === 's') open.at(-1)?.push(' ');
      else if (name === 'tab') open.at(-1)?.push('\t');
      else if (name === 'line-break') open.at(-1)?.push('\n');
      else if (name === 'page') slide++;
      else if (name === 'notes' || name === 'note') note = 'note';
      else if (name === 'annotation') note = 'comment';
      else if (name === 'table') {
        const title = attribute(attributes, 'name') ?? '';
        tables.push({ name: title, labels: createTableLabels(), row: 0, column: 0 });
      } else if (name === 'table-row') {
        const table = tables.at(-1);
        if (table) table.row++;
      } else if (name === 'table-cell' || name === 'covered-table-cell') {
        cell = [];
        repeat = Math.min(MAX_REPEAT, Number(attribute(attributes, 'number-columns-repeated') ?? 1) || 1);
      } else if (name === 'a') {
        const link = attribute(attributes, 'href');
        if (link) out.text(link, placeHere(), ['link']);
      }
    },
    end(name) {
      if (name === 'p' || name === 'h') endParagraph();
      else if (name === 'notes' || name === 'note' || name === 'annotation') note = null;
      else if (name === 'table-cell' || name === 'covered-table-cell') endCell();
      else if (name === 'table-row') {
        const table = tables.at(-1);
        table?.labels.endRow();
        if (table) table.column = 0;
      } else if (name === 'table') tables.pop();
    },
    text: (text) => void open.at(-1)?.push(text),
  };
}

function propertyReader(out: Extraction): MarkupHandlers {
  let name = '';
  return {
    start(element, attributes) {
      name = attribute(attributes, 'name') ?? element;
    },
    end: () => undefined,
    text(text) {
      if (text.trim() === '') return;
      if (/^MSIP_Label_.{1,80}_Name$|classification|sensitivity/i.test(name)) out.label(text);
      out.text(text, { kind: 'property', name }, [name]);
    },
  };
}
