import { RE2JS } from 're2js';
import type { Detection } from '../detect/detector.ts';
import type { CustomPattern } from '../policy.ts';
import type { TextSegment } from '../text.ts';
import { createTally, type TallyOptions } from './tally.ts';
import { wordsOf } from './words.ts';

/** How far before and after a match its words may stand. */
const NEAR_CHARS = 100;

/** Finds what a pattern of the tenant matches, with an engine that takes linear time for every pattern and text. */
export function createPatternDetection(
  { id, pattern, near = [] }: CustomPattern,
  options: Omit<TallyOptions, 'typeId'>,
): Detection {
  const tally = createTally({ ...options, typeId: id });
  const compiled = RE2JS.compile(pattern);
  const nearby = near.map((word) => word.toLowerCase());
  return {
    scan(segment) {
      const matcher = compiled.matcher(segment.text);
      while (matcher.find()) {
        const [start, end] = [matcher.start(), matcher.end()];
        if (end > start && (nearby.length === 0 || isNear(segment, start, end, nearby))) {
          tally.add(segment, start, end, segment.text.slice(start, end));
        }
      }
    },
    finish: tally.finish,
    holds: tally.holds,
  };
}

function isNear(
  { text, labels = [] }: TextSegment,
  start: number,
  end: number,
  near: readonly string[],
): boolean {
  const around = `${labels.join(' ')} ${text.slice(Math.max(0, start - NEAR_CHARS), start)} ${text.slice(end, end + NEAR_CHARS)}`;
  const spoken = ` ${[...wordsOf(around, false)].map((word) => word.text).join(' ')} `;
  return near.some((word) => spoken.includes(` ${word} `));
}
