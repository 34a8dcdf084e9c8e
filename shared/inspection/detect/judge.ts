import type { Confidence } from '../result.ts';
import { isAlnumCode, isDigitCode } from './characters.ts';
import { type Compiled, type CompiledFinder, type Forms, OWN } from './compile.ts';
import type { DataType, Finder } from './data-type.ts';
import type { Evidence } from './evidence.ts';
import type { Marks } from './marks.ts';
import { groupKey, MOST_GROUPS, plainSeparator, separatorsFit } from './number-form.ts';
import { isLabelledOtherwise } from './other-label.ts';
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

/** Most digits of one value; what is longer is a table of numbers and is read piece by piece. */
const MOST_DIGITS = 24;

/** Decides over what the reader noted in a text: validates candidates and weighs the words around them. */
export type Judge = (text: string, marks: Marks) => Verdict[];

/** A judge over one set of look-up tables. The evidence must have begun with the same text. */
export function createJudge(compiled: Compiled, evidence: Evidence): Judge {
  const { types, matchGroups, forms } = compiled;
  /** Codes of what stands between the groups of the number at hand. */
  const separators = new Int32Array(MOST_GROUPS);
  let text = '';
  let marks: Marks;
  let codes = new Uint16Array(0);
  let verdicts: Verdict[] = [];

  function judgeMatches(): void {
    for (let i = 0; i < marks.matchGroup.length; i++) {
      const group = matchGroups[marks.matchGroup.at(i)]!;
      const start = marks.matchStart.at(i);
      const end = marks.matchEnd.at(i);
      if (isPartOfIdentifier(codes, start) || (group.kind === 'shape' && goesOn(codes, end))) continue;
      const isLabelled = group.kind === 'labelled';
      const finders = isLabelled || evidence.gather(start, end) ? group.all : group.alone;
      for (let k = 0; k < finders.length; k++) judgeMatch(finders[k]!, start, end, isLabelled);
    }
  }

  function judgeMatch(found: CompiledFinder, start: number, end: number, isLabelled: boolean): void {
    const type = types[found.type]!;
    const named = isLabelled ? OWN : evidence.weightFor(found.type);
    if (type.isSupported === undefined && found.levels[named] === 'none') return;
    const weight = weightOf(type, text, start, end, named);
    const level = found.levels[weight]!;
    if (level === 'none') return;
    const value = normalise(text.slice(start, end), found.finder);
    const isPlaceholder =
      found.finder.kind === 'token' && type.group === 'credentials' && isPlaceholderToken(value);
    pushIfValid(found, start, end, value, level, weight, isPlaceholder);
  }

  /** `Hungarian social security number`: the American type has such words too, and is not meant. */
  const isForeign = ({ finder, type }: CompiledFinder): boolean =>
    finder.kind !== 'labelled' && evidence.namesOtherCountry(type);

  /** Placeholders are what documentation prints instead of a secret. */
  function pushIfValid(
    found: CompiledFinder,
    start: number,
    end: number,
    value: string,
    level: Confidence,
    weight: number,
    isPlaceholder: boolean,
  ): void {
    const type = types[found.type]!;
    if (type.validate && !type.validate(value)) return;
    const test = isPlaceholder || (type.isTest?.(value) ?? false);
    evidence.accepted(found.type, weight, end);
    verdicts.push({
      type: found.type,
      start,
      end,
      value,
      confidence: test ? 'low' : level,
      proven: weight === OWN && type.validate !== undefined && !isForeign(found),
      test,
    });
  }

  function judgeNumbers(): void {
    for (let i = 0; i < marks.numberStart.length; i++) {
      const runStart = marks.numberStart.at(i);
      const runEnd = marks.numberEnd.at(i);
      if (isFreeBefore(codes, runStart, marks)) judgeFrom(runStart, runEnd, false);
      for (let at = runStart + 1; at < runEnd; at++) {
        // Only a blank parts a value from the number before it.
        if (!isDigitCode(codes[at]!) && plainSeparator(codes[at]!) === 32) judgeFrom(at + 1, runEnd, true);
      }
    }
  }

  /** Tries all values that begin with the group at `start`, by the lengths of the groups that follow. */
  function judgeFrom(start: number, runEnd: number, isAfterBlank: boolean): void {
    let node = forms;
    let at = start;
    let digits = 0;
    for (let groups = 1; at < runEnd; groups++) {
      const groupStart = at;
      while (at < runEnd && isDigitCode(codes[at]!)) at++;
      digits += at - groupStart;
      const next = node.next[groupKey(at - groupStart)];
      if (!next || digits > MOST_DIGITS) return;
      node = next;
      if (node.forms && endsAlone(at, runEnd, groups, isAfterBlank))
        judgeNumber(node.forms, start, at, digits, groups);
      separators[groups - 1] = codes[at]!;
      at++;
    }
  }

  /** False if the number goes on; blanks part values only where none stands inside the value. */
  function endsAlone(end: number, runEnd: number, groups: number, isAfterBlank: boolean): boolean {
    const hasBlanks = groups > 1 && plainSeparator(separators[0]!) === 32;
    if (isAfterBlank && hasBlanks) return false;
    return end < runEnd ? !hasBlanks && plainSeparator(codes[end]!) === 32 : isFreeAfter(codes, end);
  }

  function judgeNumber(fits: Forms, start: number, end: number, digits: number, groups: number): void {
    const entries = evidence.gather(start, end) ? fits.all : fits.alone;
    let value = '';
    for (let i = 0; i < entries.length; i++) {
      const { found, form } = entries[i]!;
      const named = evidence.weightFor(found.type);
      if (found.levels[named] === 'none') continue;
      if (groups > 1 && !separatorsFit(form, separators)) continue;
      value ||= digitsOf(text, codes, start, end, digits);
      const weight = weightOf(types[found.type]!, text, start, end, named);
      const level = found.levels[weight] as Confidence;
      if (weight === 0 && level === 'medium' && isLabelledOtherwise(text, start)) continue;
      pushIfValid(found, start, end, value, level, weight, false);
    }
  }

  return (input, noted) => {
    text = input;
    marks = noted;
    codes = noted.codes;
    verdicts = [];
    judgeNumbers();
    judgeMatches();
    text = '';
    return verdicts;
  };
}

/** Support around a value weighs as much as a word of the type's own. */
const weightOf = (type: DataType, text: string, start: number, end: number, named: number): number =>
  named !== OWN && type.isSupported?.(text, start, end) ? OWN : named;

const SHAPED = /[\s.\-/()\u00a0\u2007\u2009\u202f\u2010-\u2013]/g;

const normalise = (value: string, finder: Finder): string =>
  finder.kind === 'shape' && !finder.exact ? value.replace(SHAPED, '').toUpperCase() : value;

/** The character before a position, 0 at the start of the text. */
const codeBefore = (codes: Uint16Array, at: number): number => (at > 0 ? codes[at - 1]! : 0);

/** `abc-AB123456C`, `x_AB123456C`: a piece of something longer. */
function isPartOfIdentifier(codes: Uint16Array, start: number): boolean {
  const before = codeBefore(codes, start);
  return before === 95 || (before === 45 && isAlnumCode(codeBefore(codes, start - 1)));
}

/** `12345678-9AB4-…`: the beginning of a UUID or of another identifier with dashes. */
const goesOn = (codes: Uint16Array, end: number): boolean =>
  codes[end] === 95 || (codes[end] === 45 && isAlnumCode(codes[end + 1]!));

function digitsOf(text: string, codes: Uint16Array, start: number, end: number, digits: number): string {
  if (end - start === digits) return text.slice(start, end);
  let value = '';
  for (let at = start; at < end; at++) {
    const from = at;
    while (isDigitCode(codes[at]!)) at++;
    value += text.slice(from, at);
  }
  return value;
}

/** False for a piece of a longer number, identifier, path or amount. */
function isFreeBefore(codes: Uint16Array, start: number, marks: Marks): boolean {
  const before = codeBefore(codes, start);
  switch (before) {
    case 95: // _
    case 36: // $
    case 163: // £
    case 8364: // €
    case 43: // +
      return false;
    case 46: // .
      return !isDigitCode(codeBefore(codes, start - 1));
    case 44: // ,
      return !isDecimalComma(codes, start - 1);
    case 45: // -
    case 47: // /
      return !isAlnumCode(codeBefore(codes, start - 1)) || phraseEndsAt(marks, start - 1);
    default:
      return true;
  }
}

/** As many digits after a comma are no fraction, unless a zero stands before it. */
const LONGEST_FRACTION = 11;

/** ` 0,123456`: one to three digits after a blank; at the start of a line they are the cell of a table. */
function isDecimalComma(codes: Uint16Array, comma: number): boolean {
  let after = comma + 1;
  while (after - comma <= LONGEST_FRACTION + 1 && isDigitCode(codes[after]!)) after++;
  if (after - comma - 1 > LONGEST_FRACTION && codes[comma - 1] !== 48) return false;
  let at = comma - 1;
  while (at >= 0 && comma - at <= 4 && isDigitCode(codes[at]!)) at--;
  if (at < 0) return false;
  const before = codes[at]!;
  return at < comma - 1 && comma - at <= 4 && (before === 32 || before === 40 || before === 36);
}

/** False for a piece of a longer identifier, a share or an e-mail address. */
function isFreeAfter(codes: Uint16Array, end: number): boolean {
  const after = codes[end]!;
  if (after === 95 || after === 64 || after === 37) return false;
  return !(after === 45 && isAlnumCode(codes[end + 1]!));
}

function phraseEndsAt(marks: Marks, position: number): boolean {
  const index = marks.firstPhraseEndingAfter(position - 1);
  return index < marks.phrase.length && marks.phraseEnd.at(index) === position;
}
