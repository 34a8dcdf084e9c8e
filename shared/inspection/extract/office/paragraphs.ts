import type { Extraction } from '../../extraction.ts';
import { attribute, type MarkupHandlers } from '../../markup/reader.ts';
import type { Place } from '../../text.ts';
import { createTableLabels, namesSomething, type TableLabels } from '../table-labels.ts';

/** Text inside a paragraph that Word shows elsewhere or not at all, but that a reader of the file has. */
const TEXT_ELEMENTS = new Set(['t', 'delText', 'instrText', 'delInstrText', 'text']);

interface Table {
  readonly labels: TableLabels;
  column: number;
  /** Words that name the current cell. */
  names: readonly string[];
  text: string;
}

/**
 * Paragraphs of WordprocessingML and DrawingML. Runs are joined: a number is often split over several. A paragraph in
 * a table is named by its column and row, another one by a short paragraph before it.
 */
export function paragraphReader(
  out: Extraction,
  placeOf: (paragraph: number, page: number | undefined) => Place,
): MarkupHandlers {
  const open: string[][] = [];
  const tables: Table[] = [];
  let inText = 0;
  let paragraph = 0;
  /** Known from the first page break on that Word has left; other programs leave none. */
  let page: number | undefined;
  let before = '';
  /** What is said twice, for programs that do not know the first form. */
  let inFallback = 0;

  const endParagraph = () => {
    const text = open.pop()?.join('') ?? '';
    if (text.trim() === '') return;
    paragraph++;
    const table = tables.at(-1);
    const names = table ? table.names : before === '' ? undefined : [before];
    out.text(text, placeOf(paragraph, page), names);
    if (table) table.text = table.text === '' ? text : `${table.text} ${text}`.slice(0, 200);
    else before = namesSomething(text) ? text.trim() : '';
  };
  const endCell = () => {
    const table = tables.at(-1);
    if (!table) return;
    table.labels.cell(table.column, table.text);
    table.column++;
    table.text = '';
    table.names = table.labels.namesOf(table.column);
  };

  return {
    start(name, attributes) {
      if (name === 'Fallback') inFallback++;
      if (inFallback > 0) return;
      if (TEXT_ELEMENTS.has(name)) inText++;
      else if (name === 'p') open.push([]);
      else if (name === 'tab') open.at(-1)?.push('\t');
      else if (name === 'br' || name === 'cr') open.at(-1)?.push('\n');
      else if (name === 'noBreakHyphen') open.at(-1)?.push('-');
      else if (name === 'lastRenderedPageBreak') page = (page ?? 1) + 1;
      else if (name === 'tbl') tables.push({ labels: createTableLabels(), column: 0, names: [], text: '' });
      else if (name === 'alias' || name === 'docPr') {
        const alias = attribute(attributes, name === 'alias' ? 'val' : 'descr');
        if (alias) open.at(-1)?.push(`${alias} `);
      }
    },
    end(name) {
      if (name === 'Fallback') inFallback = Math.max(0, inFallback - 1);
      else if (inFallback > 0) return;
      else if (TEXT_ELEMENTS.has(name)) inText = Math.max(0, inText - 1);
      else if (name === 'p') endParagraph();
      else if (name === 'tc') endCell();
      else if (name === 'tr') {
        const table = tables.at(-1);
        table?.labels.endRow();
        if (table) table.column = 0;
        if (table) table.names = table.labels.namesOf(0);
      } else if (name === 'tbl') tables.pop();
    },
    text(text) {
      if (inText > 0 && inFallback === 0) open.at(-1)?.push(text);
    },
  };
}
