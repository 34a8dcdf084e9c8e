/** What the reader does when it meets a character. */
export const OTHER = 0;
export const DIGIT = 1;
export const LOWER = 2;
export const UPPER = 3;
/** A character that can begin or sit inside a value by itself, such as `@` or `$`. */
export const MARK = 4;
/** A letter of a script that writes without blanks or glues particles to words. */
export const SCRIPT = 5;

/** Codes below are looked up in {@link CLASSES}. */
export const CLASSES_SIZE = 0x600;
/** The kind stands above the folded letter. */
export const KIND_SHIFT = 12;
export const FOLD_MASK = 0xfff;

/**
 * By character code: kind in the upper four bits, lower-case letter without accents (0 for what is no letter of a
 * script with words) in the lower twelve.
 */
export const CLASSES = new Uint16Array(CLASSES_SIZE);

const MARKS = '@:-$~+(\\%';

for (let code = 0; code < CLASSES_SIZE; code++) CLASSES[code] = classify(code);

function classify(code: number): number {
  const char = String.fromCharCode(code);
  if (isDigitCode(code)) return DIGIT << KIND_SHIFT;
  if (MARKS.includes(char)) return MARK << KIND_SHIFT;
  if (!/\p{L}/u.test(char)) return OTHER;
  if (code >= 0x590 && code < 0x1e00) return SCRIPT << KIND_SHIFT;
  return ((char === char.toLowerCase() ? LOWER : UPPER) << KIND_SHIFT) | foldedCode(char);
}

function foldedCode(char: string): number {
  const plain = char.toLowerCase().normalize('NFD').charCodeAt(0);
  return plain === 0xdf ? 0x73 : plain & FOLD_MASK;
}

/** {@link CLASSES} for any character code. */
export function classOf(code: number): number {
  if (code < CLASSES_SIZE) return CLASSES[code]!;
  if (code >= 0x1e00 && code < 0x2000) return classify(code);
  const isPunctuation = (code >= 0x2000 && code < 0x2e80) || (code >= 0x3000 && code <= 0x3020);
  if (isPunctuation || code >= 0xfe00) return OTHER;
  return SCRIPT << KIND_SHIFT;
}

/** Combining accents: part of the letter before them. */
export const isCombiningCode = (code: number): boolean => code >= 0x300 && code < 0x370;

export function isDigitCode(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** ASCII letter, digit or underscore: what may not touch a value. False past the ends of a text (NaN). */
export function isWordCode(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95
  );
}

export const isAlnumCode = (code: number): boolean => code !== 95 && isWordCode(code);

export const isLowerCode = (code: number): boolean => code >= 97 && code <= 122;
export const isUpperCode = (code: number): boolean => code >= 65 && code <= 90;

export const isLetterCode = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;

export const isHexCode = (code: number): boolean =>
  isDigitCode(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);

/** Blanks that stand inside written numbers: blank, no-break, figure, thin and narrow no-break space. */
export const isBlankCode = (code: number): boolean =>
  code === 32 || code === 0xa0 || code === 0x2007 || code === 0x2009 || code === 0x202f;

/** Hyphen-minus, hyphen, non-breaking hyphen, figure dash, en dash. */
export const isDashCode = (code: number): boolean => code === 45 || (code >= 0x2010 && code <= 0x2013);

/** One separator between groups of a written number. */
export const isSeparatorCode = (code: number): boolean =>
  code < 128 ? code === 32 || (code >= 45 && code <= 47) : isBlankCode(code) || isDashCode(code);

/** What follows the letter of an abbreviation: `p.iva`, `a/c no`, `x-api-key`, `p_iva`, `n° fiscal`, `nº`, `pIva`. */
export const isAbbreviation = (code: number): boolean =>
  (code >= 45 && code <= 47) || code === 95 || code === 176 || code === 186 || isUpperCode(code);

/** n, r, t after a backslash. */
export const isEscapeCode = (code: number): boolean => code === 110 || code === 114 || code === 116;

/** Underscore, dash and dot join the words of a key. */
export const asBlank = (code: number): number => (code === 95 || code === 45 || code === 46 ? 32 : code);

/** Digits of other scripts that {@link withAsciiDigits} turns into ASCII, one character for one character. */
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u0e50-\u0e59\uff10-\uff19]/g;

/** The same text, same length, with digits of other scripts (Arabic, Persian, Devanagari, Thai, full-width) in ASCII. */
export function withAsciiDigits(text: string): string {
  if (text.search(OTHER_DIGITS) < 0) return text;
  return text.replace(OTHER_DIGITS, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = [0x660, 0x6f0, 0x966, 0xe50, 0xff10].findLast((start) => code >= start)!;
    return String.fromCharCode(48 + code - zero);
  });
}
