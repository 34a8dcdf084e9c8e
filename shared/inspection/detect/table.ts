import { isDigitCode } from './characters.ts';
import type { Marks } from './marks.ts';
import type { Meaning, Vocabulary } from './vocabulary.ts';

/** A cell of a table inside a text, with what the header of its column means. */
export interface CellContext {
  readonly start: number;
  readonly end: number;
  readonly meanings: readonly Meaning[];
}

interface Column {
  readonly meanings: Meaning[];
}

const DELIMITERS = [9, 124, 59, 44];
const LONGEST_HEADER = 2_000;

/**
 * Finds tables (comma, semicolon, tab, bar) whose header line holds known phrases, and gives the cells below them the
 * meaning of their column's header. Each line is read once.
 */
export function readTables(text: string, marks: Marks, vocabulary: Vocabulary): CellContext[] {
  const cells: CellContext[] = [];
  let done = 0;
  for (let i = 0; i < marks.phrase.length; i++) {
    const at = marks.phraseStart.at(i);
    if (at < done) continue;
    const start = text.lastIndexOf('\n', at) + 1;
    const end = lineEndOf(text, at);
    done = end;
    if (at - start > LONGEST_HEADER || end - start > LONGEST_HEADER) continue;
    const header = headerOf(text, start, end);
    if (!header) continue;
    const columns = columnsOf(text, start, end, header, marks, i, vocabulary);
    if (columns.some((column) => column.meanings.length > 0))
      done = readRows(text, end + 1, header, columns, cells);
  }
  return cells;
}

interface Header {
  readonly delimiter: number;
  readonly fields: number;
}

/** A header: names only (few digits), and a next line with as many fields. */
function headerOf(text: string, start: number, end: number): Header | undefined {
  if (end >= text.length || digitsIn(text, start, end) > 6) return undefined;
  for (const delimiter of DELIMITERS) {
    const fields = countFields(text, start, end, delimiter);
    if (fields < 2) continue;
    const next = lineEndOf(text, end + 1);
    if (countFields(text, end + 1, next, delimiter) === fields) return { delimiter, fields };
  }
  return undefined;
}

function columnsOf(
  text: string,
  start: number,
  end: number,
  header: Header,
  marks: Marks,
  firstPhrase: number,
  vocabulary: Vocabulary,
): Column[] {
  const columns: Column[] = [];
  let phrase = firstPhrase;
  forEachField(text, start, end, header.delimiter, (fieldStart, fieldEnd) => {
    const meanings: Meaning[] = [];
    while (phrase < marks.phrase.length && marks.phraseStart.at(phrase) < fieldEnd) {
      const inside = marks.phraseStart.at(phrase) >= fieldStart && marks.phraseEnd.at(phrase) <= fieldEnd;
      if (inside) meanings.push(...vocabulary.meanings[marks.phrase.at(phrase)]!);
      phrase++;
    }
    columns.push({ meanings });
  });
  return columns;
}

/** Notes the cells of all rows that have the header's number of fields; returns where the table ends. */
function readRows(
  text: string,
  from: number,
  header: Header,
  columns: readonly Column[],
  cells: CellContext[],
): number {
  let start = from;
  while (start < text.length) {
    const end = lineEndOf(text, start);
    if (countFields(text, start, end, header.delimiter) !== header.fields) break;
    let index = 0;
    forEachField(text, start, end, header.delimiter, (fieldStart, fieldEnd) => {
      const column = columns[index++];
      if (column) cells.push({ start: fieldStart, end: fieldEnd, meanings: column.meanings });
    });
    start = end + 1;
  }
  return start;
}

function lineEndOf(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function digitsIn(text: string, start: number, end: number): number {
  let digits = 0;
  for (let at = start; at < end; at++) if (isDigitCode(text.charCodeAt(at))) digits++;
  return digits;
}

/** Fields of a line; delimiters inside double quotes do not count. */
function countFields(text: string, start: number, end: number, delimiter: number): number {
  let fields = 1;
  let quoted = false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) quoted = !quoted;
    else if (code === delimiter && !quoted) fields++;
  }
  return fields;
}

function forEachField(
  text: string,
  start: number,
  end: number,
  delimiter: number,
  visit: (start: number, end: number) => void,
): void {
  let quoted = false;
  let fieldStart = start;
  for (let at = start; at <= end; at++) {
    const code = at === end ? delimiter : text.charCodeAt(at);
    if (code === 34) quoted = !quoted;
    else if (code === delimiter && (!quoted || at === end)) {
      visit(fieldStart, at);
      fieldStart = at + 1;
    }
  }
}
