import {
  type DetectedPlace,
  type DetectedType,
  MOST_COUNTED,
  MOST_PLACES,
  MOST_SAMPLES,
} from '../detect/detector.ts';
import { fingerprintOf } from '../detect/keyed-hash.ts';
import { maskValue } from '../detect/mask.ts';
import { columnAt, isOwn, type TextSegment } from '../text.ts';

/** Counts the distinct values of one custom type. */
export interface Tally {
  /** A match in a segment; `value` is what makes it the same as another. */
  add(segment: TextSegment, start: number, end: number, value: string): void;
  finish(): DetectedType[];
  holds(value: string): boolean;
}

export interface TallyOptions {
  readonly typeId: string;
  readonly key: Uint8Array;
  /** Keyed hashes of values that do not count. */
  readonly exclusions: ReadonlySet<string>;
}

export function createTally({ typeId, key, exclusions }: TallyOptions): Tally {
  const values = new Set<string>();
  const places: DetectedPlace[] = [];
  const samples: string[] = [];
  return {
    add(segment, start, end, value) {
      if (!isOwn(segment, start)) return;
      const { text, place } = segment;
      if (exclusions.size > 0 && exclusions.has(fingerprintOf(key, value))) return;
      if (places.length < MOST_PLACES) {
        const line = text.includes('\n') ? { line: lineAt(text, start) } : {};
        places.push({ place, ...line, ...columnAt(segment, start) });
      }
      if (values.has(value) || values.size >= MOST_COUNTED) return;
      values.add(value);
      if (samples.length < MOST_SAMPLES) samples.push(maskValue(text.slice(start, end), {}));
    },
    finish: () =>
      values.size === 0 ? [] : [{ typeId, count: values.size, confidence: 'high', places, samples }],
    holds: (value) => values.has(value),
  };
}

/** 1-based line within a text. */
function lineAt(text: string, end: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
