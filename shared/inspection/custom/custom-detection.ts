import type { Detection } from '../detect/detector.ts';
import type { CustomType, InspectionPolicy } from '../policy.ts';
import { createDictionaryDetection } from './dictionary.ts';
import { createExactDataDetection } from './exact-data.ts';
import { createPatternDetection } from './pattern.ts';

/** Fifty patterns take seconds for a text of this length, and the clock costs nothing beside. */
const LONG_TEXT_CHARS = 10_000;

/**
 * Starts the detection of the tenant's own types in one item; types that are switched off are left out.
 *
 * @param checkTime throws when the item's time is over
 */
export function createCustomDetection(policy: InspectionPolicy, checkTime: () => void): Detection {
  const options = { key: policy.hashKey, exclusions: new Set(policy.exclusions) };
  const on = ({ id }: CustomType) => policy.types[id]?.enabled !== false;
  const detections = [
    ...policy.dictionaries.filter(on).map((dictionary) => createDictionaryDetection(dictionary, options)),
    ...policy.patterns.filter(on).map((pattern) => createPatternDetection(pattern, options)),
    ...policy.exactData.filter(on).map((list) => createExactDataDetection(list, options)),
  ];
  return {
    scan(segment) {
      for (const detection of detections) {
        if (segment.text.length > LONG_TEXT_CHARS) checkTime();
        detection.scan(segment);
      }
    },
    finish: () => detections.flatMap((detection) => detection.finish()),
    holds: (value) => detections.some((detection) => detection.holds(value)),
  };
}
