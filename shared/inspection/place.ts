import type { DetectedPlace } from './detect/detector.ts';
import { detectValues } from './detect/measure.ts';

const MAX_NAME_CHARS = 80;

/**
 * A place in words that lead people there, such as `archive.zip › data.xlsx, sheet "Q3" C7`.
 *
 * @param hide takes values of the item out of a name
 */
export function describePlace(
  { place, line, column }: DetectedPlace,
  hide: (name: string) => string = (name) => name,
): string {
  const { name } = place;
  const hidden = name === undefined ? place : { ...place, name: hide(name) };
  const inside = inDocument({ place: hidden, ...(line === undefined ? {} : { line }) });
  const where = column === undefined ? inside : `${inside}, column ${column}`;
  if (place.member === undefined) return where;
  const member = place.member
    .split(' › ')
    .map((step) => safeName(hide(step)))
    .join(' › ');
  return where === '' ? member : `${member}, ${where}`;
}

function inDocument({ place, line }: DetectedPlace): string {
  const name = place.name === undefined ? '' : safeName(place.name);
  const lines = place.kind === 'paragraph' || place.kind === 'cell' ? null : lineOf(place.line, line);
  const parts = (texts: readonly (string | null | false)[]) => texts.filter(Boolean).join(', ');
  const page = place.page !== undefined && `page ${place.page}`;
  const slide = place.page !== undefined && `slide ${place.page}`;
  const at = lines !== null && `line ${lines}`;
  const cell = `${name === '' ? '' : `sheet "${name}" `}${place.cell ?? ''}`.trim();
  switch (place.kind) {
    case 'cell':
      return parts([cell, rowOf(place.line, place.cell)]);
    case 'table':
      return `table "${name}" ${place.cell ?? ''}`.trim();
    case 'page':
      return parts([page, at]);
    case 'slide':
      return parts([slide, name]);
    case 'note':
      return parts([slide, name === '' ? 'notes' : name]);
    case 'comment':
      return parts([place.cell !== undefined && cell, page, 'comment']);
    case 'field':
      return parts([page, name !== '' && `field "${name}"`]);
    case 'property':
      return `property "${name}"`;
    case 'paragraph':
      return parts([page, name, place.line !== undefined && `paragraph ${place.line}`]);
    case 'path':
      return parts([name, at]);
    case 'message':
    case 'text':
      return parts([name, at]);
  }
}

function lineOf(start: number | undefined, within: number | undefined): number | null {
  if (start === undefined && within === undefined) return null;
  return (start ?? 1) + (within ?? 1) - 1;
}

/** Cells of tables in text also have the line of the file, when quoted line breaks made them differ from the row. */
function rowOf(line: number | undefined, cell: string | undefined): string | false {
  return line !== undefined && !cell?.endsWith(String(line)) && `line ${line}`;
}

const DATE = /^(?:19|20)\d\d[ .\-/]?(?:0[1-9]|1[0-2])[ .\-/]?(?:0[1-9]|[12]\d|3[01])$/;

/**
 * Names come from the document, so they may themselves hold what must not be shown. Whatever a detector recognises in
 * them is masked, and so are longer numbers other than dates, addresses and long mixed words.
 */
export function safeName(name: string): string {
  const clean = name
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 4 * MAX_NAME_CHARS);
  const masked = withoutDetected(clean)
    .replace(/[^\s@"'<>(),;:/\\[\]]{1,64}@(?=[\p{L}\p{N}])/gu, '•••@')
    .replace(/\d(?:[ .\-/]?\d){5,}/g, (digits) => (DATE.test(digits) ? digits : '•••'))
    .replace(/[A-Za-z0-9]{16,}/g, (word) => (/\d/.test(word) && /[A-Za-z]/.test(word) ? '•••' : word));
  return masked.length > MAX_NAME_CHARS ? `${masked.slice(0, MAX_NAME_CHARS)}…` : masked;
}

function withoutDetected(name: string): string {
  let masked = name;
  for (const { value } of detectValues(name)) masked = masked.replaceAll(value, '•••');
  return masked;
}
