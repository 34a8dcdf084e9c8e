import type { Cells } from './cells.ts';
import { lineEndOf, type MeaningsIn } from './table.ts';

interface Field {
  readonly start: number;
  readonly end: number;
}

interface Column extends Field {
  /** Number in {@link Cells}. */
  readonly number: number;
}

const MOST_FIELDS = 40;
const LONGEST_ROW = 2_000;

/**
 * Tables that blanks align: a header whose names stand two or more blanks apart, and rows whose values stand below them.
 * Returns where the table ends, undefined if there is none.
 */
export function readColumns(
  text: string,
  codes: Uint16Array,
  headerStart: number,
  headerEnd: number,
  meaningsIn: MeaningsIn,
  cells: Cells,
): number | undefined {
  const header = fieldsOf(codes, headerStart, headerEnd);
  if (header.length < 2) return undefined;
  const meanings = header.map(({ start, end }) => meaningsIn(start, end));
  if (meanings.every((each) => each.length === 0)) return undefined;
  const columns = header.map(({ start, end }, index): Column => {
    return { start: start - headerStart, end: end - headerStart, number: cells.addColumn(meanings[index]!) };
  });
  let start = headerEnd + 1;
  while (start < text.length) {
    const end = lineEndOf(text, start);
    const fields = end - start > LONGEST_ROW ? [] : fieldsOf(codes, start, end);
    if (fields.length === 0) break;
    for (const field of fields) {
      const column = columnAbove(columns, field.start - start, field.end - start);
      if (column) cells.add(field.start, field.end, column.number);
    }
    start = end + 1;
  }
  return start;
}

/** The column that shares the most characters with a field, else the last that begins before it. */
function columnAbove(columns: readonly Column[], start: number, end: number): Column | undefined {
  let best: Column | undefined;
  let most = 0;
  for (const column of columns) {
    const shared = Math.min(end, column.end) - Math.max(start, column.start);
    if (shared > most) {
      most = shared;
      best = column;
    }
  }
  return best ?? columns.findLast((column) => column.start <= start);
}

/** Stretches of a line between two or more blanks. */
function fieldsOf(codes: Uint16Array, start: number, end: number): Field[] {
  const fields: Field[] = [];
  let from = -1;
  let last = start;
  for (let at = start; at <= end && fields.length < MOST_FIELDS; at++) {
    const isBlank = at === end || codes[at] === 32 || codes[at] === 13;
    if (isBlank) {
      const closes = at === end || codes[at + 1] === 32;
      if (from >= 0 && closes) {
        fields.push({ start: from, end: last });
        from = -1;
      }
    } else {
      if (from < 0) from = at;
      last = at + 1;
    }
  }
  return fields;
}
