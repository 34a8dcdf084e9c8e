import { attribute } from '../../markup/reader.ts';
import type { OfficePackage } from './package.ts';
import { plainNumber } from './plain-number.ts';

/** How a cell of a style shows its number. */
export type NumberFormat = 'general' | 'date' | { readonly digits: string };

/** Built-in formats that show a date (ECMA-376 part 1, 18.8.30). */
const DATE_FORMATS = new Set([14, 15, 16, 17, 22]);
const GENERAL: readonly NumberFormat[] = [];
/** The day 0 of serial dates, with the leap day that 1900 did not have. */
const EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/** The formats of a workbook's cells, by the number of their style. */
export async function readNumberFormats(parts: OfficePackage): Promise<readonly NumberFormat[]> {
  const custom = new Map<number, string>();
  const styles: NumberFormat[] = [];
  let inCells = false;
  await parts.readXml('xl/styles.xml', {
    start(name, attributes) {
      if (name === 'numFmt') {
        custom.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '');
      } else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0);
        styles.push(DATE_FORMATS.has(id) ? 'date' : formatOf(custom.get(id) ?? ''));
      }
    },
    end(name) {
      if (name === 'cellXfs') inCells = false;
    },
    text: () => undefined,
  });
  return styles.every((format) => format === 'general') ? GENERAL : styles;
}

/** Only what changes the digits that people see matters: dates, and numbers with leading zeros or separators. */
function formatOf(code: string): NumberFormat {
  const shown = code
    .split(';')[0]!
    .replace(/\[[^\]]{0,40}\]|"([^"]{0,40})"/g, '$1')
    .replaceAll('\\', '');
  if (/^[0 .()/-]{5,30}$/.test(shown) && !/\.0+$/.test(shown)) return { digits: shown };
  return /y{2,4}/i.test(shown) && /m/i.test(shown) ? 'date' : 'general';
}

/** A stored number as its cell shows it: whole, padded, or as an ISO date. */
export function shownNumber(stored: string, format: NumberFormat | undefined): string {
  const plain = plainNumber(stored);
  if (format === undefined || format === 'general') return plain;
  if (format === 'date') return isoDate(Number(plain)) ?? plain;
  const places = format.digits.replace(/[^0]/g, '').length;
  if (!/^\d+$/.test(plain) || plain.length > places) return plain;
  const digits = plain.padStart(places, '0');
  let next = 0;
  return format.digits.replace(/0/g, () => digits[next++]!);
}

/** Serial dates from 1900 to 2199; others are plain numbers in a cell that happens to be formatted so. */
function isoDate(serial: number): string | null {
  if (!(serial >= 1 && serial < 109_575)) return null;
  return new Date(EPOCH + Math.floor(serial) * DAY_MS).toISOString().slice(0, 10);
}
