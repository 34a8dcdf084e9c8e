import { Cells } from './cells.ts';
import { isDigitCode } from './characters.ts';
import { readColumns } from './columns.ts';
import { readInserts } from './inserts.ts';
import type { Marks } from './marks.ts';
import type { Meaning, Vocabulary } from './vocabulary.ts';

/** Comma, semicolon, tab and bar. */
const DELIMITERS = [9, 124, 59, 44];
const LONGEST_HEADER = 2_000;
/** Names of columns are shorter than this on average. */
const LONGEST_NAME = 40;
/** More digits than this, and a line is data. */
const MOST_HEADER_DIGITS = 6;

/**
 * Finds tables whose header holds known phrases, and gives the cells below the meaning of their column's header. Each
 * line is read a fixed number of times.
 */
export function readTables(text: string, marks: Marks, vocabulary: Vocabulary): Cells {
  const cells = new Cells();
  const { codes } = marks;
  const meaningsIn = meaningsReader(marks, vocabulary);
  let done = 0;
  for (let i = 0; i < marks.phrase.length; i++) {
    const at = marks.phraseStart.at(i);
    if (at < done) continue;
    const start = text.lastIndexOf('\n', at) + 1;
    const end = lineEndOf(text, at);
    done = end;
    // Nothing stands below a paragraph.
    if (end - start > LONGEST_HEADER || end >= text.length || codes[end + 1] === 10) continue;
    const line = lookAt(codes, start, end);
    if (line.digits > MOST_HEADER_DIGITS) continue;
    const next =
      (line.delimiters === 0 ? undefined : readDelimited(text, codes, start, end, meaningsIn, cells)) ??
      (line.hasColumns ? readColumns(text, codes, start, end, meaningsIn, cells) : undefined);
    if (next !== undefined) done = next;
  }
  readInserts(text, meaningsIn, cells);
  cells.sort();
  return cells;
}

/** What tells a header from a sentence: the digits and delimiters of a line, and whether blanks part it. */
function lookAt(codes: Uint16Array, start: number, end: number) {
  let digits = 0;
  let delimiters = 0;
  let hasColumns = false;
  for (let at = start; at < end; at++) {
    const code = codes[at]!;
    if (isDigitCode(code)) digits++;
    else if (code === 32) hasColumns ||= codes[at + 1] === 32;
    else if (code === 44 || code === 59 || code === 124 || code === 9) delimiters++;
  }
  return { digits, delimiters, hasColumns };
}

/** What the phrases inside a stretch of text mean. */
export type MeaningsIn = (start: number, end: number) => Meaning[];

function meaningsReader(marks: Marks, vocabulary: Vocabulary): MeaningsIn {
  return (start, end) => {
    const meanings: Meaning[] = [];
    for (let i = marks.firstPhraseEndingAfter(start); i < marks.phrase.length; i++) {
      if (marks.phraseEnd.at(i) > end) break;
      if (marks.phraseStart.at(i) >= start) meanings.push(...vocabulary.meanings[marks.phrase.at(i)]!);
    }
    return meanings;
  };
}

/** Rows with a delimiter, below a header with as many fields. Returns where the table ends, undefined if there is none. */
function readDelimited(
  text: string,
  codes: Uint16Array,
  headerStart: number,
  headerEnd: number,
  meaningsIn: MeaningsIn,
  cells: Cells,
): number | undefined {
  const delimiter = delimiterOf(text, codes, headerStart, headerEnd);
  if (delimiter === undefined) return undefined;
  const header: Meaning[][] = [];
  forEachField(codes, headerStart, headerEnd, delimiter, (start, end) => header.push(meaningsIn(start, end)));
  if (header.every((meanings) => meanings.length === 0)) return undefined;
  const columns = header.map((meanings) => cells.addColumn(meanings));
  let start = headerEnd + 1;
  while (start < text.length) {
    const end = lineEndOf(text, start);
    if (countFields(codes, start, end, delimiter) !== columns.length) break;
    let index = 0;
    forEachField(codes, start, end, delimiter, (fieldStart, fieldEnd) => {
      cells.add(fieldStart, fieldEnd, columns[index++]!);
    });
    start = end + 1;
  }
  return start;
}

/** The delimiter that header and next line have equally often; sentences have few for their length. */
function delimiterOf(
  text: string,
  codes: Uint16Array,
  headerStart: number,
  headerEnd: number,
): number | undefined {
  let secondEnd = -1;
  return DELIMITERS.find((each) => {
    const fields = countFields(codes, headerStart, headerEnd, each);
    if (fields < 2 || headerEnd - headerStart > fields * LONGEST_NAME) return false;
    if (secondEnd < 0) secondEnd = lineEndOf(text, headerEnd + 1);
    return countFields(codes, headerEnd + 1, secondEnd, each) === fields;
  });
}

export function lineEndOf(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** Fields of a line; delimiters inside double quotes do not count. */
function countFields(codes: Uint16Array, start: number, end: number, delimiter: number): number {
  let fields = 1;
  let quoted = false;
  for (let at = start; at < end; at++) {
    const code = codes[at]!;
    if (code === 34) quoted = !quoted;
    else if (code === delimiter && !quoted) fields++;
  }
  return fields;
}

function forEachField(
  codes: Uint16Array,
  start: number,
  end: number,
  delimiter: number,
  visit: (start: number, end: number) => void,
): void {
  let quoted = false;
  let fieldStart = start;
  for (let at = start; at <= end; at++) {
    const code = at === end ? delimiter : codes[at]!;
    if (code === 34) quoted = !quoted;
    else if (code === delimiter && (!quoted || at === end)) {
      visit(fieldStart, at);
      fieldStart = at + 1;
    }
  }
}
