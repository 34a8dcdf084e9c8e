import { signsOf } from './detect/keyed-hash.ts';

/** Values are written in so many words at most. */
const MOST_WORDS = 16;
/** Shorter runs are in too many names by chance. */
const FEWEST_SIGNS = 4;
const WORD = /[\p{L}\p{N}]+/gu;
/** Passwords begin and end with marks, too. */
const MARKS_BEFORE = /[^\p{L}\p{N}\s]{0,4}$/u;
const MARKS_AFTER = /^[^\p{L}\p{N}\s]{0,4}/u;
const HIDDEN = '•••';

/**
 * A name in which every value that an item holds is hidden: `holds` knows them by the forms in which detectors compare
 * values. Words around a value make it one, so a name alone does not tell.
 */
export function hideValues(name: string, holds: (value: string) => boolean): string {
  const words = [...name.matchAll(WORD)].map(({ index, 0: word }) => [index, index + word.length] as const);
  let hidden = '';
  let shown = 0;
  for (let first = 0; first < words.length; first++) {
    if (words[first]![0] < shown) continue;
    const value = longestValue(name, words, first, shown, holds);
    if (!value) continue;
    hidden += name.slice(shown, value[0]) + HIDDEN;
    shown = value[1];
  }
  return hidden + name.slice(shown);
}

type Range = readonly [start: number, end: number];

/** The longest value that begins with a word, with marks around it where they belong to it. */
function longestValue(
  name: string,
  words: readonly Range[],
  first: number,
  from: number,
  holds: (value: string) => boolean,
): Range | null {
  const start = words[first]![0];
  const earliest = Math.max(from, start - name.slice(0, start).match(MARKS_BEFORE)![0].length);
  for (let last = Math.min(words.length, first + MOST_WORDS) - 1; last >= first; last--) {
    const end = words[last]![1];
    if (end - start < FEWEST_SIGNS) return null;
    if (formsOf(name.slice(start, end)).some(holds)) return [start, end];
    const latest = end + name.slice(end).match(MARKS_AFTER)![0].length;
    for (let left = start; left >= earliest; left--)
      for (let right = latest; right >= end; right--)
        if (holds(name.slice(left, right))) return [left, right];
  }
  return null;
}

/** As it is written, without what parts it, in one case, and as words. */
function formsOf(text: string): string[] {
  const signs = text.replace(/[^\p{L}\p{N}]/gu, '');
  if (signs.length < FEWEST_SIGNS) return [];
  const words = (text.match(WORD) ?? []).join(' ');
  return [text, signs, signs.toUpperCase(), signsOf(text), words, words.toLowerCase()];
}
