import { decodeChunks, type Encoding } from '../decode.ts';
import type { Extraction } from '../extraction.ts';
import { attribute, createMarkupReader, eachAttribute, type MarkupReader } from '../markup/reader.ts';
import type { ByteSource } from '../source.ts';
import type { Place } from '../text.ts';
import { createTableLabels, namesSomething, type TableLabels } from './table-labels.ts';

/** Elements that do not interrupt a line of text. */
const INLINE = new Set(
  'a abbr b bdi bdo cite code del dfn em font i img ins kbd mark q s samp small span strong sub sup u var wbr'.split(
    ' ',
  ),
);
const RAW = new Set(['script', 'style', 'textarea', 'title', 'xmp']);
/** Attributes that carry what people typed or where links go. */
const VALUE_ATTRIBUTES = /^(?:value|content|alt|title|href|src|action|placeholder|data-.{1,80})$/i;
/** A block without any element for longer than this is passed on in pieces. */
const MAX_BLOCK_CHARS = 256 * 1024;

/** HTML: its visible text by blocks, scripts, comments and the attributes that hold values. */
export function extractHtml(source: ByteSource, encoding: Encoding, out: Extraction): void {
  const reader = htmlReader(out, (line) => ({ kind: 'text', line }));
  for (const chunk of decodeChunks(source, encoding)) reader.write(chunk);
  reader.end();
}

/** The same for HTML inside another document, such as the body of an e-mail. */
export function extractHtmlText(html: string, place: Place, out: Extraction): void {
  const reader = htmlReader(out, () => place);
  reader.write(html);
  reader.end();
}

interface Table {
  readonly labels: TableLabels;
  column: number;
  inCell: boolean;
}

function htmlReader(out: Extraction, placeOf: (line: number) => Place): MarkupReader {
  const block: string[] = [];
  let blockChars = 0;
  let blockLine = 1;
  /** A short block names the next one, as in lists of terms and in forms. */
  let before: readonly string[] | undefined;
  const tables: Table[] = [];

  const endBlock = (): string => {
    const text = block.join('').trim();
    block.length = 0;
    blockChars = 0;
    if (text === '') return text;
    const table = tables.at(-1);
    out.text(text, placeOf(blockLine), table ? table.labels.namesOf(table.column) : before);
    before = namesSomething(text) ? [text] : undefined;
    return text;
  };
  const endCell = () => {
    const table = tables.at(-1);
    if (!table?.inCell) return;
    table.labels.cell(table.column, endBlock());
    table.column++;
    table.inCell = false;
  };
  const endRow = (table: Table) => {
    table.labels.endRow();
    table.column = 0;
  };
  const attributes = (raw: string) => {
    if (!raw.includes('=')) return;
    const named = attribute(raw, 'name') ?? attribute(raw, 'id') ?? attribute(raw, 'property');
    for (const [name, value] of eachAttribute(raw)) {
      if (value.length < 4 || !VALUE_ATTRIBUTES.test(name)) continue;
      const names = named ? [named, name] : [name];
      out.text(value, placeOf(reader.line()), name === 'value' && before ? [...before, ...names] : names);
    }
  };
  const reader = createMarkupReader(
    {
      start(name, raw) {
        // Cells and rows need no end tag.
        if (name === 'td' || name === 'th' || name === 'tr') endCell();
        if (!INLINE.has(name)) endBlock();
        const table = tables.at(-1);
        if (name === 'table') tables.push({ labels: createTableLabels(), column: 0, inCell: false });
        else if (table && (name === 'td' || name === 'th')) table.inCell = true;
        else if (table && name === 'tr') endRow(table);
        attributes(raw);
      },
      end(name) {
        if (INLINE.has(name)) return;
        if (name === 'td' || name === 'th' || name === 'tr' || name === 'table') endCell();
        endBlock();
        if (name === 'table') tables.pop();
      },
      text(text) {
        if (blockChars === 0) blockLine = reader.line();
        block.push(text);
        blockChars += text.length;
        if (blockChars > MAX_BLOCK_CHARS) endBlock();
      },
      comment(text) {
        if (text.trim() !== '') out.text(text, placeOf(reader.line()));
      },
    },
    RAW,
  );
  return {
    ...reader,
    end() {
      reader.end();
      endBlock();
    },
  };
}
