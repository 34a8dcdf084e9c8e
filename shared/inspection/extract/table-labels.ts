/** Remembers the words that name the cells of a table: the header of the column and the cell to the left. */
export interface TableLabels {
  /** The words for the cell in this column (0-based) of the current row. */
  namesOf(column: number): readonly string[];
  /** Takes note of the text of a cell, for the cells to come. */
  cell(column: number, text: string): void;
  endRow(): void;
}

/** Wider tables keep no names past this column. */
const MAX_COLUMNS = 1024;
const MAX_LABEL_CHARS = 64;
const NONE: readonly string[] = [];

/** The first row that has two or more cells gives the headers. */
export function createTableLabels(): TableLabels {
  const headers: string[] = [];
  let headersKnown = false;
  let filled = 0;
  let left = '';
  return {
    namesOf(column) {
      const header = headersKnown ? (headers[column] ?? '') : '';
      if (header === '') return left === '' ? NONE : [left];
      return left === '' ? [header] : [header, left];
    },
    cell(column, text) {
      if (text !== '') filled++;
      left = namesSomething(text) ? text.trim() : '';
      if (!headersKnown && column < MAX_COLUMNS) headers[column] = left;
    },
    endRow() {
      if (!headersKnown && filled >= 2) headersKnown = true;
      filled = 0;
      left = '';
    },
  };
}

/** Short text with letters and hardly a digit names something; values do not look like that. */
export function namesSomething(text: string): boolean {
  if (text.length === 0 || text.length > MAX_LABEL_CHARS || text.includes('@')) return false;
  return /\p{L}/u.test(text) && (text.match(/\d/g)?.length ?? 0) <= 2;
}

/** `A1` notation from a 0-based column and a 1-based row. */
export function cellName(column: number, row: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row}`;
}
