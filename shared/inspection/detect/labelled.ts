import type { Cells } from './cells.ts';
import { isBlankCode, isLetterCode } from './characters.ts';
import { type Compiled, type CompiledFinder, OWN } from './compile.ts';
import type { LabelledFinder } from './data-type.ts';
import type { Marks } from './marks.ts';

/** Characters between a label and its value: quotes, brackets, blanks, a sign, `is`. */
const LONGEST_GLUE = 40;
/** Values that one label names. */
const MOST_MEMBERS = 50;
/** Words and characters of a value that stands before its label. */
const MOST_WORDS = 3;
const LONGEST_WORD = 100;

/**
 * Matches the values that only a label tells (passwords, dates of birth, record numbers): after the label in the text,
 * in the cells below a header, or as the whole text under a segment's label.
 */
export function readLabelled(
  text: string,
  marks: Marks,
  compiled: Compiled,
  labels: ReadonlyMap<number, number>,
  cells: Cells,
): void {
  const { labelled, labelsOf } = compiled;
  for (let i = 0; i < marks.phrase.length; i++) {
    for (const found of labelsOf[marks.phrase.at(i)]!) {
      const follow = found.finder.valueAfter ?? valueAfter;
      const start = follow(text, marks.phraseStart.at(i), marks.phraseEnd.at(i));
      const end = start < 0 ? -1 : found.finder.match(text, start);
      if (end > start) {
        marks.addMatch(found.index, withoutQuote(text, start), end);
        if (!found.finder.valueAfter) matchRest(end, found);
      } else matchBefore(marks.phraseStart.at(i), found);
    }
  }
  for (let i = 0; i < cells.length; i++) {
    for (const { target, weight } of cells.meaningsOf(i)) {
      if ((weight & OWN) !== 0 && labelled[target])
        matchWhole(text, cells.start.at(i), cells.end.at(i), target);
    }
  }
  for (const [target, weight] of labels) {
    if ((weight & OWN) !== 0 && labelled[target]) matchWhole(text, 0, text.length, target);
  }

  /** The other members of a list: `"E11.9", "I10"`. */
  function matchRest(from: number, { finder, index }: CompiledFinder<LabelledFinder>): void {
    if (!mayGoOn(text.charCodeAt(from))) return;
    let end = from;
    for (let member = 0; member < MOST_MEMBERS; member++) {
      const start =
        end + (/^["']?,\s{0,4}(?:and |und |et |y )?["']?/.exec(text.slice(end, end + 16))?.[0].length ?? 0);
      const next = start > end ? finder.match(text, start) : -1;
      if (next <= start) return;
      marks.addMatch(index, start, next);
      end = next;
    }
  }

  /** `value (label)`: the words before the bracket. */
  function matchBefore(label: number, { finder, index }: CompiledFinder<LabelledFinder>): void {
    let open = label - 1;
    while (label - open < LONGEST_GLUE && isSpoken(text.charCodeAt(open))) open--;
    if (text.charCodeAt(open) !== 40 || text.charCodeAt(open - 1) !== 32) return;
    const end = open - 1;
    let start = end;
    for (let words = 0; words < MOST_WORDS && end - start < LONGEST_WORD; words++) {
      if (words > 0) start--;
      while (start > 0 && end - start < LONGEST_WORD && text.charCodeAt(start - 1) > 32) start--;
      if (start < end && finder.match(text, start) === end) {
        marks.addMatch(index, start, end);
        return;
      }
    }
  }

  /** A cell or labelled segment is the value, quotes and blanks aside. */
  function matchWhole(within: string, from: number, to: number, target: number): void {
    let start = from;
    while (start < to && isWrapping(within.charCodeAt(start))) start++;
    const { finder, index } = labelled[target]!;
    const end = finder.match(within, start);
    if (end > start && end <= to) marks.addMatch(index, withoutQuote(within, start), end);
  }
}

/** Words that may stand between a label and its value. */
const LINKS = new Set(
  (
    'number no nr num nummer numero numéro id code value is was are ist lautet est es era è e é är er on jest to of for on am le el il em den la las los ' +
    'the my your is: des der de del di do da'
  ).split(' '),
);

/** Where the value named by a label that ends at `end` begins, -1 if none follows. */
export function valueAfter(text: string, _start: number, end: number): number {
  const limit = Math.min(text.length, end + LONGEST_GLUE);
  let at = end + versionLength(text, end);
  let lines = 0;
  while (at < limit) {
    const code = text.charCodeAt(at);
    if (isWideGlue(code)) at++;
    else if (isLetterCode(code) || code > 127) {
      const wordEnd = endOfWord(text, at, limit);
      const after = text.charCodeAt(wordEnd);
      const isWhole = isBlankCode(after) || after === 58 || after === 46 || after === 34 || after === 39;
      const isLink = isWhole && LINKS.has(text.slice(at, wordEnd).toLowerCase());
      if (!isLink) return at === end ? -1 : at;
      at = wordEnd;
    } else if (code === 10) {
      if (++lines > 1) return -1;
      at++;
    } else if (code === 60) {
      const tag = tagLength(text, at);
      if (tag === 0) return at;
      at += tag;
    } else if (isGlue(code)) at++;
    else return at;
  }
  return -1;
}

/** `CVV2`, `ICD-10`: digits that belong to the label. */
function versionLength(text: string, end: number): number {
  return (
    /^(?:[-_]?\d{1,2}(?=[\s:"'=)\]<_-])| \d{1,2}(?=[:=)]))/.exec(text.slice(end, end + 5))?.[0].length ?? 0
  );
}

/** Length of a tag of markup at a place, 0 if there is none. */
export function tagLength(text: string, at: number): number {
  return /^<\/?[a-zA-Z][^<>\n]{0,60}>/.exec(text.slice(at, at + 64))?.[0].length ?? 0;
}

/** The value begins after its opening quote, escaped or not. */
function withoutQuote(text: string, start: number): number {
  const at = text.charCodeAt(start) === 92 ? start + 1 : start;
  const code = text.charCodeAt(at);
  return code === 34 || code === 39 || code === 96 ? at + 1 : start;
}

function endOfWord(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && (isLetterCode(text.charCodeAt(at)) || text.charCodeAt(at) > 127)) at++;
  return at;
}

/** Full-width colon and equals sign, CJK brackets and points. */
const isWideGlue = (code: number): boolean =>
  code === 0xff1a || code === 0xff1d || (code >= 0x3000 && code <= 0x3011);

/** What stands after a member of a list. */
const mayGoOn = (code: number): boolean => code === 44 || code === 34 || code === 39;
/** Letters and blanks: `(Health insurance member ID)`. */
const isSpoken = (code: number): boolean => isLetterCode(code) || code === 32 || code > 127;
const isWrapping = (code: number): boolean => isBlankCode(code) || code === 34 || code === 39 || code === 96;
const GLUE = new Set([...'\t\r"\'`:=>#([{]).-_|,*'].map((char) => char.charCodeAt(0)));
const isGlue = (code: number): boolean => isBlankCode(code) || GLUE.has(code);
