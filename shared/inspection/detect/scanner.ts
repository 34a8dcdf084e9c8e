import type { TextSegment } from '../text.ts';
import { withAsciiDigits } from './characters.ts';
import type { Compiled } from './compile.ts';
import { createDocumentScore, type DocumentScore } from './document-score.ts';
import { createEvidence } from './evidence.ts';
import { createJudge, type Verdict } from './judge.ts';
import { readLabelled } from './labelled.ts';
import { Marks } from './marks.ts';
import { withoutOverlaps } from './overlaps.ts';
import { createReader } from './reader.ts';
import { readTables } from './table.ts';

/** What the scanner keeps of one item between its segments. */
export interface ScannedItem {
  readonly score: DocumentScore;
  /** What labels mean: type index → weight. Labels repeat (columns), so answers are kept. */
  readonly labels: Map<string, ReadonlyMap<number, number>>;
}

/** Finds values in one text after the other, of several items in turn. It keeps its working arrays between calls. */
export interface Scanner {
  newItem(): ScannedItem;
  /** The values of one segment in order of position, one per piece of text. */
  scan(segment: TextSegment, item: ScannedItem): Verdict[];
}

const NO_LABELS: ReadonlyMap<number, number> = new Map();
/** Labels whose meaning is kept; a document with more has no columns. */
const MOST_LABELS = 10_000;

/** Reader, evidence and judge over one set of look-up tables. */
export function createScanner(compiled: Compiled): Scanner {
  const marks = new Marks();
  const read = createReader(compiled);
  const evidence = createEvidence(compiled);
  const judge = createJudge(compiled, evidence);

  function meaningsOf(labels: readonly string[], known: ScannedItem['labels']): ReadonlyMap<number, number> {
    const label = labels.join('\n');
    let meanings = known.get(label);
    if (!meanings) {
      meanings = readLabel(label);
      if (known.size < MOST_LABELS) known.set(label, meanings);
    }
    return meanings;
  }

  function readLabel(label: string): ReadonlyMap<number, number> {
    const meanings = new Map<number, number>();
    read(label, marks);
    for (let i = 0; i < marks.phrase.length; i++) {
      for (const { target, weight } of compiled.vocabulary.meanings[marks.phrase.at(i)]!) {
        meanings.set(target, weight | (meanings.get(target) ?? 0));
      }
    }
    return meanings;
  }

  return {
    newItem: () => ({ score: createDocumentScore(compiled), labels: new Map() }),
    scan({ text: original, labels }, item) {
      const text = withAsciiDigits(original);
      const meanings = labels && labels.length > 0 ? meaningsOf(labels, item.labels) : NO_LABELS;
      read(text, marks);
      item.score.read(text, marks);
      const cells = readTables(text, marks, compiled.vocabulary);
      evidence.begin(text, marks, meanings, cells);
      readLabelled(text, marks, compiled, meanings, cells);
      const verdicts = judge(text, marks);
      return verdicts.length > 1 ? withoutOverlaps(verdicts) : verdicts;
    },
  };
}
