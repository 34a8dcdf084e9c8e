/** A word of a text, as it is compared. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Scripts that put no blanks between words count each character as one. */
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}_\p{M}]+/gu;

/** The words of a text in their order. Longer than any that a dictionary may hold are cut. */
export function* wordsOf(text: string, caseSensitive: boolean): Generator<Word> {
  for (const match of text.matchAll(WORD)) {
    const word = match[0].length > 200 ? match[0].slice(0, 200) : match[0];
    yield {
      text: caseSensitive ? word : word.toLowerCase(),
      start: match.index,
      end: match.index + match[0].length,
    };
  }
}
