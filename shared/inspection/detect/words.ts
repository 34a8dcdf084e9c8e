import { classOf, FOLD_MASK, isCombiningCode, KIND_SHIFT, LOWER, UPPER } from './characters.ts';

/** Start value of a word's hash. */
export const WORD_SEED = 0x811c9dc5 | 0;

/** Multiplier of the FNV-1a hash. */
export const WORD_PRIME = 0x01000193;

/** FNV-1a step over folded letters. */
export const hashStep = (hash: number, folded: number): number => Math.imul(hash ^ folded, WORD_PRIME);

/** Hash of one word, letters folded, as the reader computes it. */
export function hashWord(word: string): number {
  let hash = WORD_SEED;
  for (let i = 0; i < word.length; i++) {
    const folded = classOf(word.charCodeAt(i)) & FOLD_MASK;
    if (folded !== 0) hash = hashStep(hash, folded);
  }
  return hash;
}

/** Whether all words of `[start, end)` of a text have one of the hashes; true where there are none. */
export function areWordsOf(hashes: ReadonlySet<number>, text: string, start: number, end: number): boolean {
  let hash = WORD_SEED;
  let length = 0;
  let last = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const letter = classOf(code);
    const kind = letter >> KIND_SHIFT;
    const isLetter = kind === LOWER || kind === UPPER;
    if (length > 0 && (isLetter ? kind === UPPER && last === LOWER : !isCombiningCode(code))) {
      if (!hashes.has(hash)) return false;
      hash = WORD_SEED;
      length = 0;
    }
    if (isLetter) {
      hash = hashStep(hash, letter & FOLD_MASK);
      length++;
    }
    last = kind;
  }
  return length === 0 || hashes.has(hash);
}

/**
 * Splits into words as the reader does: letters only, at camelCase borders too. Scripts without blanks are left out.
 */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  let last = 0;
  const push = () => {
    if (word) words.push(word);
    word = '';
  };
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const kind = classOf(code) >> KIND_SHIFT;
    if (kind === UPPER && last === LOWER) push();
    if (kind === LOWER || kind === UPPER) word += text[i];
    else if (!isCombiningCode(code)) push();
    last = kind;
  }
  push();
  return words.map((each) => each.toLowerCase());
}
