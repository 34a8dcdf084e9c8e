import type { Cells } from './cells.ts';
import type { MeaningsIn } from './table.ts';
import type { Meaning } from './vocabulary.ts';

const LONGEST_COLUMNS = 1_500;
const LONGEST_ROW = 4_000;

/** SQL: `(name, ssn) VALUES ('Ann', '…'), (…)`: each value has the meaning of its column's name. */
export function readInserts(text: string, meaningsIn: MeaningsIn, cells: Cells): void {
  for (const keyword of ['VALUES', 'values']) {
    for (let at = text.indexOf(keyword); at >= 0; at = text.indexOf(keyword, at + keyword.length)) {
      const columns = columnsBefore(text, at, meaningsIn);
      const numbers = columns?.map((meanings) => cells.addColumn(meanings));
      if (numbers) readRows(text, at + keyword.length, numbers, cells);
    }
  }
}

function columnsBefore(
  text: string,
  keyword: number,
  meaningsIn: MeaningsIn,
): (readonly Meaning[])[] | undefined {
  let close = keyword - 1;
  while (keyword - close < 6 && text.charCodeAt(close) <= 32) close--;
  if (text[close] !== ')') return undefined;
  let open = close - 1;
  while (close - open < LONGEST_COLUMNS && open >= 0 && text[open] !== '(' && text[open] !== ')') open--;
  if (text[open] !== '(') return undefined;
  let start = open + 1;
  const columns = text
    .slice(start, close)
    .split(',')
    .map((name) => {
      const meanings = meaningsIn(start, start + name.length);
      start += name.length + 1;
      return meanings;
    });
  return columns.some((meanings) => meanings.length > 0) ? columns : undefined;
}

/** Rows in brackets until something else comes; commas inside single quotes do not count. */
function readRows(text: string, from: number, columns: readonly number[], cells: Cells): void {
  let at = skipBlanks(text, from);
  while (text[at] === '(') {
    let quoted = false;
    let start = ++at;
    let index = 0;
    for (const limit = at + LONGEST_ROW; at < text.length && at < limit; at++) {
      const char = text[at];
      if (char === "'") quoted = !quoted;
      if (quoted || (char !== ',' && char !== ')')) continue;
      const column = columns[index++];
      if (column !== undefined) cells.add(start, at, column);
      start = at + 1;
      if (char === ')') break;
    }
    at = skipBlanks(text, at + 1);
  }
}

/** Past blanks, line breaks and the comma between rows. */
function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n,'.includes(text[at]!)) at++;
  return at;
}
