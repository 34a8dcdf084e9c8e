/** Tells spreadsheets that UTF-8 follows. */
export const CSV_START = '\uFEFF';

export type Cell = string | number | boolean | null;

/**
 * One CSV line (RFC 4180), every cell quoted. Texts that a spreadsheet would take for a formula, in full-width
 * characters too, get an apostrophe in front (OWASP, CSV injection).
 */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(quoted).join(',')}\r\n`;

const formula = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/u;

function quoted(cell: Cell): string {
  const text = String(cell ?? '');
  const harmless = typeof cell === 'string' && formula.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
