import { isAlnumCode, isBlankCode, isLetterCode } from '../../detect/characters.ts';
import { tagLength } from '../../detect/labelled.ts';

const LONGEST_VALUE = 200;

/** Words that may follow the key word within one identifier (`DB_PASSWORD_PROD`); others make it another thing (`password_file`). */
const SUFFIXES = new Set(
  'value val prod production dev staging test default root admin db user str string plain new old current main primary secondary key raw text s v live sandbox readonly rw ro master slave app web api token secret'.split(
    ' ',
  ),
);

/**
 * Where the value begins that is assigned to a key word ending at `end`: `key = "`, `"key": "`, `key: `, `<key>`, `--key `,
 * `key is `, `set_key("`; -1 where nothing is assigned.
 */
export function assignedValue(text: string, start: number, end: number): number {
  let at = keyEnd(text, end);
  if (at < 0 || isReference(text, start)) return -1;
  while (isKeyCloser(text.charCodeAt(at)) && at - end < 40) at++;
  const sign = text.charCodeAt(at);
  if (sign === 61 || sign === 58) return afterSign(text, at);
  if (sign === 62) return at + 1 + tagLength(text, at + 1);
  if (sign === 60 && text[at + 1] === '/') return afterTags(text, at);
  if (sign === 40 && (text[at + 1] === '"' || text[at + 1] === "'")) return at + 1;
  if (sign === 44 && /^, {0,2}["']/.test(text.slice(at, at + 4)) && /["']/.test(text[at - 1] ?? ''))
    return at + 1 + blanks(text, at + 1);
  if (sign === 45 && text.startsWith('->', at)) return at + 2 + blanks(text, at + 2);
  return (
    afterLeader(text, end, at) ??
    afterLink(text, at) ??
    afterLine(text, start, at) ??
    directlyAfter(text, at) ??
    afterOption(text, start, at)
  );
}

/** The end of the identifier, or -1 when its rest says that it is not the secret itself. */
function keyEnd(text: string, end: number): number {
  let at = end;
  while (
    at - end < 32 &&
    (isAlnumCode(text.charCodeAt(at)) ||
      text.charCodeAt(at) === 95 ||
      (text.charCodeAt(at) === 45 && isLetterCode(text.charCodeAt(at + 1))))
  )
    at++;
  if (at === end) return at;
  const suffix = text.slice(end, at);
  const words = suffix.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).filter(Boolean);
  return words.every((word) => SUFFIXES.has(word.toLowerCase())) ? at : -1;
}

/** After `=`, `:`, `:=`, `=>`, `==`: blanks; a comparison or a type is no assignment. */
function afterSign(text: string, sign: number): number {
  let at = sign + 1;
  if (text[at] === '=' && text[at + 1] === '=') return -1;
  if (text[at] === '=' || text[at] === '>') at++;
  if (text[at] === '/' && text[at + 1] === '/') return -1;
  // `**Key:** value`, `<b>Key:</b> value`
  if (text.startsWith('**', at)) at += 2;
  else if (text.startsWith('</', at)) at += tagLength(text, at);
  return at + blanks(text, at);
}

/** `${PASSWORD…}`, `$PASSWORD`: the name of a variable. */
function isReference(text: string, start: number): boolean {
  let at = start - 1;
  while (start - at < 40 && (isAlnumCode(text.charCodeAt(at)) || text.charCodeAt(at) === 95)) at--;
  return text[at] === '$' || (text[at] === '{' && '${%'.includes(text[at - 1] ?? ' '));
}

/** `</th><td>`: the next cell. */
function afterTags(text: string, from: number): number {
  let at = from;
  for (let tags = 0; tags < 3; tags++) at += tagLength(text, at);
  return at > from && text[at - 1] === '>' ? at : -1;
}

/** `password - `, `secret key # `, `token ........ `; a line of two words, or two cells: `password⇥`, `password hunter-2`. */
function afterLeader(text: string, end: number, at: number): number | undefined {
  const sign = text.charCodeAt(at);
  if (LEADERS.has(sign) || text.charCodeAt(end) === 9) {
    LEADER.lastIndex = end;
    if (LEADER.test(text)) return LEADER.lastIndex;
  }
  if (at !== end + 1 || text.charCodeAt(end) !== 32 || !beginsLine(text, end)) return undefined;
  ONLY_WORD.lastIndex = at;
  return ONLY_WORD.test(text) ? at : undefined;
}

const LEADERS = new Set([...'-–—#|.'].map((sign) => sign.charCodeAt(0)));
const LEADER =
  /[ \t]{0,4}(?:[-–—#|] |\.{3,40} ?|\t)[ \t]{0,4}(?=[^\s|]{6,200}(?:[ \t\r]{0,4}\n|\s{0,4}\||\s{0,4}$))/y;
/** One word to the end of the line. */
const ONLY_WORD = /(?=[^\s]{6,200}[ \t\r]{0,4}(?:\n|$))/y;

/** Whether only blanks stand before the word that ends here. */
function beginsLine(text: string, end: number): boolean {
  let at = end - 1;
  while (end - at < 24 && (isAlnumCode(text.charCodeAt(at)) || text.charCodeAt(at) === 95)) at--;
  while (end - at < 32 && (isBlankCode(text.charCodeAt(at)) || text.charCodeAt(at) === 9)) at--;
  return at < 0 || text.charCodeAt(at) === 10;
}

/** Prose: `my password Xy12…`: one word of mixed case with a digit, as no other word is. */
function directlyAfter(text: string, at: number): number | undefined {
  const word =
    /^(?:(?=\S{0,60}\d)(?=\S{0,60}[a-z])(?=\S{0,60}[A-Z])[^\s,;:()<>=]{8,100}={0,2}|[0-9a-f]{32,64})(?=[\s,;.)]|$)/.exec(
      text.slice(at, at + 104),
    );
  return word && isBlankCode(text.charCodeAt(at - 1)) ? at : undefined;
}

/** A label alone on its line, and below it a line of one word. */
function afterLine(text: string, start: number, at: number): number | undefined {
  const newline = /^[ \t:]{0,4}\r?\n[ \t]{0,8}(?=[^\s]{6,200}[ \t\r]{0,4}(?:\n|$))/.exec(
    text.slice(at, at + 220),
  );
  const isAlone = /(?:^|\n)[ \t]{0,8}(?:[\p{L}]{1,20}[ _]){0,2}$/u.test(
    text.slice(Math.max(0, start - 50), start),
  );
  return newline && isAlone ? at + newline[0].length : undefined;
}

/** Prose: `is`, `was`, `lautet` … and perhaps a colon. */
function afterLink(text: string, from: number): number | undefined {
  const link =
    /^ {0,2}(?:is|was|are|its|it's|ist|lautet|war|est|es|era|è|é|jest|är|er|on|=)(?: (?:now|set to|still|jetzt))?:? {1,2}["'`]?/.exec(
      text.slice(from, from + 24),
    );
  return link ? from + link[0].length - (/["'`]$/.test(link[0]) ? 1 : 0) : undefined;
}

/** `--password hunter2` on a command line. */
function afterOption(text: string, start: number, at: number): number {
  const isOption = text.charCodeAt(start - 1) === 45 && text.charCodeAt(start - 2) === 45;
  return isOption && isBlankCode(text.charCodeAt(at - 1)) ? at : -1;
}

function blanks(text: string, from: number): number {
  let at = from;
  while (at - from < 40 && (isBlankCode(text.charCodeAt(at)) || text.charCodeAt(at) === 9)) at++;
  return at - from;
}

const isKeyCloser = (code: number): boolean =>
  isBlankCode(code) || code === 34 || code === 39 || code === 96 || code === 93 || code === 92 || code === 42;

/** A value with or without quotes. */
export interface RawValue {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

/** Reads the value that begins at `start`: to its closing quote, or to a blank or delimiter. */
export function readValue(text: string, start: number): RawValue | undefined {
  const open = text[start] === '\\' ? start + 1 : start;
  const quote = text[open];
  if (quote === '"' || quote === "'" || quote === '`') {
    for (let at = open + 1; at < text.length && at - open <= LONGEST_VALUE; at++) {
      if (text[at] === quote)
        return { start: open + 1, end: text[at - 1] === '\\' ? at - 1 : at, quoted: true };
      if (text.charCodeAt(at) < 32) return undefined;
    }
    return undefined;
  }
  let end = start;
  const limit = Math.min(text.length, start + LONGEST_VALUE + 1);
  for (; end < limit; end++) {
    const code = text.charCodeAt(end);
    if (isValueEnd(code) || (code === 38 && /^&[\w.-]{1,40}=/.test(text.slice(end, end + 42)))) break;
  }
  if (end - start > LONGEST_VALUE) return undefined;
  while (end > start && '.,;:'.includes(text[end - 1]!)) end--;
  // The bracket was opened before the value.
  if (text[end - 1] === ')' && !text.slice(start, end).includes('(')) end--;
  return { start, end, quoted: false };
}

/** A blank, quote, comma, semicolon or angle bracket; letters, which are most of what is asked about, by the first look. */
const isValueEnd = (code: number): boolean =>
  code > 96
    ? code === 0xa0
    : code <= 32 ||
      code === 34 ||
      code === 39 ||
      code === 96 ||
      code === 44 ||
      code === 59 ||
      code === 60 ||
      code === 62;
