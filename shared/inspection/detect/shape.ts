import { isBlankCode, isDashCode, isDigitCode, isLetterCode, isUpperCode } from './characters.ts';

const UPPER_BIT = 1;
const LOWER_BIT = 2;
const DIGIT_BIT = 4;

/** What an ASCII character is: upper-case letter, lower-case letter, digit, or nothing of these. */
const SIGN_BITS = Uint8Array.from({ length: 128 }, (_, code) =>
  isDigitCode(code) ? DIGIT_BIT : isUpperCode(code) ? UPPER_BIT : isLetterCode(code) ? LOWER_BIT : 0,
);

/** Classes of characters in heads. */
const OTHER_CLASS = 0;
const UPPER_CLASS = 1;
const LOWER_CLASS = 2;
const DIGIT_CLASS = 3;
const HEAD_LENGTH = 4;

/** Number of different heads. */
export const HEADS = 4 ** HEAD_LENGTH;

const HEAD_CLASSES = SIGN_BITS.map((bits) => (bits === DIGIT_BIT ? DIGIT_CLASS : bits));

const classOf = (code: number): number => (code > 127 ? OTHER_CLASS : HEAD_CLASSES[code]!);

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
  if (symbol === 'A') return [UPPER_CLASS];
  if (symbol === 'a') return [UPPER_CLASS, LOWER_CLASS];
  if (symbol === '9') return [DIGIT_CLASS];
  if (symbol === 'X') return [UPPER_CLASS, DIGIT_CLASS];
  if (symbol === 'x') return [UPPER_CLASS, LOWER_CLASS, DIGIT_CLASS];
  if (symbol === '▮') return [UPPER_CLASS, LOWER_CLASS, DIGIT_CLASS, OTHER_CLASS];
  return [classOf(symbol.charCodeAt(0))];
}

/** Letters and digits that stand together at the start of an identifier, as far as shapes tell them apart. */
export const LONGEST_RUN = 63;

/** Length of the letters and digits at `start`, at most {@link LONGEST_RUN}. */
export function runAt(codes: Uint16Array, start: number): number {
  let length = 0;
  while (length < LONGEST_RUN && codes[start + length]! < 128 && SIGN_BITS[codes[start + length]!] !== 0)
    length++;
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

/** Letters and digits at the start of an identifier that a signature tells apart, three bits each. */
const SIGNED = 10;

/** What the first letters and digits at `start` are, as {@link SIGN_BITS}, whatever separators stand between them. */
export function signatureAt(codes: Uint16Array, start: number): number {
  let signature = 0;
  let at = start;
  for (let shift = 0; shift < SIGNED * 3; ) {
    const code = codes[at++]!;
    const bits = code < 128 ? SIGN_BITS[code]! : 0;
    if (bits !== 0) {
      signature |= bits << shift;
      shift += 3;
    } else if (!isShapeSeparator(code)) break;
  }
  return signature;
}

/** The bits that no signature of a template's match has: most templates are ruled out by one look. */
export function excludedBits(template: string): number {
  let excluded = 0;
  let shift = 0;
  for (const op of shapeOps(template)) {
    if (op === SEPARATOR) continue;
    const allowed = op >= CLASS_FLAG ? op : SIGN_BITS[op]!;
    if (allowed === 0 || shift === SIGNED * 3) break;
    excluded |= (~allowed & 7) << shift;
    shift += 3;
  }
  return excluded;
}

/** What `_` of a template may be. */
const isShapeSeparator = (code: number): boolean => code === 46 || isBlankCode(code) || isDashCode(code);

/** How long a template's matches are, where its signature says everything about them; 0 for all others. */
export const signedLength = (template: string): number =>
  template.length <= SIGNED && /^[AaXx9]+$/.test(template) ? template.length : 0;

/** Letters that may lead an identifier whose digits follow a separator (`MORGA 657054 SM9IJ`). */
const LONGEST_LEAD = 6;

/** Number of different leads. */
export const LEADS = 2 * (LONGEST_LEAD + 1);

/** A lead of `length` letters of which the first is of upper case or not; 0 for what is too long. */
export const leadSlot = (length: number, isUpper: boolean): number =>
  length <= LONGEST_LEAD ? 2 * length + (isUpper ? 1 : 0) : 0;

/** The leads with which a template's matches can begin. */
export function leadsOf(template: string): number[] {
  const [, letters, next] = /^([A-Za-z]{1,6})[^A-Za-z0-9](.)/.exec(template) ?? [];
  if (!letters || !classesOf(next!).includes(DIGIT_CLASS)) return [];
  const cases = classesOf(letters[0]!);
  return [LOWER_CLASS, UPPER_CLASS]
    .filter((each) => cases.includes(each))
    .map((each) => leadSlot(letters.length, each === UPPER_CLASS));
}

/** Above literal characters: what follows are bits of {@link SIGN_BITS}. */
const CLASS_FLAG = 0x80;
const SEPARATOR = 95;
const CLASS_OF_SYMBOL: Readonly<Record<string, number>> = {
  A: CLASS_FLAG | UPPER_BIT,
  a: CLASS_FLAG | UPPER_BIT | LOWER_BIT,
  '9': CLASS_FLAG | DIGIT_BIT,
  X: CLASS_FLAG | UPPER_BIT | DIGIT_BIT,
  x: CLASS_FLAG | UPPER_BIT | LOWER_BIT | DIGIT_BIT,
};

/** A template as one byte a symbol, for {@link matchShape}. */
export const shapeOps = (template: string): Uint8Array =>
  Uint8Array.from(template, (symbol) => CLASS_OF_SYMBOL[symbol] ?? symbol.charCodeAt(0));

/**
 * Where a template's match at `start` ends, -1 if it does not match. Each character is looked at once, so it is linear
 * by construction. The codes end with a 0.
 */
export function matchShape(ops: Uint8Array, codes: Uint16Array, start: number): number {
  let at = start;
  for (let i = 0; i < ops.length; i++) {
    const op = ops[i]!;
    const code = codes[at]!;
    if (op >= CLASS_FLAG) {
      if (code > 127 || (SIGN_BITS[code]! & op) === 0) return -1;
      at++;
    } else if (op === SEPARATOR) {
      if (isShapeSeparator(code)) at++;
    } else if (op === code) at++;
    else return -1;
  }
  return at;
}
