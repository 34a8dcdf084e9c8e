import {
  isAlnumCode,
  isBlankCode,
  isDashCode,
  isDigitCode,
  isLetterCode,
  isUpperCode,
} from './characters.ts';

/** Classes of characters in heads: letter, digit, anything else. */
const LETTER_CLASS = 1;
const DIGIT_CLASS = 2;
const OTHER_CLASS = 3;
const HEAD_LENGTH = 4;

/** Number of different heads. */
export const HEADS = 4 ** HEAD_LENGTH;

const classOf = (code: number): number =>
  isDigitCode(code) ? DIGIT_CLASS : isLetterCode(code) ? LETTER_CLASS : OTHER_CLASS;

/** Classes of the first four character codes at `start` as one number: which shapes are worth a try. */
export function headAt(codes: Uint16Array, start: number): number {
  let head = 0;
  for (let i = 0; i < HEAD_LENGTH; i++) head = head * 4 + classOf(codes[start + i]!);
  return head;
}

/** All heads that a template can begin with, given that `_` may be there or not. */
export function headsOf(template: string): Set<number> {
  let partial: { head: number; length: number }[] = [{ head: 0, length: 0 }];
  const heads = new Set<number>();
  const add = (each: { head: number; length: number }, ...classes: number[]) => {
    if (each.length === HEAD_LENGTH) heads.add(each.head);
    return classes.map((one) => ({ head: each.head * 4 + one, length: each.length + 1 }));
  };
  for (const symbol of `${template}▮▮▮▮`) {
    partial = partial.flatMap((each) =>
      symbol === '_' ? [each, ...add(each, OTHER_CLASS)] : add(each, ...classesOf(symbol)),
    );
    partial = partial.filter((each) => each.length <= HEAD_LENGTH);
  }
  return heads;
}

function classesOf(symbol: string): number[] {
  if (symbol === 'A' || symbol === 'a') return [LETTER_CLASS];
  if (symbol === '9') return [DIGIT_CLASS];
  if (symbol === 'X' || symbol === 'x') return [LETTER_CLASS, DIGIT_CLASS];
  if (symbol === '▮') return [LETTER_CLASS, DIGIT_CLASS, OTHER_CLASS];
  return [classOf(symbol.charCodeAt(0))];
}

/** Letters and digits that stand together at the start of an identifier, as far as shapes tell them apart. */
export const LONGEST_RUN = 63;

/** Length of the letters and digits at `start`, at most {@link LONGEST_RUN}. */
export function runAt(codes: Uint16Array, start: number): number {
  let length = 0;
  while (length < LONGEST_RUN && classOf(codes[start + length]!) !== OTHER_CLASS) length++;
  return length;
}

/** The lengths that a template's first run of letters and digits can have: up to a separator, or the whole. */
export function runsOf(template: string): number[] {
  const runs: number[] = [];
  let length = 0;
  for (const symbol of template) {
    if (symbol === '_') runs.push(length);
    else if (/[A-Za-z0-9]/.test(symbol)) length++;
    else return [...runs, length];
  }
  return [...runs, length];
}

/** A template as character codes, for {@link matchShape}. */
export const shapeOps = (template: string): Uint8Array =>
  Uint8Array.from(template, (symbol) => symbol.charCodeAt(0));

/**
 * Where a template's match at `start` ends, -1 if it does not match. Each character is looked at once, so it is linear
 * by construction. The codes end with a 0.
 */
export function matchShape(ops: Uint8Array, codes: Uint16Array, start: number): number {
  let at = start;
  for (let i = 0; i < ops.length; i++) {
    const symbol = ops[i]!;
    const code = codes[at]!;
    if (symbol === 95) {
      if (isBlankCode(code) || isDashCode(code) || code === 46) at++;
      continue;
    }
    if (!symbolAccepts(symbol, code)) return -1;
    at++;
  }
  return at;
}

function symbolAccepts(symbol: number, code: number): boolean {
  switch (symbol) {
    case 65:
      return isUpperCode(code);
    case 97:
      return isLetterCode(code);
    case 57:
      return isDigitCode(code);
    case 88:
      return isUpperCode(code) || isDigitCode(code);
    case 120:
      return isAlnumCode(code);
    default:
      return symbol === code;
  }
}
