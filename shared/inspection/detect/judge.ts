import type { Confidence } from '../result.ts';
import { isAlnumCode, isDigitCode } from './characters.ts';
import { type Compiled, OWN } from './compile.ts';
import type { DataType, Finder } from './data-type.ts';
import type { Evidence } from './evidence.ts';
import type { Marks } from './marks.ts';
import { extendKey, MOST_GROUPS, plainSeparator, separatorsFit } from './number-form.ts';
import { isPlaceholderToken } from './placeholder.ts';

/** A value that stood up to its type's checks. */
export interface Verdict {
  readonly type: number;
  readonly start: number;
  readonly end: number;
  /** Normalised: separators removed, upper case where case does not matter. */
  readonly value: string;
  readonly confidence: Confidence;
  /** It has its own context, and a checksum or range that it passed. */
  readonly proven: boolean;
  readonly test: boolean;
}

/** Most groups of digits that one run is split into; a longer run is a table of numbers and is read piece by piece. */
const MOST_DIGITS = 24;

/** Decides over what the reader noted: validates candidates and weighs the words around them. */
export function judge(
  text: string,
  marks: Marks,
  compiled: Compiled,
  evidence: Evidence,
  verdicts: Verdict[],
): void {
  judgeNumbers(text, marks, compiled, evidence, verdicts);
  judgeMatches(text, marks, compiled, evidence, verdicts);
}

function judgeMatches(
  text: string,
  marks: Marks,
  compiled: Compiled,
  evidence: Evidence,
  verdicts: Verdict[],
): void {
  for (let i = 0; i < marks.matchFinder.length; i++) {
    const found = compiled.finders[marks.matchFinder.at(i)]!;
    const index = found.type;
    const type = compiled.types[index]!;
    const start = marks.matchStart.at(i);
    const end = marks.matchEnd.at(i);
    if (isPartOfIdentifier(text, start)) continue;
    if (found.finder.kind === 'shape' && goesOn(text, end)) continue;
    const isLabelled = found.finder.kind === 'labelled';
    if (!isLabelled && !evidence.gather(start, end) && found.levels[0] === 'none') continue;
    const weight = isLabelled ? OWN : weightOf(type, text, start, end, evidence.weightFor(index));
    const level = found.levels[weight]!;
    if (level === 'none') continue;
    const value = normalise(text.slice(start, end), found.finder);
    const placeholder =
      found.finder.kind === 'token' && type.group === 'credentials' && isPlaceholderToken(value);
    pushIfValid(type, index, { start, end, value, level, weight, placeholder }, evidence, verdicts);
  }
}

interface Weighed {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly level: Confidence;
  readonly weight: number;
  /** What documentation prints instead of a secret. */
  readonly placeholder?: boolean;
}

/** Support around a value weighs as much as a word of the type's own. */
const weightOf = (type: DataType, text: string, start: number, end: number, named: number): number =>
  named !== OWN && type.isSupported?.(text, start, end) ? OWN : named;

function pushIfValid(
  type: DataType,
  index: number,
  found: Weighed,
  evidence: Evidence,
  verdicts: Verdict[],
): void {
  if (type.validate && !type.validate(found.value)) return;
  const test = found.placeholder === true || (type.isTest?.(found.value) ?? false);
  evidence.accepted(index, found.weight, found.end);
  verdicts.push({
    type: index,
    start: found.start,
    end: found.end,
    value: found.value,
    confidence: test ? 'low' : found.level,
    proven: found.weight === OWN && type.validate !== undefined,
    test,
  });
}

const SHAPED = /[\s.\-/()\u00a0\u2007\u2009\u202f\u2010-\u2013]/g;

const normalise = (value: string, finder: Finder): string =>
  finder.kind === 'shape' && !finder.exact ? value.replace(SHAPED, '').toUpperCase() : value;

/** `abc-AB123456C`, `x_AB123456C`: a piece of something longer. */
function isPartOfIdentifier(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  return before === 95 || (before === 45 && isAlnumCode(text.charCodeAt(start - 2)));
}

/** `12345678-9AB4-…`: the beginning of a UUID or of another identifier with dashes. */
const goesOn = (text: string, end: number): boolean =>
  text.charCodeAt(end) === 95 || (text.charCodeAt(end) === 45 && isAlnumCode(text.charCodeAt(end + 1)));

function judgeNumbers(
  text: string,
  marks: Marks,
  compiled: Compiled,
  evidence: Evidence,
  verdicts: Verdict[],
): void {
  const starts = new Int32Array(MOST_GROUPS + 2);
  for (let i = 0; i < marks.numberStart.length; i++) {
    const runStart = marks.numberStart.at(i);
    const runEnd = marks.numberEnd.at(i);
    for (let at = runStart; at < runEnd; at = nextGroup(text, at, runEnd)) {
      judgeFrom(text, at, { start: runStart, end: runEnd }, starts, marks, compiled, evidence, verdicts);
    }
  }
}

function nextGroup(text: string, from: number, runEnd: number): number {
  let at = from;
  while (at < runEnd && isDigitCode(text.charCodeAt(at))) at++;
  return at + 1;
}

/** Tries all values that begin with the group at `start`, by the lengths of the groups that follow. */
function judgeFrom(
  text: string,
  start: number,
  run: { readonly start: number; readonly end: number },
  separators: Int32Array,
  marks: Marks,
  compiled: Compiled,
  evidence: Evidence,
  verdicts: Verdict[],
): void {
  let key = 0;
  let at = start;
  let digits = 0;
  for (let groups = 1; groups <= MOST_GROUPS && at < run.end; groups++) {
    const groupStart = at;
    while (at < run.end && isDigitCode(text.charCodeAt(at))) at++;
    key = extendKey(key, at - groupStart);
    digits += at - groupStart;
    if (digits > MOST_DIGITS) return;
    const forms = compiled.formsByKey.get(key);
    if (forms && standsAlone(text, start, at, run, groups, separators, marks)) {
      const entries = evidence.gather(start, at) ? forms.all : forms.alone;
      let value = '';
      for (let i = 0; i < entries.length; i++) {
        const { found, form } = entries[i]!;
        if (groups > 1 && !separatorsFit(form, separators, 0)) continue;
        const named = evidence.weightFor(found.type);
        if (found.levels[named] === 'none') continue;
        value ||= digitsOf(text, start, at, digits);
        const type = compiled.types[found.type]!;
        const weight = weightOf(type, text, start, at, named);
        const level = found.levels[weight] as Confidence;
        pushIfValid(type, found.type, { start, end: at, value, level, weight }, evidence, verdicts);
      }
    }
    separators[groups - 1] = text.charCodeAt(at);
    at++;
  }
}

function digitsOf(text: string, start: number, end: number, digits: number): string {
  if (end - start === digits) return text.slice(start, end);
  let value = '';
  for (let at = start; at < end; at++) if (isDigitCode(text.charCodeAt(at))) value += text[at];
  return value;
}

/** False for a piece of a longer number, identifier, path, amount or e-mail address. */
function standsAlone(
  text: string,
  start: number,
  end: number,
  run: { readonly start: number; readonly end: number },
  groups: number,
  separators: Int32Array,
  marks: Marks,
): boolean {
  const joins = groups > 1 ? plainSeparator(separators[0]!) : 0;
  if (start > run.start && !isLooseJoin(text.charCodeAt(start - 1), joins)) return false;
  if (end < run.end && !isLooseJoin(text.charCodeAt(end), joins)) return false;
  return (start > run.start || isFreeBefore(text, start, marks)) && (end < run.end || isFreeAfter(text, end));
}

/** Only a blank may separate a value from a neighbouring number, and not if blanks also stand inside it. */
const isLooseJoin = (code: number, inside: number): boolean => plainSeparator(code) === 32 && inside !== 32;

function isFreeBefore(text: string, start: number, marks: Marks): boolean {
  const before = text.charCodeAt(start - 1);
  switch (before) {
    case 95: // _
    case 36: // $
    case 163: // £
    case 8364: // €
    case 43: // +
      return false;
    case 46: // .
      return !isDigitCode(text.charCodeAt(start - 2));
    case 44: // ,
      return !isDecimalComma(text, start - 1);
    case 45: // -
    case 47: // /
      return !isAlnumCode(text.charCodeAt(start - 2)) || phraseEndsAt(marks, start - 1);
    default:
      return true;
  }
}

/** ` 0,123456`: one to three digits after a blank; at the start of a line they are the cell of a table. */
function isDecimalComma(text: string, comma: number): boolean {
  let at = comma - 1;
  while (at >= 0 && comma - at <= 4 && isDigitCode(text.charCodeAt(at))) at--;
  const before = text.charCodeAt(at);
  return at < comma - 1 && comma - at <= 4 && (before === 32 || before === 40 || before === 36);
}

function isFreeAfter(text: string, end: number): boolean {
  const after = text.charCodeAt(end);
  if (after === 95 || after === 64 || after === 37) return false;
  return !(after === 45 && isAlnumCode(text.charCodeAt(end + 1)));
}

function phraseEndsAt(marks: Marks, position: number): boolean {
  const index = marks.firstPhraseEndingAfter(position - 1);
  return index < marks.phrase.length && marks.phraseEnd.at(index) === position;
}
