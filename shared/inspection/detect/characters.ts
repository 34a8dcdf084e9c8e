/** What the reader does when it meets a character. */
export const OTHER = 0;
export const DIGIT = 1;
export const LOWER = 2;
export const UPPER = 3;
/** A character that can begin or sit inside a value by itself, such as `@` or `$`. */
export const MARK = 4;
/** A letter of a script that writes without blanks or glues particles to words. */
export const SCRIPT = 5;

const TABLE_SIZE = 0x600;

/** Kind by character code below 0x600; {@link kindOf} answers for the rest. */
export const KIND = new Uint8Array(TABLE_SIZE);

/** Code of the lower-case letter without accents, 0 for what is no letter, by character code below 0x600. */
export const FOLD = new Uint16Array(TABLE_SIZE);

const MARKS = '@:-$~+(\\%<';

for (let code = 0; code < TABLE_SIZE; code++) {
  const char = String.fromCharCode(code);
  const isDigit = code >= 48 && code <= 57;
  if (isDigit) KIND[code] = DIGIT;
  else if (MARKS.includes(char)) KIND[code] = MARK;
  else if (/\p{L}/u.test(char)) {
    const native = code >= 0x590;
    KIND[code] = native ? SCRIPT : char === char.toLowerCase() ? LOWER : UPPER;
    if (!native) FOLD[code] = foldedCode(char);
  }
}

function foldedCode(char: string): number {
  const plain = char.toLowerCase().normalize('NFD').charCodeAt(0);
  return plain === 0xdf ? 0x73 : plain;
}

/** Kind of any character code. */
export function kindOf(code: number): number {
  if (code < TABLE_SIZE) return KIND[code]!;
  if (code >= 0x1e00 && code < 0x2000) return LOWER;
  const isPunctuation = (code >= 0x2000 && code < 0x2e80) || (code >= 0x3000 && code <= 0x3020);
  if (isPunctuation || code >= 0xfe00) return OTHER;
  return SCRIPT;
}

/** Lower-case letter without accents, 0 for what is no letter of a script with words. */
export function foldOf(code: number): number {
  if (code < TABLE_SIZE) return FOLD[code]!;
  if (code >= 0x1e00 && code < 0x2000) return foldedCode(String.fromCharCode(code));
  return 0;
}

export const isDigitCode = (code: number): boolean => code >= 48 && code <= 57;

/** ASCII letter, digit or underscore: what may not touch a value. False past the ends of a text (NaN). */
export function isWordCode(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95
  );
}

export const isAlnumCode = (code: number): boolean => code !== 95 && isWordCode(code);

export const isUpperCode = (code: number): boolean => code >= 65 && code <= 90;

export const isLetterCode = (code: number): boolean =>
  (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

/** Blanks that stand inside written numbers: blank, no-break, figure, thin and narrow no-break space. */
export const isBlankCode = (code: number): boolean =>
  code === 32 || code === 0xa0 || code === 0x2007 || code === 0x2009 || code === 0x202f;

/** Hyphen-minus, hyphen, non-breaking hyphen, figure dash, en dash. */
export const isDashCode = (code: number): boolean => code === 45 || (code >= 0x2010 && code <= 0x2013);

/** One separator between groups of a written number. */
export const isSeparatorCode = (code: number): boolean =>
  isBlankCode(code) || isDashCode(code) || code === 46 || code === 47;

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
