import type { Detection } from '../detect/detector.ts';
import type { Dictionary } from '../policy.ts';
import { createTally, type TallyOptions } from './tally.ts';
import { type Word, wordsOf } from './words.ts';

/** Finds the phrases of a dictionary in one pass: each word of the text is looked up once. */
export function createDictionaryDetection(
  { id, words, caseSensitive = false }: Dictionary,
  options: Omit<TallyOptions, 'typeId'>,
): Detection {
  const tally = createTally({ ...options, typeId: id });
  const byFirst = phrasesByFirstWord(words, caseSensitive);
  const longest = Math.max(1, ...[...byFirst.values()].flat().map((phrase) => phrase.length));
  return {
    scan(segment) {
      // The last words seen, so that a phrase is complete when its last word comes.
      const recent: Word[] = [];
      for (const word of wordsOf(segment.text, caseSensitive)) {
        recent.push(word);
        if (recent.length > longest) recent.shift();
        for (let from = 0; from < recent.length; from++) {
          const matches = byFirst.get(recent[from]!.text)?.some((phrase) => isExactly(recent, from, phrase));
          if (matches) tally.add(segment, recent[from]!.start, word.end, textOf(recent, from));
        }
      }
    },
    finish: tally.finish,
    holds: tally.holds,
  };
}

type Phrase = readonly string[];

function phrasesByFirstWord(words: readonly string[], caseSensitive: boolean): Map<string, Phrase[]> {
  const byFirst = new Map<string, Phrase[]>();
  for (const entry of words) {
    const phrase = [...wordsOf(entry, caseSensitive)].map(({ text }) => text);
    const [first] = phrase;
    if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), phrase]);
  }
  return byFirst;
}

function isExactly(words: readonly Word[], from: number, phrase: Phrase): boolean {
  return (
    words.length - from === phrase.length && phrase.every((text, index) => words[from + index]!.text === text)
  );
}

function textOf(words: readonly Word[], from: number): string {
  return words
    .slice(from)
    .map(({ text }) => text)
    .join(' ');
}
