import type { TextSegment } from '../text.ts';
import { withAsciiDigits } from './characters.ts';
import type { Compiled } from './compile.ts';
import { createDocumentScore, type DocumentVerdict } from './document-score.ts';
import { createEvidence } from './evidence.ts';
import { judge, type Verdict } from './judge.ts';
import { readLabelled } from './labelled.ts';
import { Marks } from './marks.ts';
import { withoutOverlaps } from './overlaps.ts';
import { createReader } from './reader.ts';
import { readTables } from './table.ts';

/** Finds values in one text after the other. Not re-entrant: it keeps its working arrays. */
export interface Scanner {
  /** The values of one segment in order of position, one per piece of text. */
  scan(segment: TextSegment): Verdict[];
  /** What kinds of document the segments since the start make together. */
  documents(): DocumentVerdict[];
}

const NO_LABELS: ReadonlyMap<number, number> = new Map();

/** Reader, evidence and judge over one set of look-up tables. */
export function createScanner(compiled: Compiled): Scanner {
  const marks = new Marks();
  const read = createReader(compiled);
  const evidence = createEvidence(compiled);
  const score = createDocumentScore(compiled);
  const meaningsByLabel = new Map<string, ReadonlyMap<number, number>>();

  /** What the words of labels mean: type index → weight. Labels repeat (columns), so answers are kept. */
  function meaningsOf(labels: readonly string[]): ReadonlyMap<number, number> {
    const label = labels.join('\n');
    let meanings = meaningsByLabel.get(label);
    if (!meanings) {
      if (meaningsByLabel.size > 10_000) meaningsByLabel.clear();
      meanings = readLabel(label);
      meaningsByLabel.set(label, meanings);
    }
    return meanings;
  }

  function readLabel(label: string): ReadonlyMap<number, number> {
    const meanings = new Map<number, number>();
    marks.clear();
    read(label, marks);
    for (let i = 0; i < marks.phrase.length; i++) {
      for (const { target, weight } of compiled.vocabulary.meanings[marks.phrase.at(i)]!) {
        meanings.set(target, weight | (meanings.get(target) ?? 0));
      }
    }
    return meanings;
  }

  return {
    scan({ text: original, labels }) {
      const text = withAsciiDigits(original);
      const meanings = labels && labels.length > 0 ? meaningsOf(labels) : NO_LABELS;
      marks.clear();
      read(text, marks);
      score.read(text, marks);
      const cells = readTables(text, marks, compiled.vocabulary);
      const verdicts: Verdict[] = [];
      evidence.begin(text, marks, meanings, cells);
      readLabelled(text, marks, compiled, meanings, cells);
      judge(text, marks, compiled, evidence, verdicts);
      return verdicts.length > 1 ? withoutOverlaps(verdicts) : verdicts;
    },
    documents: () => score.verdicts(),
  };
}
