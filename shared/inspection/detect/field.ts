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
export function fieldBefore(text: string, start: number): Field {
  let at = start - 1;
  while (at >= 0 && start - at < 8 && isOpener(text.charCodeAt(at))) at--;
  const sign = text.charCodeAt(at);
  if (sign === 62) return tagBefore(text, at);
  if (sign !== 58 && sign !== 61) return FREE;
  at--;
  while (at >= 0 && start - at < 16 && isCloser(text.charCodeAt(at))) at--;
  const end = at + 1;
  while (at >= 0 && end - at <= LONGEST_KEY && isKeyCode(text.charCodeAt(at))) at--;
  const before = text.charCodeAt(at);
  const isStructured = sign === 61 || !isBlankCode(before) || isIndent(text, at);
  if (end - at < 2 || !isStructured) return FREE;
  if (sign === 61 && isBlankCode(before) && isLabelOfWords(text, at)) return FREE;
  return fieldOf(text, at + 1, end);
}

function tagBefore(text: string, close: number): Field {
  let at = close - 1;
  const floor = Math.max(0, close - LONGEST_KEY * 2);
  while (at >= floor && text.charCodeAt(at) !== 60 && text.charCodeAt(at) !== 62) at--;
  if (text.charCodeAt(at) !== 60 || !isLetterCode(text.charCodeAt(at + 1))) return FREE;
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

function isIndent(text: string, from: number): boolean {
  let at = from;
  while (
    at >= 0 &&
    (isBlankCode(text.charCodeAt(at)) || text.charCodeAt(at) === 45 || text.charCodeAt(at) === 9)
  )
    at--;
  return at < 0 || text.charCodeAt(at) === 10;
}

const isKeyCode = (code: number): boolean =>
  isAlnumCode(code) || code === 95 || code === 45 || code === 46 || code > 127;
const isOpener = (code: number): boolean =>
  isBlankCode(code) || code === 34 || code === 39 || code === 96 || code === 91 || code === 40 || code === 9;
const isCloser = (code: number): boolean =>
  isBlankCode(code) || code === 34 || code === 39 || code === 96 || code === 93 || code === 58;
