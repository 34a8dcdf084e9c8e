import { DATA_TYPES } from '../detectors/catalogue.ts';
import type { Confidence } from '../result.ts';
import { compile } from './compile.ts';
import { createScanner, type Scanner } from './scanner.ts';

/** A value as it was found (of a document type: the phrase or line that told it first), for measuring precision and recall on labelled samples on one's own machine. */
export interface MeasuredValue {
  readonly type: string;
  readonly value: string;
  readonly confidence: Confidence;
  readonly start: number;
}

let scanner: Scanner | undefined;

/**
 * Finds values of all types and hands back the matched text: for measuring only. Inspection results come from
 * `createDetection`, which cannot hold it.
 */
export function detectValues(text: string, labels?: readonly string[]): MeasuredValue[] {
  scanner ??= createScanner(compile(DATA_TYPES));
  const item = scanner.newItem();
  const values = scanner.scan({ text, place: { kind: 'text' }, ...(labels ? { labels } : {}) }, item);
  return [...values, ...item.score.verdicts()].map(({ type, start, end, confidence }) => {
    return { type: DATA_TYPES[type]!.id, value: text.slice(start, end), confidence, start };
  });
}
