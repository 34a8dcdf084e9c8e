import type { Extraction } from '../../extraction.ts';
import { attribute, type MarkupHandlers } from '../../markup/reader.ts';
import { cellName, createTableLabels } from '../table-labels.ts';
import { type NumberFormat, shownNumber } from './number-format.ts';

/** Elements besides cells that hold words. */
const PAGE_TEXT = /^(?:odd|even|first)(?:Header|Footer)$/;

/** One worksheet, cell by cell, named by column header and left neighbour. */
export function sheetReader(
  out: Extraction,
  sheet: string,
  strings: readonly string[],
  formats: readonly NumberFormat[],
): MarkupHandlers {
  const labels = createTableLabels();
  let row = 0;
  let column = -1;
  let type = 'n';
  let style = 0;
  let value = '';
  /** What it is computed from, for programs that store no result. */
  let formula = '';
  let into: 'value' | 'formula' | 'page text' | null = null;

  const endCell = () => {
    const stored = type === 'n' ? shownNumber(value, formats[style]) : cellText(type, value, strings);
    const text = stored === '' ? formula : stored;
    if (text === '') return;
    out.spendCell();
    const names = labels.namesOf(column);
    labels.cell(column, text);
    out.text(text, { kind: 'cell', name: sheet, cell: cellName(column, row) }, names);
  };

  return {
    start(name, attributes) {
      if (name === 'c') {
        const reference = attribute(attributes, 'r');
        column = reference === null ? column + 1 : columnOf(reference);
        type = attribute(attributes, 't') ?? 'n';
        style = formats.length === 0 ? 0 : Number(attribute(attributes, 's') ?? 0);
        value = '';
        formula = '';
      } else if (name === 'v' || name === 't') into = 'value';
      else if (name === 'f') into = 'formula';
      else if (name === 'row') {
        row = Number(attribute(attributes, 'r') ?? row + 1);
        column = -1;
      } else if (PAGE_TEXT.test(name)) {
        into = 'page text';
        value = '';
      }
    },
    end(name) {
      if (name === 'c') endCell();
      else if (name === 'row') labels.endRow();
      else if (into === 'page text' && value !== '') {
        out.text(value, { kind: 'text', name: `${sheet} header or footer` });
        value = '';
      }
      into = null;
    },
    text(text) {
      if (into === 'formula') formula += text;
      else if (into) value += text;
    },
  };
}

function cellText(type: string, value: string, strings: readonly string[]): string {
  if (type === 's') return strings[Number(value)] ?? '';
  return type === 'b' || type === 'e' ? '' : value;
}

/** 0-based column of `C7`. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length && at < 3; at++) {
    const code = reference.charCodeAt(at) | 32;
    if (code < 97 || code > 122) break;
    column = column * 26 + code - 96;
  }
  return column - 1;
}
