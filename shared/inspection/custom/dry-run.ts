import type { CustomPattern } from '../policy.ts';
import { patternProblems } from '../policy-problems.ts';
import { createPatternDetection } from './pattern.ts';

/** What a pattern would do, before it is put into a policy. */
export interface DryRun {
  /** In sentences for people; with any of these the pattern was not run. */
  readonly problems: readonly string[];
  /** Distinct values found in the sample. */
  readonly count: number;
  /** At most three, masked. */
  readonly samples: readonly string[];
  /** Time for a megabyte of text that is hard on patterns, in milliseconds. */
  readonly msPerMegabyte: number;
}

const MEGABYTE = 1_000_000;
const HARD_TEXTS = ['a', '1', 'A1b2 ', '1-'];
/** A smaller piece is enough to know. */
const PIECE_CHARS = 50_000;

/** Tries a pattern on a sample text, and how fast it is on text that is hard on patterns. */
export function dryRunPattern(pattern: CustomPattern, sample: string): DryRun {
  const problems = patternProblems(pattern);
  if (problems.length > 0) return { problems, count: 0, samples: [], msPerMegabyte: 0 };
  const [found] = detect(pattern, sample);
  const started = performance.now();
  for (const text of HARD_TEXTS) detect(pattern, text.repeat(PIECE_CHARS / text.length));
  const ms = performance.now() - started;
  return {
    problems,
    count: found?.count ?? 0,
    samples: found?.samples ?? [],
    msPerMegabyte: Math.round((ms * MEGABYTE) / (PIECE_CHARS * HARD_TEXTS.length)),
  };
}

function detect(pattern: CustomPattern, text: string) {
  const detection = createPatternDetection(pattern, { key: new Uint8Array(16), exclusions: new Set() });
  detection.scan({ text, place: { kind: 'text' } });
  return detection.finish();
}
