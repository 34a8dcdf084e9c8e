import type { Confidence } from '../result.ts';
import type { Compiled, PhraseScore } from './compile.ts';
import type { Finder } from './data-type.ts';
import type { Marks } from './marks.ts';

/** Phrases on the first page count double. */
const FIRST_PAGE = 3_000;
/** Lines that are looked at in one document. */
const MOST_LINES = 200;
const LONGEST_LINE = 200;

/** A document type that the whole item turned out to be. */
export interface DocumentVerdict {
  readonly type: number;
  readonly confidence: Confidence;
  /** The first phrase or line that told it, in characters from the start of the item. */
  readonly start: number;
  readonly end: number;
}

/** Adds up what the segments of one item say about its kind. */
export interface DocumentScore {
  read(text: string, marks: Marks): void;
  verdicts(): DocumentVerdict[];
}

/** Scores documents by weighted phrases, each counted once, and by the share of lines that look alike. */
export function createDocumentScore(compiled: Compiled): DocumentScore {
  const { scoresOf, lines: lineFinders } = compiled;
  const seen = new Set<PhraseScore>();
  const scores = new Map<number, number>();
  const members = new Map<number, number>();
  const firsts = new Map<number, readonly [start: number, end: number]>();
  let lines = 0;
  let length = 0;

  function readPhrases(marks: Marks): void {
    for (let i = 0; i < marks.phrase.length; i++) {
      for (const score of scoresOf[marks.phrase.at(i)]!) {
        if (seen.has(score)) continue;
        seen.add(score);
        const counted = length + marks.phraseStart.at(i) < FIRST_PAGE ? score.weight * 2 : score.weight;
        scores.set(score.finder, (scores.get(score.finder) ?? 0) + counted);
        noteFirst(score.finder, marks.phraseStart.at(i), marks.phraseEnd.at(i));
      }
    }
  }

  function readLines(text: string): void {
    let start = 0;
    while (start < text.length && lines < MOST_LINES) {
      const newline = text.indexOf('\n', start);
      const end = newline < 0 ? text.length : newline;
      if (end - start > 1) countLine(text.slice(start, Math.min(end, start + LONGEST_LINE)).trimEnd(), start);
      start = end + 1;
    }
  }

  function noteFirst(finder: number, start: number, end: number): void {
    if (!firsts.has(finder)) firsts.set(finder, [length + start, length + end]);
  }

  function countLine(line: string, start: number): void {
    if (line === '') return;
    lines++;
    for (const { index, finder } of lineFinders) {
      if (!finder.isMember(line)) continue;
      members.set(index, (members.get(index) ?? 0) + 1);
      noteFirst(index, start, start + line.length);
    }
  }

  function levelOf(finder: Finder, index: number): Confidence | undefined {
    if (finder.kind === 'phrases') {
      return levelAt(scores.get(index) ?? 0, finder.medium * 2, finder.high * 2);
    }
    const count = members.get(index) ?? 0;
    if (finder.kind !== 'lines' || count < finder.fewest) return undefined;
    return levelAt(count / lines, finder.medium, finder.high);
  }

  return {
    read(text, marks) {
      readPhrases(marks);
      readLines(text);
      length += text.length;
    },
    verdicts() {
      const verdicts: DocumentVerdict[] = [];
      for (const { finder, type, index } of compiled.finders) {
        const confidence = levelOf(finder, index);
        const [start, end] = firsts.get(index) ?? [0, 0];
        if (confidence) verdicts.push({ type, confidence, start, end });
      }
      return verdicts;
    },
  };
}

const levelAt = (score: number, medium: number, high: number): Confidence | undefined =>
  score >= high ? 'high' : score >= medium ? 'medium' : undefined;
