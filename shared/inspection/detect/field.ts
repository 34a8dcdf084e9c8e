import { isAlnumCode, isBlankCode, isLetterCode } from './characters.ts';
import { areWordsOf, hashWord } from './words.ts';

/** What stands directly before a value. */
export type Field =
  /** Prose, or nothing that names it. */
  | { readonly kind: 'free' }
  /** A key that could be anything: `value`, `number`, `id`. */
  | { readonly kind: 'generic'; readonly start: number }
  /** A key, attribute or element that says what the value is. */
  | { readonly kind: 'named'; readonly start: number };

const FREE: Field = { kind: 'free' };
const LONGEST_KEY = 64;

const GENERIC: ReadonlySet<number> = new Set(
  // Elements of markup that only lay out
  (
    'td th tr span div p li b i em strong dd dt a font small code pre t para cell fld ' +
    'value values val v number no num nr numero id ids data text content key code item items input result string str ' +
    'message msg body field answer response note notes comment description details info raw label title name wert'
  )
    .split(' ')
    .map(hashWord),
);

/**
 * The key of a value in JSON, YAML, properties, .env, XML, query strings and code: an identifier with `:`, `=` or `>`
 * between it and the value. In prose a colon is no such key.
 */
export function fieldBefore(text: string, codes: Uint16Array, start: number): Field {
  let at = start - 1;
  while (at >= 0 && start - at < 8 && isOpener(codes[at]!)) at--;
  const sign = codes[at]!;
  if (sign === 62) return tagBefore(text, codes, at);
  if (sign !== 58 && sign !== 61) return FREE;
  at--;
  while (at >= 0 && start - at < 16 && isCloser(codes[at]!)) at--;
  const end = at + 1;
  while (at >= 0 && end - at <= LONGEST_KEY && isKeyCode(codes[at]!)) at--;
  const before = codes[at]!;
  const isStructured = sign === 61 || !isBlankCode(before) || isIndent(codes, at);
  if (end - at < 2 || !isStructured) return FREE;
  if (sign === 61 && isBlankCode(before) && isLabelOfWords(text, at)) return FREE;
  return fieldOf(text, at + 1, end);
}

function tagBefore(text: string, codes: Uint16Array, close: number): Field {
  let at = close - 1;
  const floor = Math.max(0, close - LONGEST_KEY * 2);
  while (at >= floor && codes[at]! !== 60 && codes[at]! !== 62) at--;
  if (codes[at]! !== 60 || !isLetterCode(codes[at + 1]!)) return FREE;
  return fieldOf(text, at + 1, close);
}

function fieldOf(text: string, start: number, end: number): Field {
  return { kind: areWordsOf(GENERIC, text, start, end) ? 'generic' : 'named', start };
}

/** `CNPJ da empresa = `: a line that begins with words is a form's, no assignment. */
const isLabelOfWords = (text: string, end: number): boolean =>
  /(?:^|\n)(?!(?:const|let|var|val|export|set|final|string|int|long|my)\b)[\p{L}.'’/°º ]{2,48}$/iu.test(
    text.slice(Math.max(0, end - 50), end + 1),
  );

function isIndent(codes: Uint16Array, from: number): boolean {
  let at = from;
  while (at >= 0 && (isBlankCode(codes[at]!) || codes[at]! === 45 || codes[at]! === 9)) at--;
  return at < 0 || codes[at]! === 10;
}

const isKeyCode = (code: number): boolean =>
  isAlnumCode(code) || code === 95 || code === 45 || code === 46 || code > 127;
const isOpener = (code: number): boolean =>
  isBlankCode(code) || code === 34 || code === 39 || code === 96 || code === 91 || code === 40 || code === 9;
const isCloser = (code: number): boolean =>
  isBlankCode(code) || code === 34 || code === 39 || code === 96 || code === 93 || code === 58;
