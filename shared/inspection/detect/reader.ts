import {
  asBlank,
  CLASSES,
  CLASSES_SIZE,
  classOf,
  DIGIT,
  FOLD_MASK,
  isAbbreviation,
  isAlnumCode,
  isBlankCode,
  isCombiningCode,
  isDashCode,
  isDigitCode,
  isEscapeCode,
  isHexCode,
  isLetterCode,
  isSeparatorCode,
  isUpperCode,
  isWordCode,
  KIND_SHIFT,
  LOWER,
  MARK,
  OTHER,
  SCRIPT,
  UPPER,
} from './characters.ts';
import { type Compiled, type CompiledFinder, markSlot, shapeSlot } from './compile.ts';
import type { MarkFinder } from './data-type.ts';
import type { Marks } from './marks.ts';
import { prefixSlot } from './prefixes.ts';
import { headAt, leadSlot, matchShape, runAt, signatureAt } from './shape.ts';
import { bitAt } from './vocabulary.ts';
import { WORD_PRIME, WORD_SEED } from './words.ts';

/** Longest blank or punctuation between the words of one phrase. */
const PHRASE_GAP = 3;
/** Phrases that can be open at once. */
const MOST_OPEN = 16;

/** Reads a text once and notes phrases, runs of digits and matches of finders, in place of what was noted before. */
export type Reader = (text: string, marks: Marks) => void;

/**
 * The one pass over the text: every character is classified once, words are hashed while they are read, and a finder is
 * only called where a word, a number or a telling character begins.
 */
export function createReader(compiled: Compiled): Reader {
  const { vocabulary, prefixes, shapes, leads, marks: markFinders, tokens, dotted } = compiled;
  const { wordBits, firstBits } = vocabulary;
  const { beginnings } = prefixes;
  const states = new Int32Array(MOST_OPEN);
  const starts = new Int32Array(MOST_OPEN);
  let open = 0;
  let lastWordEnd = -10;
  let text = '';
  let marks: Marks;
  let codes = new Uint16Array(0);
  let tokenStart = 0;

  /** Called for words that may be part of a phrase. */
  function endWord(start: number, end: number, hash: number): void {
    const word = vocabulary.wordOf(hash);
    if (word !== 0) openPhrases(word, start, end);
    else open = 0;
  }

  function openPhrases(word: number, start: number, end: number): void {
    const before = start - lastWordEnd > PHRASE_GAP ? 0 : open;
    lastWordEnd = end;
    let kept = 0;
    for (let i = 0; i < before; i++) {
      const state = vocabulary.next(states[i]!, word);
      if (state !== 0) keep(kept++, state, starts[i]!, end);
    }
    const fresh = vocabulary.next(0, word);
    if (fresh !== 0 && kept < MOST_OPEN) keep(kept++, fresh, start, end);
    open = kept;
  }

  function keep(slot: number, state: number, start: number, end: number): void {
    states[slot] = state;
    starts[slot] = start;
    const phrase = vocabulary.phraseAt(state);
    if (phrase >= 0) marks.addPhrase(start, end, phrase);
  }

  /** Called at the end of every word, so it only asks whether any phrase could have it. */
  function closeWord(start: number, end: number, hash: number): void {
    if (bitAt(open === 0 ? firstBits : wordBits, hash)) {
      // A single letter begins a phrase only in an abbreviation.
      if (open !== 0 || end - start > 1 || isAbbreviation(codes[end]!)) endWord(start, end, hash);
    } else open = 0;
  }

  /** Reads one word of letters from `start`; ends at camelCase borders and before the word that follows an acronym. */
  function readWord(codes: Uint16Array, start: number): number {
    const classes = CLASSES;
    let hash = WORD_SEED;
    let previous = WORD_SEED;
    let length = 0;
    let uppers = 0;
    let at = start;
    for (; ; at++) {
      const code = codes[at]!;
      const letter = code < CLASSES_SIZE ? classes[code]! : classOf(code);
      const folded = letter & FOLD_MASK;
      if (folded === 0) {
        if (isCombiningCode(code)) continue;
        break;
      }
      if (letter >> KIND_SHIFT === UPPER) {
        if (uppers !== length) break;
        uppers++;
      } else if (length === uppers && uppers > 1 && isLetterCode(codes[at + 1]!)) {
        closeWord(start, at - 1, previous);
        return at - 1;
      }
      previous = hash;
      hash = Math.imul(hash ^ folded, WORD_PRIME);
      length++;
    }
    closeWord(start, at, hash);
    return at;
  }

  /** Reads letters and digits from the end of the first word to the end of the token; tries what may begin there. */
  function readToken(codes: Uint16Array, start: number, firstWordEnd: number): number {
    let at = firstWordEnd;
    let digits = false;
    for (;;) {
      const code = codes[at]!;
      const kind = (code < CLASSES_SIZE ? CLASSES[code]! : classOf(code)) >> KIND_SHIFT;
      if (kind === DIGIT) {
        digits = true;
        at++;
      } else if (kind === LOWER && isDigitCode(codes[at - 1]!)) at = skipLetters(at);
      else if (kind === LOWER || kind === UPPER) at = readWord(codes, at);
      else break;
    }
    if (digits) tryShapes(start);
    return at;
  }

  const mayBegin = (start: number): boolean =>
    bitAt(beginnings, prefixSlot(codes[start]!, codes[start + 1]!, codes[start + 2]!));

  function tryPrefixes(start: number): void {
    // A piece of something longer; and a run of pieces would be read again from each.
    const before = start > 0 ? codes[start - 1]! : 0;
    if (before === 95 || (before === 45 && start > 1 && isAlnumCode(codes[start - 2]!))) return;
    tokenStart = start;
    prefixes.walk(text, start, tryToken);
  }

  const mayLead = (length: number, kind: number): boolean => leads[leadSlot(length, kind === UPPER)] !== 0;

  /** What may stand between a lead and the digits after it. */
  const mayPart = (code: number): boolean => isSeparatorCode(code) || code === 40;

  function tryToken(target: number, end: number): void {
    const { index, rest } = tokens[target]!;
    rest.lastIndex = end;
    if (!rest.test(text)) return;
    let tokenEnd = rest.lastIndex;
    if (isAlnumCode(codes[tokenEnd]!)) return;
    while (codes[tokenEnd - 1] === 46 || codes[tokenEnd - 1] === 44) tokenEnd--;
    marks.addMatch(index, tokenStart, tokenEnd);
  }

  function tryShapes(start: number): void {
    const run = runAt(codes, start);
    const entries = shapes[shapeSlot(headAt(codes, start), run)];
    if (!entries) return;
    const signature = signatureAt(codes, start);
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i]!;
      if ((entry.excluded & signature) !== 0) continue;
      const end =
        entry.signed === run
          ? start + run
          : entry.ops
            ? matchShape(entry.ops, codes, start)
            : entry.match!(text, start);
      if (end <= start || isWordCode(codes[end]!)) continue;
      marks.addMatch(entry.group, start, end);
    }
  }

  /** Reads digits with single separators; a last group that goes on in letters is left to {@link readRest}. */
  function readNumber(codes: Uint16Array, start: number): number {
    let at = start;
    let lastGroup = start;
    let code: number;
    for (;;) {
      do code = codes[++at]!;
      while (isDigitCode(code));
      if (!isSeparatorCode(code)) break;
      if (code === 46 && at - lastGroup <= 3) tryDotted(lastGroup);
      if (!isDigitCode(codes[at + 1]!)) break;
      lastGroup = ++at;
    }
    const goesOn = isLetterCode(code);
    const clockEnd = code === 84 ? endOfClock(start, at) : -1;
    if (clockEnd > 0) return clockEnd;
    if (goesOn ? mayBelong(start, at) : endsInLetter(at)) tryGroupStarts(start, lastGroup, at);
    if (goesOn && mayBegin(lastGroup)) tryPrefixes(lastGroup);
    const end = goesOn ? lastGroup - 1 : at;
    if (end - start >= 4) marks.addNumber(start, end);
    return goesOn ? readRest(at) : at;
  }

  /** Past `T10:00:00.000` after a date, in which no value begins; -1 where there is none. */
  function endOfClock(date: number, at: number): number {
    if (at - date !== 10 || codes[date + 4] !== 45 || codes[at + 3] !== 58 || codes[at + 6] !== 58) return -1;
    let end = at + 9;
    if (!isDigitCode(codes[at + 1]!) || !isDigitCode(codes[at + 7]!) || !isDigitCode(codes[end - 1]!))
      return -1;
    if (codes[end] === 46) while (isDigitCode(codes[++end]!));
    return end;
  }

  /** Only the first group of a dotted number is tried. */
  function tryDotted(start: number): void {
    if (start > 0 && codes[start - 1] === 46) return;
    for (let i = 0; i < dotted.length; i++) {
      const end = dotted[i]!.finder.match(text, start);
      if (end > start) marks.addMatch(dotted[i]!.index, start, end);
    }
  }

  /** Whether a letter at `at` can belong to an identifier: no unit such as `ms`, no time as in `2026-11-23T10:00:00.000Z`. */
  function mayBelong(start: number, at: number): boolean {
    if (codes[at] === 84 && at - start === 10 && codes[start + 4] === 45) return false;
    if (codes[at] === 90 && at - start === 6 && codes[start + 2] === 46 && isAfterClock(start)) return false;
    // `17g7Pb…`: an address in base58 may begin with up to three digits.
    return at - start <= 3 || isUpperCode(codes[at]!) || !isAlnumCode(codes[at + 1]!);
  }

  /** `10:00:` before seconds. */
  const isAfterClock = (at: number): boolean =>
    at >= 6 && codes[at - 1] === 58 && codes[at - 4] === 58 && isDigitCode(codes[at - 2]!);

  /** `-Z` or ` Z` after a number: a check letter, or two. */
  function endsInLetter(end: number): boolean {
    const code = codes[end]!;
    if (!isDashCode(code) && !isBlankCode(code) && code !== 46) return false;
    if (code === 45 && isLetterCode(codes[end + 1]!))
      return isUpperCode(codes[end + 1]!) || !isLetterCode(codes[end + 2]!);
    return (
      isUpperCode(codes[end + 1]!) &&
      (code === 46 || !isLetterCode(codes[end + 2]!) || !isLetterCode(codes[end + 3]!))
    );
  }

  function tryGroupStarts(start: number, lastGroup: number, end: number): void {
    for (let at = Math.max(start, end - 24); at <= lastGroup; at++) {
      if (at === start || isSeparatorCode(codes[at - 1]!)) tryShapes(at);
    }
  }

  function readRest(start: number): number {
    let at = start;
    for (;;) {
      const code = codes[at]!;
      if (isDigitCode(code)) at++;
      else if (isLetterCode(code)) at = isUpperCode(code) ? readWord(codes, at) : skipLetters(at);
      else return at;
    }
  }

  /** Letters between digits are hexadecimal or units, no words. */
  function skipLetters(start: number): number {
    let at = start;
    while (isLetterCode(codes[at]!)) at++;
    open = 0;
    return at > start ? at : readWord(codes, start);
  }

  function readScript(start: number): number {
    let node = vocabulary.scripts;
    let best = -1;
    let bestEnd = start + 1;
    for (let at = start; ; at++) {
      const next = node.next.get(asBlank(codes[at]!));
      if (!next) break;
      node = next;
      if (node.phrase >= 0) {
        best = node.phrase;
        bestEnd = at + 1;
      }
    }
    if (best >= 0) marks.addPhrase(start, bestEnd, best);
    return bestEnd;
  }

  function readMark(code: number, at: number): number {
    if (code === 92) return isEscapeCode(codes[at + 1]!) ? at + 2 : at + 1;
    if (code === 37) return isPercentEscape(at) ? at + 3 : at + 1;
    const finders = markFinders[markSlot(code, codes[at + 1]!)];
    if (finders) tryMarks(finders, at);
    return at + 1;
  }

  function tryMarks(finders: readonly CompiledFinder<MarkFinder>[], at: number): void {
    for (let i = 0; i < finders.length; i++) {
      const { finder, index } = finders[i]!;
      const span = finder.match(text, at);
      if (span) marks.addMatch(index, span[0], span[1]);
    }
  }

  /** `%3D`, but not the `%B4…` that begins a magnetic stripe. */
  function isPercentEscape(at: number): boolean {
    if (!isHexCode(codes[at + 1]!) || !isHexCode(codes[at + 2]!)) return false;
    return !(
      codes[at + 1] === 66 &&
      isDigitCode(codes[at + 2]!) &&
      isDigitCode(codes[at + 3]!) &&
      isDigitCode(codes[at + 4]!)
    );
  }

  return (original, into) => {
    text = original;
    marks = into;
    open = 0;
    lastWordEnd = -10;
    marks.begin(original);
    codes = marks.codes;
    const input = codes;
    const { length } = original;
    const classes = CLASSES;
    for (let at = 0; at < length; ) {
      const code = input[at]!;
      const letter = code < CLASSES_SIZE ? classes[code]! : classOf(code);
      const kind = letter >> KIND_SHIFT;
      if (kind === OTHER) at++;
      else if (kind === LOWER || kind === UPPER) {
        const start = at;
        if (bitAt(beginnings, prefixSlot(code, input[at + 1]!, input[at + 2]!))) tryPrefixes(start);
        // Most words are one letter of any case and then lower case: read here, all others by `readWord`.
        let hash = Math.imul(WORD_SEED ^ (letter & FOLD_MASK), WORD_PRIME);
        let after = input[++at]!;
        let next = after < 0x300 ? classes[after]! : UPPER << KIND_SHIFT;
        while (next >> KIND_SHIFT === LOWER) {
          hash = Math.imul(hash ^ (next & FOLD_MASK), WORD_PRIME);
          after = input[++at]!;
          next = after < 0x300 ? classes[after]! : UPPER << KIND_SHIFT;
        }
        if (next >> KIND_SHIFT === UPPER) {
          at = readWord(input, start);
          after = input[at]!;
        } else if (bitAt(open === 0 ? firstBits : wordBits, hash)) closeWord(start, at, hash);
        else open = 0;
        if (after === 32) {
          if (isDigitCode(input[at + 1]!) && mayLead(at - start, kind)) tryShapes(start);
          at++;
        } else if (isWordCode(after) || after > 127) at = readToken(input, start, at);
        else if (isDigitCode(input[at + 1]!) && mayPart(after) && mayLead(at - start, kind)) tryShapes(start);
      } else if (kind === DIGIT) at = readNumber(input, at);
      else if (kind === MARK) at = readMark(code, at);
      else if (kind === SCRIPT) at = readScript(at);
    }
    text = '';
  };
}
