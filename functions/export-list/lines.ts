import { CSV_START, csvLine } from '../../shared/api/csv.ts';
import { AppError } from '../../shared/errors.ts';
import type { Page, PageKey, PageRequest } from '../../shared/ports.ts';
import type { Column } from './columns.ts';
import type { Format } from './format.ts';

/** Keeps an export within the time that an API request has: about 500 pages of a list. */
export const MAX_ROWS = 100_000;

const pageSize = 200;

/**
 * The lines of an export, page after page of the list.
 * @throws AppError EXPORT_TOO_LARGE instead of leaving rows out in silence.
 */
export async function* exportLines<T, Row>(
  list: (page: PageRequest) => Promise<Page<T>>,
  shape: (item: T) => Row,
  columns: readonly Column<Row>[],
  format: Format,
): AsyncGenerator<string, void> {
  const line =
    format === 'text/csv'
      ? (row: Row) => csvLine(columns.map((column) => column.cell(row)))
      : (row: Row) => `${JSON.stringify(row)}\n`;
  if (format === 'text/csv') yield CSV_START + csvLine(columns.map(({ title }) => title));

  let after: PageKey | null = null;
  let rows = 0;
  do {
    const page: Page<T> = await list({ limit: pageSize, after });
    rows += page.items.length;
    if (rows > MAX_ROWS) throw tooLarge();
    for (const item of page.items) yield line(shape(item));
    after = page.next;
  } while (after);
}

const tooLarge = () =>
  new AppError('invalid', 'EXPORT_TOO_LARGE', `An export holds up to ${MAX_ROWS} rows: narrow the filters.`, {
    extra: { maxRows: MAX_ROWS },
  });
