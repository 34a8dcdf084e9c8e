import { decodeChunks, type Encoding } from '../decode.ts';
import type { Extraction } from '../extraction.ts';
import { delimiterOf } from '../format.ts';
import type { ByteSource } from '../source.ts';
import { cellName, createTableLabels } from './table-labels.ts';

/** A quote that never closes must not swallow the file into one cell. */
const MAX_CELL_CHARS = 256 * 1024;
/** Of a longer cell, what its next piece repeats. */
const OVERLAP_CHARS = 4 * 1024;

const QUOTE = 34;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Tables in text (RFC 4180, any one-character delimiter), cell by cell with the header of the column. */
export function extractCsv(source: ByteSource, encoding: Encoding, out: Extraction): void {
  const labels = createTableLabels();
  const separator = separatorOf(source, encoding).charCodeAt(0);
  let row = 1;
  let line = 1;
  let column = 0;
  let cell = '';
  let quoted = false;

  const endCell = () => {
    const names = labels.namesOf(column);
    labels.cell(column, cell);
    if (cell !== '') out.text(cell, { kind: 'cell', cell: cellName(column, row), line }, names);
    cell = '';
    column++;
  };

  for (const chunk of decodeChunks(source, encoding)) {
    let start = line === 1 ? statedSeparator(chunk) : 0;
    if (start > 0) line = 2;
    for (let at = start; at < chunk.length; at++) {
      const code = chunk.charCodeAt(at);
      if (quoted) {
        if (code === LINE_FEED) line++;
        if (code !== QUOTE && cell.length + at - start < MAX_CELL_CHARS) continue;
        cell += chunk.slice(start, at);
        start = at + (code === QUOTE ? 1 : 0);
        quoted = false;
      } else if (code === separator || code === LINE_FEED) {
        const end = code === LINE_FEED && chunk.charCodeAt(at - 1) === CARRIAGE_RETURN ? at - 1 : at;
        cell += chunk.slice(start, Math.max(start, end));
        start = at + 1;
        endCell();
        if (code === LINE_FEED) {
          labels.endRow();
          row++;
          line++;
          column = 0;
        }
      } else if (code === QUOTE) {
        // A doubled quote inside a quoted cell reopens it and stands for one.
        const doubled = start === at && cell !== '';
        cell += doubled ? '"' : chunk.slice(start, at);
        start = at + 1;
        quoted = true;
      }
    }
    cell += chunk.slice(start);
    if (cell.length > MAX_CELL_CHARS) {
      out.text(cell, { kind: 'cell', cell: cellName(column, row), line });
      cell = cell.slice(-OVERLAP_CHARS);
    }
  }
  endCell();
}

/** Length of the line in which Excel is told the separator; it is no row. */
const statedSeparator = (chunk: string): number => /^sep=.\r?\n/i.exec(chunk)?.[0].length ?? 0;

function separatorOf(source: ByteSource, encoding: Encoding): string {
  for (const chunk of decodeChunks(source, encoding)) return delimiterOf(chunk) ?? ',';
  return ',';
}
