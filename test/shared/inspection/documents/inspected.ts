import { inspect } from '../../../../shared/inspection/inspect.ts';
import { DEFAULT_LIMITS, type InspectionLimits } from '../../../../shared/inspection/limits.ts';
import { defaultPolicy, type InspectionPolicy } from '../../../../shared/inspection/policy.ts';
import type { Finding, InspectionResult } from '../../../../shared/inspection/result.ts';

export const HASH_KEY = new Uint8Array(32).fill(7);

/** The result for these bytes, with limits and policy changed where a test wants it. */
export function inspected(
  bytes: Uint8Array | string,
  changes: {
    limits?: Partial<InspectionLimits>;
    policy?: Partial<InspectionPolicy>;
    declaredName?: string;
  } = {},
): Promise<InspectionResult> {
  return inspect(
    {
      bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes,
      ...(changes.declaredName !== undefined && { declaredName: changes.declaredName }),
    },
    { ...defaultPolicy(HASH_KEY), ...changes.policy },
    { ...DEFAULT_LIMITS, ...changes.limits },
    new AbortController().signal,
  );
}

/** The finding of a type, if there is one. */
export function findingOf(result: InspectionResult, dataType: string): Finding | undefined {
  return result.findings.find((finding) => finding.dataType === dataType);
}

/** Where a type was found, without the column of plain text; or nothing. */
export function placesOf(result: InspectionResult, dataType = 'CREDIT_CARD'): readonly string[] {
  const places = findingOf(result, dataType)?.places ?? [];
  return [...new Set(places.map((place) => place.replace(/, column \d+$/, '')))];
}
