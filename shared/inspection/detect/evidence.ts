import { Cells } from './cells.ts';
import { isAlnumCode, isBlankCode, isDigitCode, isLowerCode, isWordCode } from './characters.ts';
import { COUNTRY, type Compiled, OWN, WEAK } from './compile.ts';
import { type Field, fieldBefore } from './field.ts';
import type { Marks } from './marks.ts';

/** Characters before a value in which a word counts as its context. */
const BEFORE = 72;
/** The same where a structured key that says nothing (`value`, `number`) stands directly before the value. */
const BEFORE_GENERIC_KEY = 160;
/** Characters after a value. */
const AFTER = 28;
/** A value shares the label of the one before it in a list when no more than this stands between them. */
const LIST_GAP = 16;

/** How strongly the surroundings of a value name each type. */
export interface Evidence {
  /** Gathers what names the value in `[start, end)`; false if nothing does. */
  gather(start: number, end: number): boolean;
  /** 0 nothing, WEAK or OWN, for the value last gathered. */
  weightFor(type: number): number;
  /** Whether the words around the value last gathered name a country, and not the type's own. */
  namesOtherCountry(type: number): boolean;
  /** Remembers an accepted value, so that the next ones of a list share its label. */
  accepted(type: number, weight: number, end: number): void;
  /** Starts a text. */
  begin(text: string, marks: Marks, labels: ReadonlyMap<number, number>, cells: Cells): void;
}

/** One evidence gatherer per detection; it keeps its arrays between texts. */
export function createEvidence(compiled: Compiled): Evidence {
  const { vocabulary, types } = compiled;
  const weights = new Uint8Array(types.length);
  const touched: number[] = [];
  const acceptedEnd = new Int32Array(types.length);
  const acceptedWeight = new Uint8Array(types.length);
  let lastAccepted = -1000;
  let text = '';
  let marks: Marks;
  let labels: ReadonlyMap<number, number> = new Map();
  let cells = new Cells();
  let lastStart = -1;
  let lastEnd = -1;
  let named = false;
  let valueStart = 0;
  /** Of the value, once it has been asked for. */
  let field: Field | undefined;
  let countryNamed = false;
  /** Values gathered for so far, and by phrase the last one that it was noted for: a phrase may be there again and again. */
  let gathered = 0;
  const notedFor = new Int32Array(vocabulary.meanings.length);

  function note(target: number, weight: number): void {
    if (target >= weights.length) return;
    if (weight === COUNTRY) countryNamed = true;
    if (weights[target] === 0) touched.push(target);
    weights[target] = weights[target]! | weight;
  }

  function notePhrase(index: number): void {
    const phrase = marks.phrase.at(index);
    if (notedFor[phrase] === gathered) return;
    notedFor[phrase] = gathered;
    for (const meaning of vocabulary.meanings[phrase]!) note(meaning.target, meaning.weight);
  }

  function noteBefore(first: number, start: number, reach: number): void {
    if (marks.phraseStart.at(first) >= start) return;
    const low = lowerBound(start, reach);
    for (let i = first; i < marks.phrase.length && marks.phraseEnd.at(i) <= start; i++) {
      // A phrase may begin before the key that it ends in: `numer NIP = `.
      if (marks.phraseEnd.at(i) > low) notePhrase(i);
    }
  }

  function lowerBound(start: number, reach: number): number {
    field ??= fieldBefore(text, marks.codes, start);
    if (field.kind === 'named') return Math.max(field.start, reach);
    if (field.kind === 'generic') return Math.max(0, start - BEFORE_GENERIC_KEY, reach);
    return Math.max(sentenceStart(marks.codes, start), reach);
  }

  function noteAfter(end: number, reach: number): void {
    const first = marks.firstPhraseEndingAfter(end);
    if (first >= marks.phrase.length || marks.phraseStart.at(first) >= end + AFTER) return;
    field ??= fieldBefore(text, marks.codes, valueStart);
    if (field.kind === 'named') return;
    const limit = Math.min(end + AFTER, reach, lineEnd(marks.codes, end, AFTER));
    for (let i = first; i < marks.phrase.length; i++) {
      if (marks.phraseStart.at(i) >= limit) return;
      if (marks.phraseStart.at(i) < end || hasDigitsBetween(marks.codes, end, marks.phraseStart.at(i)))
        continue;
      if (!labelsNext(marks.codes, marks.phraseEnd.at(i))) notePhrase(i);
    }
  }

  function gatherAround(start: number, end: number): boolean {
    for (const target of touched) weights[target] = 0;
    touched.length = 0;
    countryNamed = false;
    valueStart = start;
    field = undefined;
    gathered++;
    if (labels.size > 0) for (const [target, weight] of labels) note(target, weight);
    const cell = cells.at(start);
    if (cell >= 0) for (const { target, weight } of cells.meaningsOf(cell)) note(target, weight);
    const nearest = marks.firstPhraseEndingAfter(Math.max(0, start - BEFORE_GENERIC_KEY));
    if (nearest < marks.phrase.length && marks.phraseStart.at(nearest) < end + AFTER) {
      noteBefore(nearest, start, cell >= 0 ? cells.start.at(cell) : 0);
      noteAfter(end, cell >= 0 ? cells.end.at(cell) : text.length);
    }
    return touched.length > 0;
  }

  return {
    begin(input, intoMarks, itsLabels, itsCells) {
      text = input;
      marks = intoMarks;
      labels = itsLabels;
      cells = itsCells;
      lastStart = -1;
      lastAccepted = -1000;
      acceptedEnd.fill(-1000);
    },
    gather(start, end) {
      if (start !== lastStart || end !== lastEnd) {
        lastStart = start;
        lastEnd = end;
        named = gatherAround(start, end);
      }
      return named || start - lastAccepted <= LIST_GAP;
    },
    weightFor(type) {
      const weight = strength(weights[type]!, countryNamed);
      if (weight === OWN || valueStart - lastAccepted > LIST_GAP) return weight;
      const gap = valueStart - acceptedEnd[type]!;
      if (gap < 0 || gap > LIST_GAP || cells.at(valueStart) >= 0) return weight;
      return isListGlue(text, acceptedEnd[type]!, valueStart)
        ? Math.max(weight, acceptedWeight[type]!)
        : weight;
    },
    namesOtherCountry: (type) =>
      countryNamed && types[type]!.country !== undefined && (weights[type]! & COUNTRY) === 0,
    accepted(type, weight, end) {
      if (weight === 0) return;
      acceptedEnd[type] = end;
      acceptedWeight[type] = weight;
      lastAccepted = end;
    },
  };
}

/** What the words found together amount to. */
function strength(found: number, countryNamed: boolean): number {
  if ((found & OWN) !== 0 || found === (WEAK | COUNTRY)) return OWN;
  // A shared word beside the name of another country belongs to that country's type.
  return countryNamed ? 0 : found & WEAK;
}

/**
 * How far back context for a value at `start` may stand: to the start of the sentence or line, to the value before it,
 * at most {@link BEFORE} characters. A value alone on its line may be labelled by the line above.
 */
export function sentenceStart(codes: Uint16Array, start: number): number {
  const floor = Math.max(0, start - BEFORE);
  let onlyPunctuation = true;
  let lines = 0;
  let digits = 0;
  for (let at = start - 1; at >= floor; at--) {
    const code = codes[at]!;
    if (code === 10) {
      if (!onlyPunctuation || ++lines > 2) return at + 1;
    } else if (isDigitCode(code)) {
      if (++digits >= 7) return at + 1;
      onlyPunctuation = false;
    } else {
      if (isAlnumCode(code) || code > 127) {
        digits = 0;
        if (lines > 0 && onlyPunctuation) lines = 3;
        onlyPunctuation = false;
      } else if (!isBlankCode(code) && code !== 45 && code !== 46) digits = 0;
      if ((code === 46 || code === 33 || code === 63 || code === 59) && endsSentence(codes, at, start))
        return at + 1;
    }
  }
  return floor;
}

/** A full stop (or `!`, `?`, `;`) with a blank after and a word of more than three letters before. */
function endsSentence(codes: Uint16Array, at: number, start: number): boolean {
  if (at + 1 >= start || codes[at + 1]! > 32 || !hasLetters(codes, at + 1, start)) return false;
  if (codes[at]! !== 46) return true;
  // `fødselsnr. is`: a sentence does not begin so.
  if (isLowerCode(codes[at + 2]!)) return false;
  for (let i = 1; i <= 4; i++) if (!isAlnumCode(codes[at - i]!)) return false;
  return true;
}

function hasLetters(codes: Uint16Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isAlnumCode(codes[at]!) || codes[at]! > 127) return true;
  return false;
}

/** The end of the line, sentence or bracket after a value. */
function lineEnd(codes: Uint16Array, end: number, reach: number): number {
  const stop = end + reach;
  for (let at = end; at < stop; at++) {
    const code = codes[at]!;
    if (code === 10 || code === 41 || ((code === 46 || code === 59) && codes[at + 1]! === 32)) return at;
  }
  return stop;
}

function hasDigitsBetween(codes: Uint16Array, from: number, to: number): boolean {
  let digits = 0;
  for (let at = from; at < to; at++) if (isDigitCode(codes[at]!)) digits++;
  return digits >= 5;
}

/** What may stand between a label and its sign. */
const CLOSERS = new Set([...' "\'])#.'].map((char) => char.charCodeAt(0)));

/** Whether a word that ends here names the value after it: `ssn: `, `ssn=`, `"ssn": `, `SSN 123`. */
function labelsNext(codes: Uint16Array, end: number): boolean {
  let at = end;
  const stop = end + 24;
  while (at < stop && (isWordCode(codes[at]!) || isBlankCode(codes[at]!))) {
    if (isDigitCode(codes[at]!)) return true;
    at++;
  }
  while (at < stop && CLOSERS.has(codes[at]!)) at++;
  const code = codes[at]!;
  return code === 58 || code === 61 || isDigitCode(code);
}

const LIST_WORDS = new Set([
  '',
  'and',
  'or',
  'und',
  'oder',
  'et',
  'ou',
  'y',
  'o',
  'e',
  'en',
  'of',
  'och',
  'og',
  'i',
  'a',
  'ja',
]);

/** Whether only what separates the members of a list stands between two values. */
function isListGlue(text: string, from: number, to: number): boolean {
  const between = text.slice(from, to);
  if (!/[\s,;/&|"']/.test(between)) return false;
  return LIST_WORDS.has(between.replace(/[\s,;|"'[\]/&•*·()–-]{1,16}/g, '').toLowerCase());
}
