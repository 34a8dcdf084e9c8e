import { foldOf, kindOf, LOWER, UPPER } from './characters.ts';

const SEED = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** Start value of a word's hash. */
export const WORD_SEED = SEED;

/** FNV-1a step over folded letters. */
export const hashStep = (hash: number, folded: number): number => Math.imul(hash ^ folded, PRIME);

/** Hash of one word, letters folded, as the reader computes it. */
export function hashWord(word: string): number {
  let hash = SEED;
  for (let i = 0; i < word.length; i++) {
    const folded = foldOf(word.charCodeAt(i));
    if (folded !== 0) hash = hashStep(hash, folded);
  }
  return hash;
}

/**
 * Splits into words as the reader does: letters only, at camelCase borders too. `*` stays on the word it ends.
 * Scripts without blanks are left out.
 */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  const push = () => {
    if (word) words.push(word);
    word = '';
  };
  for (const char of text) {
    const kind = kindOf(char.charCodeAt(0));
    if (kind === UPPER && word && kindOf(word.charCodeAt(word.length - 1)) === LOWER) push();
    if (kind === LOWER || kind === UPPER) word += char;
    else if (char === '*' && word) word += char;
    else push();
  }
  push();
  return words.map((each) => each.toLowerCase());
}
