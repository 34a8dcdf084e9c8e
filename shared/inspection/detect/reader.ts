import {
  DIGIT,
  FOLD,
  foldOf,
  isAlnumCode,
  isBlankCode,
  isDashCode,
  isDigitCode,
  isLetterCode,
  isSeparatorCode,
  isUpperCode,
  isWordCode,
  KIND,
  kindOf,
  LOWER,
  MARK,
  OTHER,
  SCRIPT,
  UPPER,
} from './characters.ts';
import type { Compiled } from './compile.ts';
import type { Marks } from './marks.ts';
import { headAt } from './shape.ts';
import { hashStep, WORD_SEED } from './words.ts';

/** Longest blank or punctuation between the words of one phrase. */
const PHRASE_GAP = 3;
const KEPT_PREFIX = 16;
const TABLE_SIZE = KIND.length;

/** Reads a text once and notes phrases, runs of digits and matches of finders. */
export type Reader = (text: string, marks: Marks) => void;

/**
 * The one pass over the text: every character is classified once, words are hashed while they are read, and a finder is
 * only called where a word, a number or a telling character begins.
 */
export function createReader(compiled: Compiled): Reader {
  const { vocabulary, prefixes, shapesByHead, marksByCode, tokens, onWord } = compiled;
  const prefixHashes = new Int32Array(KEPT_PREFIX + 1);
  const states = new Int32Array(16);
  const starts = new Int32Array(16);
  let open = 0;
  let lastWordEnd = -10;
  let text = '';
  let marks: Marks;

  function endWord(start: number, end: number, hash: number, length: number): void {
    if (onWord) onWord(hash, start, end);
    const gap = start - lastWordEnd;
    lastWordEnd = end;
    let word = vocabulary.wordOf(hash);
    if (word === 0 && length > 5) word = vocabulary.stemOf(prefixHashes, Math.min(length, KEPT_PREFIX));
    if (word === 0) {
      open = 0;
      return;
    }
    const before = gap > PHRASE_GAP ? 0 : open;
    let kept = 0;
    for (let i = 0; i < before; i++) {
      const state = vocabulary.next(states[i]!, word);
      if (state !== 0) keep(kept++, state, starts[i]!, end);
    }
    const fresh = vocabulary.next(0, word);
    if (fresh !== 0 && kept < states.length) keep(kept++, fresh, start, end);
    open = kept;
  }

  function keep(slot: number, state: number, start: number, end: number): void {
    states[slot] = state;
    starts[slot] = start;
    const phrase = vocabulary.phraseAt(state);
    if (phrase >= 0) marks.addPhrase(start, end, phrase);
  }

  /** Reads one word of letters from `start`; ends at camelCase borders and before the word that follows an acronym. */
  function readWord(start: number): number {
    let hash = WORD_SEED;
    let length = 0;
    let uppers = 0;
    let sawLower = false;
    let at = start;
    for (; ; at++) {
      const code = text.charCodeAt(at);
      const folded = code < TABLE_SIZE ? FOLD[code]! : foldOf(code);
      if (folded === 0) {
        if (code >= 0x300 && code < 0x370) continue;
        break;
      }
      if ((code < TABLE_SIZE ? KIND[code] : LOWER) === UPPER) {
        if (sawLower) break;
        uppers++;
      } else {
        if (!sawLower && uppers > 1 && uppers <= KEPT_PREFIX && !isPluralEnd(code, at)) {
          endWord(start, at - 1, prefixHashes[length - 1]!, length - 1);
          return at - 1;
        }
        sawLower = true;
      }
      hash = hashStep(hash, folded);
      length++;
      if (length <= KEPT_PREFIX) prefixHashes[length] = hash;
    }
    endWord(start, at, hash, length);
    return at;
  }

  const isPluralEnd = (code: number, at: number): boolean =>
    code === 115 && !isLetterCode(text.charCodeAt(at + 1));

  /** Reads letters and digits up to the end of the token; tries what may begin here. */
  function readToken(start: number): number {
    if (prefixes.begins(text.charCodeAt(start))) prefixes.walk(text, start, tryToken);
    let at = start;
    let digits = false;
    for (;;) {
      const code = text.charCodeAt(at);
      const kind = code < TABLE_SIZE ? KIND[code]! : code >= 0 ? kindOf(code) : OTHER;
      if (kind === DIGIT) {
        digits = true;
        at++;
      } else if (kind === LOWER || kind === UPPER) at = readWord(at);
      else break;
    }
    if (digits || (at - start <= 4 && startsSpacedIdentifier(at))) tryShapes(start);
    return at;
  }

  const startsSpacedIdentifier = (end: number): boolean => {
    const code = text.charCodeAt(end);
    return (isSeparatorCode(code) || code === 40) && isDigitCode(text.charCodeAt(end + 1));
  };

  function tryToken(target: number, end: number): void {
    const { index, rest } = tokens[target]!;
    rest.lastIndex = end;
    if (!rest.test(text) || isAlnumCode(text.charCodeAt(rest.lastIndex))) return;
    marks.addMatch(index, tokenStart, rest.lastIndex);
  }
  let tokenStart = 0;

  function tryShapes(start: number): void {
    const entries = shapesByHead[headAt(text, start)]!;
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i]!;
      const end = entry.match(text, start);
      if (end > start && !isWordCode(text.charCodeAt(end))) marks.addMatch(entry.index, start, end);
    }
  }

  /** Reads digits with single separators; a last group that goes on in letters is left to {@link readToken}. */
  function readNumber(start: number): number {
    let at = start;
    let lastGroup = start;
    for (;;) {
      do at++;
      while (isDigitCode(text.charCodeAt(at)));
      if (!isSeparatorCode(text.charCodeAt(at)) || !isDigitCode(text.charCodeAt(at + 1))) break;
      lastGroup = ++at;
    }
    const code = text.charCodeAt(at);
    const goesOn = isLetterCode(code);
    if (goesOn || endsInLetter(at)) tryGroupStarts(start, lastGroup, at);
    const end = goesOn ? lastGroup - 1 : at;
    if (end - start >= 4) marks.addNumber(start, end);
    return goesOn ? readRest(at) : at;
  }

  /** `-Z` or ` Z` after a number: a check letter. */
  function endsInLetter(end: number): boolean {
    const code = text.charCodeAt(end);
    if (!isDashCode(code) && !isBlankCode(code)) return false;
    return isUpperCode(text.charCodeAt(end + 1)) || (code === 45 && isLetterCode(text.charCodeAt(end + 1)));
  }

  function tryGroupStarts(start: number, lastGroup: number, end: number): void {
    for (let at = Math.max(start, end - 24); at <= lastGroup; at++) {
      if (at === start || isSeparatorCode(text.charCodeAt(at - 1))) tryShapes(at);
    }
  }

  function readRest(start: number): number {
    let at = start;
    for (;;) {
      const code = text.charCodeAt(at);
      if (isDigitCode(code)) at++;
      else if (isLetterCode(code)) at = readWord(at);
      else return at;
    }
  }

  function readScript(start: number): number {
    let node = vocabulary.scripts;
    let best = -1;
    let bestEnd = start + 1;
    for (let at = start; ; at++) {
      const next = node.next.get(text.charCodeAt(at));
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
    if (code === 92) return 'nrt'.includes(text[at + 1] ?? '!') ? at + 2 : at + 1;
    if (code === 37) return isHexPair(at + 1) ? at + 3 : at + 1;
    const finders = marksByCode[code];
    if (finders) {
      for (let i = 0; i < finders.length; i++) {
        const { finder, index } = finders[i]!;
        const span = finder.match(text, at);
        if (span) marks.addMatch(index, span[0], span[1]);
      }
    }
    return at + 1;
  }

  const isHex = (code: number): boolean =>
    isDigitCode(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
  const isHexPair = (at: number): boolean => isHex(text.charCodeAt(at)) && isHex(text.charCodeAt(at + 1));

  return (input, into) => {
    text = input;
    marks = into;
    open = 0;
    lastWordEnd = -10;
    const length = text.length;
    for (let at = 0; at < length; ) {
      const code = text.charCodeAt(at);
      const kind = code < TABLE_SIZE ? KIND[code]! : kindOf(code);
      if (kind === OTHER) at++;
      else if (kind === LOWER || kind === UPPER) {
        tokenStart = at;
        at = readToken(at);
      } else if (kind === DIGIT) at = readNumber(at);
      else if (kind === MARK) at = readMark(code, at);
      else if (kind === SCRIPT) at = readScript(at);
    }
    text = '';
  };
}
