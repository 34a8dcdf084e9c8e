import { DATA_TYPES } from '../detectors/catalogue.ts';
import type { Confidence } from '../result.ts';
import { columnAt, isOwn, type Place, type TextSegment } from '../text.ts';
import { compile } from './compile.ts';
import type { DataType } from './data-type.ts';
import { DistinctValues } from './distinct-values.ts';
import type { Verdict } from './judge.ts';
import { fingerprintOf } from './keyed-hash.ts';
import { maskValue } from './mask.ts';
import { createScanner, type Scanner } from './scanner.ts';

/** What a tenant's policy says to the detectors. */
export interface DetectionPolicy {
  /** Rules by data type id; a type without a rule is on. */
  readonly types?: Readonly<
    Record<string, { readonly enabled?: boolean; readonly minConfidence?: Confidence }>
  >;
  /** Values below are left out, where the type has no own rule. Medium where missing. */
  readonly minConfidence?: Confidence;
  /** {@link fingerprintOf} of values that the tenant declared harmless. */
  readonly exclusions?: readonly string[];
}

/** Where a value stands. */
export interface DetectedPlace {
  readonly place: Place;
  /** 1-based line within the segment's text, where it has several. */
  readonly line?: number;
  /** 1-based column in the file, where that is known. */
  readonly column?: number;
}

/** All values of one type in one item. It has no field that could hold a matched text. */
export interface DetectedType {
  readonly typeId: string;
  /** Distinct values, exact to {@link MOST_COUNTED}. */
  readonly count: number;
  /** The highest among the values. */
  readonly confidence: Confidence;
  /** At most {@link MOST_PLACES}, in order. */
  readonly places: readonly DetectedPlace[];
  /** At most {@link MOST_SAMPLES}, masked. */
  readonly samples: readonly string[];
}

export interface Detection {
  /** Takes the next segment of the item. */
  scan(segment: TextSegment): void;
  /** What was found, types in the catalogue's order. What is scanned behind it counts for `holds` alone. */
  finish(): DetectedType[];
  /** Whether a value that counted is written or compared so. */
  holds(value: string): boolean;
}

export const MOST_COUNTED = 100_000;
export const MOST_PLACES = 10;
export const MOST_SAMPLES = 3;

const RANK: Readonly<Record<Confidence, number>> = { low: 0, medium: 1, high: 2 };

interface Tally {
  readonly distinct: DistinctValues;
  confidence: Confidence;
  readonly places: DetectedPlace[];
  readonly samples: string[];
}

/**
 * Starts the detection of one item.
 *
 * @param key the tenant's key for hashes of values; at least 16 bytes
 */
export function createDetection(policy: DetectionPolicy, key: Uint8Array): Detection {
  const types = DATA_TYPES.filter((type) => policy.types?.[type.id]?.enabled !== false);
  const least = types.map(
    (type) => RANK[policy.types?.[type.id]?.minConfidence ?? policy.minConfidence ?? 'medium'],
  );
  const excluded = new Set(policy.exclusions ?? []);
  const seed = new DataView(key.buffer, key.byteOffset, 4).getInt32(0);
  const scanner = scannerFor(types);
  const item = scanner.newItem();
  const tallies = new Map<number, Tally>();

  function newTally(type: number, confidence: Confidence): Tally {
    const tally: Tally = { distinct: new DistinctValues(seed), confidence, places: [], samples: [] };
    tallies.set(type, tally);
    return tally;
  }

  function take(segment: TextSegment, verdict: Verdict): void {
    const type = types[verdict.type]!;
    if (RANK[verdict.confidence] < least[verdict.type]! || !isOwn(segment, verdict.start)) return;
    if (excluded.size > 0 && excluded.has(fingerprintOf(key, verdict.value))) return;
    const tally = tallies.get(verdict.type) ?? newTally(verdict.type, verdict.confidence);
    if (RANK[verdict.confidence] > RANK[tally.confidence]) tally.confidence = verdict.confidence;
    if (tally.places.length < MOST_PLACES)
      tally.places.push({
        ...lines.placeOf(segment, verdict.start),
        ...columnAt(segment, verdict.start),
      });
    if (tally.distinct.size >= MOST_COUNTED) return;
    if (tally.distinct.add(verdict.value) && tally.samples.length < MOST_SAMPLES) {
      tally.samples.push(maskValue(segment.text.slice(verdict.start, verdict.end), type.mask ?? {}));
    }
  }

  const lines = createLineCounter();
  let first: TextSegment | undefined;

  /** A document's own kind counts once, at its beginning. */
  function takeDocuments(): void {
    for (const { type, confidence } of item.score.verdicts()) {
      if (RANK[confidence] < least[type]! || !first) continue;
      const tally = newTally(type, confidence);
      tally.places.push({ place: first.place });
      tally.distinct.add('');
    }
  }

  return {
    scan(segment) {
      first ??= segment;
      lines.restart();
      for (const verdict of scanner.scan(segment, item)) take(segment, verdict);
    },
    finish() {
      takeDocuments();
      return [...tallies]
        .sort(([a], [b]) => a - b)
        .map(([index, { distinct, confidence, places, samples }]) => {
          return { typeId: types[index]!.id, count: distinct.size, confidence, places, samples };
        });
    },
    holds: (value) => [...tallies.values()].some(({ distinct }) => distinct.has(value)),
  };
}

/** Counts the lines of a segment as its values come, in order of position. */
function createLineCounter() {
  let line = 1;
  let counted = 0;
  return {
    restart() {
      line = 1;
      counted = 0;
    },
    placeOf({ text, place }: TextSegment, start: number): DetectedPlace {
      if (counted === 0 && !text.includes('\n')) return { place };
      for (let at = text.indexOf('\n', counted); at >= 0 && at < start; at = text.indexOf('\n', at + 1)) {
        line++;
        counted = at + 1;
      }
      return { place, line };
    },
  };
}

const scanners = new Map<string, Scanner>();
/** Selections of types whose tables are kept. */
const MOST_SCANNERS = 8;

/** Tables are made once per selection of types; scanning is synchronous, so all detections of a process share them. */
function scannerFor(types: readonly DataType[]): Scanner {
  const selection = types.map((type) => type.id).join();
  let scanner = scanners.get(selection);
  if (!scanner) {
    if (scanners.size >= MOST_SCANNERS) scanners.clear();
    scanner = createScanner(compile(types));
    scanners.set(selection, scanner);
  }
  return scanner;
}
