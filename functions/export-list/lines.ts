import { CSV_START, csvLine } from '../../shared/api/csv.ts';
import type { SecurityEvent } from '../../shared/domain/event.ts';
import { dataSecurityFinding, scanActivity } from '../../shared/domain/ocsf.ts';
import { isOpen, type Scan } from '../../shared/domain/scan.ts';
import { AppError } from '../../shared/errors.ts';
import type { EventQuery } from '../../shared/ports/event-store.ts';
import type { Page, PageKey, PageRequest } from '../../shared/ports/page.ts';
import type { Column } from './columns.ts';

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
  format: 'text/csv' | 'application/x-ndjson',
): AsyncGenerator<string, void> {
  const line =
    format === 'text/csv'
      ? (row: Row) => csvLine(columns.map((column) => column.cell(row)))
      : (row: Row) => `${JSON.stringify(row)}\n`;
  if (format === 'text/csv') yield CSV_START + csvLine(columns.map(({ title }) => title));

  for await (const item of everyItem(list)) yield line(shape(item));
}

/**
 * Events with findings as Data Security Findings. Where nothing but a span
 * of time or a scan is asked for, ended scans follow as Scan Activity.
 */
export async function* ocsfLines(
  events: (page: PageRequest) => Promise<Page<SecurityEvent>>,
  scans: (page: PageRequest) => Promise<Page<Scan>>,
  asked: EventQuery,
): AsyncGenerator<string, void> {
  for await (const event of everyItem(events)) {
    const finding = dataSecurityFinding(event, 'everything');
    if (finding) yield `${JSON.stringify(finding)}\n`;
  }
  const { from = '', to = '\uffff', scanId, ...others } = asked;
  if (Object.keys(others).length > 0) return;
  for await (const scan of everyItem(scans)) {
    const isAsked = scan.startedAt >= from && scan.startedAt < to && (!scanId || scan.scanId === scanId);
    if (isAsked && !isOpen(scan)) yield `${JSON.stringify(scanActivity(scan))}\n`;
  }
}

async function* everyItem<T>(list: (page: PageRequest) => Promise<Page<T>>): AsyncGenerator<T, void> {
  let after: PageKey | null = null;
  let rows = 0;
  do {
    const page: Page<T> = await list({ limit: pageSize, after });
    rows += page.items.length;
    if (rows > MAX_ROWS) throw tooLarge();
    yield* page.items;
    after = page.next;
  } while (after);
}

const tooLarge = () =>
  new AppError('invalid', 'EXPORT_TOO_LARGE', `An export holds up to ${MAX_ROWS} rows: narrow the filters.`, {
    extra: { maxRows: MAX_ROWS },
  });
