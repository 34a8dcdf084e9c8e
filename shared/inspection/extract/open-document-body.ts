import type { Extraction } from '../extraction.ts';
import type { Format } from '../format.ts';
import { attribute, type MarkupHandlers } from '../markup/reader.ts';
import type { Place } from '../text.ts';
import { cellName, createTableLabels, namesSomething, type TableLabels } from './table-labels.ts';

/** A repeated cell or row is one value; so many columns and rows it may move on, those of the largest sheet. */
const MAX_COLUMNS = 16_384;
const MAX_ROWS = 1_048_576;

/** Inside a paragraph, but no part of its text: who commented, numbers of notes, pictures as base64. */
const IGNORED = new Set([
  'creator',
  'creator-initials',
  'date',
  'date-string',
  'note-citation',
  'binary-data',
]);

interface Table {
  readonly name: string;
  readonly labels: TableLabels;
  /** 1-based. */
  row: number;
  rowRepeat: number;
  /** 0-based. */
  column: number;
}

/** The content of a document of this kind; `part` names what stands outside its body. */
export function bodyReader(out: Extraction, kind: Format, part?: string): MarkupHandlers {
  const open: string[][] = [];
  const tables: Table[] = [];
  let paragraph = 0;
  let slide = 0;
  let columnRepeat = 1;
  let cell: string[] | null = null;
  let note: 'note' | 'comment' | null = null;
  let before: readonly string[] | undefined;
  let inIgnored = 0;

  const cellPlace = ({ name, column, row }: Table) => ({ name, cell: cellName(column, row) });
  const placeHere = (): Place => {
    const table = tables.at(-1);
    if (slide > 0) {
      if (note === 'note') return { kind: 'note', page: slide };
      return { kind: 'slide', page: slide, ...(note ? { name: 'comment' } : {}) };
    }
    if (note === 'comment') return { kind: 'comment', ...(table ? cellPlace(table) : {}) };
    if (note === 'note') return { kind: 'note', name: 'note' };
    if (table) return { kind: kind === 'ods' ? 'cell' : 'table', ...cellPlace(table) };
    return { kind: 'paragraph', line: paragraph, ...(part === undefined ? {} : { name: part }) };
  };
  const endParagraph = () => {
    const text = open.pop()?.join('') ?? '';
    if (text.trim() === '') return;
    if (cell && note === null) return void cell.push(text);
    paragraph++;
    out.text(text, placeHere(), before);
    before = namesSomething(text) ? [text.trim()] : undefined;
  };
  const endCell = () => {
    const table = tables.at(-1);
    const text = cell?.join('\n') ?? '';
    cell = null;
    if (!table) return;
    if (text !== '') {
      out.spendCell();
      out.text(text, placeHere(), table.labels.namesOf(table.column));
    }
    table.labels.cell(table.column, text);
    table.column += columnRepeat;
  };
  const beginTable = (attributes: string) => {
    const name = attribute(attributes, 'name') ?? '';
    tables.push({ name, labels: createTableLabels(), row: 0, rowRepeat: 1, column: 0 });
    if (kind === 'ods') out.text(name, { kind: 'property', name: 'sheet name' });
  };

  return {
    start(name, attributes) {
      if (IGNORED.has(name)) inIgnored++;
      if (name === 'p' || name === 'h') open.push([]);
      else if (name === 's') open.at(-1)?.push(' ');
      else if (name === 'tab') open.at(-1)?.push('\t');
      else if (name === 'line-break') open.at(-1)?.push('\n');
      else if (name === 'page') {
        slide++;
        before = undefined;
      } else if (name === 'notes' || name === 'note') note = 'note';
      else if (name === 'annotation') note = 'comment';
      else if (name === 'table') beginTable(attributes);
      else if (name === 'table-row') {
        const table = tables.at(-1);
        if (!table) return;
        table.row = Math.min(MAX_ROWS, table.row + 1);
        table.rowRepeat = repeatOf(attributes, 'number-rows-repeated', MAX_ROWS);
      } else if (name === 'table-cell' || name === 'covered-table-cell') {
        cell = [];
        columnRepeat = repeatOf(attributes, 'number-columns-repeated', MAX_COLUMNS);
      } else if (name === 'a') {
        const link = attribute(attributes, 'href');
        if (link) out.text(link, placeHere(), ['link']);
      } else if (name === 'named-expression') {
        const title = attribute(attributes, 'name') ?? name;
        const expression = attribute(attributes, 'expression');
        if (expression) out.text(expression, { kind: 'property', name: title }, [title]);
      }
    },
    end(name) {
      if (IGNORED.has(name)) inIgnored = Math.max(0, inIgnored - 1);
      if (name === 'p' || name === 'h') endParagraph();
      else if (name === 'notes' || name === 'note' || name === 'annotation') note = null;
      else if (name === 'table-cell' || name === 'covered-table-cell') endCell();
      else if (name === 'table-row') {
        const table = tables.at(-1);
        if (!table) return;
        table.labels.endRow();
        table.row = Math.min(MAX_ROWS, table.row + table.rowRepeat - 1);
        table.column = 0;
      } else if (name === 'table') tables.pop();
    },
    text(text) {
      if (inIgnored === 0) open.at(-1)?.push(text);
    },
  };
}

function repeatOf(attributes: string, name: string, most: number): number {
  return Math.min(most, Number(attribute(attributes, name) ?? 1) || 1);
}
