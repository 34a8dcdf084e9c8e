import { DATA_TYPES } from '../detectors/catalogue.ts';
import type { Confidence } from '../result.ts';
import type { Place, TextSegment } from '../text.ts';
import { compile } from './compile.ts';
import type { DataType } from './data-type.ts';
import type { Verdict } from './judge.ts';
import { distinctHash, fingerprintOf } from './keyed-hash.ts';
import { maskValue } from './mask.ts';
import { createScanner } from './scanner.ts';

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
  /** What was found, types in the catalogue's order. */
  finish(): DetectedType[];
}

export const MOST_COUNTED = 100_000;
export const MOST_PLACES = 10;
export const MOST_SAMPLES = 3;

const RANK: Readonly<Record<Confidence, number>> = { low: 0, medium: 1, high: 2 };

interface Tally {
  readonly distinct: Set<number>;
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
  const scanner = createScanner(compiledFor(types));
  const tallies = new Map<number, Tally>();

  function take(segment: TextSegment, verdict: Verdict): void {
    const type = types[verdict.type]!;
    if (RANK[verdict.confidence] < least[verdict.type]!) return;
    if (excluded.size > 0 && excluded.has(fingerprintOf(key, verdict.value))) return;
    const tally = tallies.get(verdict.type) ?? newTally(tallies, verdict);
    if (RANK[verdict.confidence] > RANK[tally.confidence]) tally.confidence = verdict.confidence;
    if (tally.places.length < MOST_PLACES) tally.places.push(placeOf(segment, verdict.start));
    if (tally.distinct.size >= MOST_COUNTED) return;
    const before = tally.distinct.size;
    tally.distinct.add(distinctHash(seed, verdict.value));
    if (tally.distinct.size > before && tally.samples.length < MOST_SAMPLES) {
      tally.samples.push(maskValue(segment.text.slice(verdict.start, verdict.end), type.mask ?? {}));
    }
  }

  let first: TextSegment | undefined;

  /** A document's own kind counts once, at its beginning. */
  function takeDocuments(): void {
    for (const { type, confidence } of scanner.documents()) {
      if (RANK[confidence] < least[type]! || !first) continue;
      const places = [{ place: first.place }];
      tallies.set(type, { distinct: new Set([type]), confidence, places, samples: [] });
    }
  }

  return {
    scan(segment) {
      first ??= segment;
      for (const verdict of scanner.scan(segment)) take(segment, verdict);
    },
    finish() {
      takeDocuments();
      return [...tallies]
        .sort(([a], [b]) => a - b)
        .map(([index, { distinct, confidence, places, samples }]) => {
          return { typeId: types[index]!.id, count: distinct.size, confidence, places, samples };
        });
    },
  };
}

function newTally(tallies: Map<number, Tally>, verdict: Verdict): Tally {
  const tally: Tally = { distinct: new Set(), confidence: verdict.confidence, places: [], samples: [] };
  tallies.set(verdict.type, tally);
  return tally;
}

function placeOf({ text, place }: TextSegment, start: number): DetectedPlace {
  if (!text.includes('\n')) return { place };
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < start; at = text.indexOf('\n', at + 1)) line++;
  return { place, line };
}

const compiledBySelection = new Map<string, ReturnType<typeof compile>>();

/** Look-up tables are made once per selection of types and shared by all detections of the process. */
function compiledFor(types: readonly DataType[]): ReturnType<typeof compile> {
  const selection = types.map((type) => type.id).join();
  let compiled = compiledBySelection.get(selection);
  if (!compiled) {
    if (compiledBySelection.size >= 8) compiledBySelection.clear();
    compiled = compile(types);
    compiledBySelection.set(selection, compiled);
  }
  return compiled;
}
